import { type ChatError, type ErrorCode, type Locale, type WireError } from "@parley/protocol";
import { inFields } from "./field-sentences.ts";

/** What we say in Chinese instead of our own English sentences. */
export const SENTENCES: Readonly<Record<string, string>> = {
  "Please sign in.": "请先登录。",
  "The e-mail address or the password is wrong.": "邮箱或密码不正确。",
  "The current password is wrong.": "当前密码不正确。",
  "Please confirm this with your own password.": "请输入您自己的密码以确认此操作。",
  "A password must not be made of a name, an e-mail address or this product's words.":
    "密码不能由姓名、邮箱或本产品的常用词组成，请换一个。",
  "This password is among the first that anybody would try. Take one that only you know.":
    "此密码很容易被猜到，请换一个只有您知道的密码。",
  "Too many attempts to sign in. Please wait a while.": "登录尝试过于频繁，请稍后再试。",
  "Too many sign-ins at once.": "同时登录的人太多，请稍后再试。",
  "This link has expired or was used already.": "此链接已过期或已被使用。",
  "The owner needs a name and an e-mail address.": "请填写所有者的姓名和邮箱。",
  "There already is a member with this e-mail address.": "已有成员使用此邮箱。",
  "There is no such member of the team.": "没有这位成员。",
  "Only the owner can change the owner.": "只有所有者本人可以更改所有者的信息。",
  "The owner's role cannot be changed or taken away.": "所有者的角色不能更改，也不能停用。",
  "You cannot change your own role or disable yourself.": "您不能更改自己的角色或停用自己。",
  "The first line has to name columns, for example name and email.": "第一行须为列名，例如“姓名”和“邮箱”。",
  "This table is broken: a quote is never closed.": "此表格已损坏：引号没有成对。",
  "A file can have at most 200,000 lines.": "一个文件最多 200,000 行。",
  "This file is no text that can be read. Save it as CSV in UTF-8.": "无法识别此文件，请将其另存为 UTF-8 编码的 CSV。",
  "Close their conversations first.": "请先结束该联系人的会话。",
  "There is no such page of the list.": "列表中没有这一页。",
  "Somebody has changed this segment meanwhile.": "此分组刚刚被他人修改过，请刷新后重试。",
  "There can be at most 200 segments.": "最多可有 200 个分组。",
  "There is no such contact.": "没有这位联系人。",
  "Somebody has changed this contact meanwhile.": "此联系人刚刚被他人修改过，请刷新后重试。",
  "A contact can have at most 200 notes.": "一位联系人最多可有 200 条备注。",
  "These contacts were proven to be different people.": "这两位联系人已被证实是不同的人，不能合并。",
  "Who one of them is was proven, and the other's was not. Say that you want to join them all the same.":
    "其中一位的身份已验证，另一位尚未验证。如仍要合并，请明确确认。",
  "This contact has been joined otherwise since.": "此联系人之后又有了其他合并，无法撤销这一次。",
  "Names of attributes cannot be empty, begin with $ or hold a dot.": "属性名不能为空，不能以 $ 开头，也不能包含句点。",
  "Your role does not allow this.": "您的角色没有此权限。",
  "That was too much at once. Please wait a moment.": "操作过于频繁，请稍后再试。",
  "Some of what was sent is not valid.": "提交的内容有误，请检查。",
  "The address and what was sent name different things.": "地址与提交的内容不一致。",
  "A report needs a beginning and a later end, at most 400 days apart.":
    "报表的结束时间必须晚于开始时间，且跨度不超过 400 天。",
  "This request must be application/json.": "此请求必须使用 application/json。",
  "This request comes from another site.": "此请求来自其他网站。",
  "The engine does not know this page's address as its own.": "服务端不认识当前页面的地址。",
  "There is no such inbox.": "没有这个收件箱。",
  "There is no such link.": "没有这个绑定。",
  "There already is an inbox of this name.": "已有使用此名称的收件箱。",
  "This inbox has no account of a channel.": "此收件箱没有关联的渠道账号。",
  "This inbox is not of the web.": "此收件箱不是网站渠道。",
  "This inbox is switched off.": "此收件箱已停用。",
  "There are no such settings.": "没有这些设置。",
  "There is no such version.": "没有这个版本。",
  "Somebody has changed these settings meanwhile.": "这些设置刚刚被他人更改，请刷新后重试。",
  "Two keys are live already. End one first.": "已有两个有效密钥，请先停用其中一个。",
  "This is of an inbox that you do not see.": "此内容属于您无权查看的收件箱。",
  "Somebody has changed this view meanwhile.": "此视图刚刚被他人修改过，请刷新后重试。",
  "This view is somebody else's.": "此视图属于他人。",
  "There can be at most 100 views.": "最多可有 100 个视图。",
  "Somebody has changed this macro meanwhile.": "此宏刚刚被他人修改过，请刷新后重试。",
  "There can be at most 300 macros.": "最多可有 300 个宏。",
  "There is no such macro.": "没有此宏。",
  "Somebody has changed this survey meanwhile.": "此问卷刚刚被他人修改过，请刷新后重试。",
  "There can be at most 50 surveys.": "最多可有 50 份问卷。",
  "That is too much for one file. Choose a shorter time.": "数据过多，无法导出为一个文件，请缩短时间范围。",
  "There is no such task.": "没有此任务。",
  "What was said in this conversation is erased.": "此会话的内容已被清除。",
  "Somebody has changed this task meanwhile.": "此任务刚刚被他人修改过，请刷新后重试。",
  "A conversation can have at most 100 tasks.": "一个会话最多可有 100 个任务。",
  "Search for at least two characters.": "请至少输入两个字符。",
  "The search cannot go on from there.": "无法从该处继续搜索，请重新搜索。",
  "There are no criteria yet.": "还没有设置质检标准。",
  "Every question needs an answer.": "每个问题都需要回答。",
  "A review needs an answer that counts.": "评审至少需要一个计分的回答。",
  "Nobody reviews their own work.": "不能评审自己的会话。",
  "This agent had no part in this conversation.": "此客服没有参与该会话。",
  "You have reviewed this already.": "您已评审过此会话。",
  "You have answered to this review already.": "您已对此评审提出过申诉。",
  "Somebody has changed this review meanwhile.": "此评审刚刚被他人修改过，请刷新后重试。",
  "There is nothing to decide.": "没有待处理的申诉。",
  "There is no such review.": "没有此评审。",
  "There is such a note already.": "已有此备注。",
  "There is nothing here.": "此处没有内容。",
};

/** For sentences of other parts, which we have in English only. */
const BY_CODE: Readonly<Record<ErrorCode, string>> = {
  invalid: "请求的内容有误。",
  unauthorized: "请先登录。",
  forbidden: "您没有此权限。",
  notFound: "没有找到。",
  conflict: "与他人的更改冲突，请刷新后重试。",
  tooLarge: "请求的内容过大。",
  version: "版本不受支持。",
  tooMany: "操作过于频繁，请稍后再试。",
  internal: "出了点问题，请稍后再试。",
  unavailable: "服务暂时不可用，请稍后再试。",
  overloaded: "系统繁忙，请稍后再试。",
};

/** The error as it is sent, in the language of who reads it. */
export function inLanguage(error: ChatError, locale: Locale): WireError {
  const { details, ...rest } = error.toJSON();
  const sent = { ...rest, ...(details && { details: inFields(details, locale) }) };
  return locale === "en" ? sent : { ...sent, message: SENTENCES[error.message] ?? BY_CODE[error.code] };
}

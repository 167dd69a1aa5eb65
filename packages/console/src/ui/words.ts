import { ChatError } from "@parley/protocol";
import { bilingual } from "../language/language.ts";

/** Words that belong to no subject. */
export const uiWords = bilingual({
  en: {
    language: "Language",
    close: "Close window",
    cancel: "Cancel",
    save: "Save",
    saved: "Saved",
    delete: "Delete",
    loading: "Loading",
    retry: "Try again",
    failed: "This could not be loaded.",
    copy: "Copy",
    copied: "Copied",
    dismiss: "Dismiss",
    authors: {
      visitor: "Visitor",
      bot: "Bot",
      system: "System",
    },
    none: "None",
    allInboxes: "All inboxes",
    allLanguages: "All languages",
    refusals: {
      unavailable: "The engine cannot be reached. Try again in a moment.",
      tooMany: "Too many requests. Wait a moment, then try again.",
      internal: "Something went wrong in the engine. Try again.",
      unauthorized: "Your session is over. Sign in again.",
      forbidden: "You may not do this.",
      notFound: "It does not exist any more.",
      conflict: "Somebody changed this meanwhile.",
      tooLarge: "That is too large.",
      version: "This page is older than the engine. Reload it.",
    },
    address: (own: string) =>
      `The engine does not know ${own} as its own address. Set PUBLIC_URL to it, or let the proxy pass on the Host header.`,
    invalid: (why: string) => `This was not accepted: ${why}`,
    ownPassword: "Your own password",
    wrongOwnPassword: "This is not your password.",
  },
  "zh-CN": {
    language: "语言",
    close: "关闭窗口",
    cancel: "取消",
    save: "保存",
    saved: "已保存",
    delete: "删除",
    loading: "加载中",
    retry: "重试",
    failed: "加载失败。",
    copy: "复制",
    copied: "已复制",
    dismiss: "忽略",
    authors: {
      visitor: "访客",
      bot: "机器人",
      system: "系统",
    },
    none: "无",
    allInboxes: "全部收件箱",
    allLanguages: "全部语言",
    refusals: {
      unavailable: "无法连接到服务，请稍后再试。",
      tooMany: "请求过于频繁，请稍后再试。",
      internal: "服务出错了，请重试。",
      unauthorized: "登录已过期，请重新登录。",
      forbidden: "你没有此权限。",
      notFound: "它已不存在。",
      conflict: "有人在此期间修改了它。",
      tooLarge: "内容过大。",
      version: "此页面版本过旧，请刷新。",
    },
    address: (own: string) =>
      `服务端不认识当前页面的地址 ${own}。请管理员把 PUBLIC_URL 设为此地址，或让代理转发 Host 请求头。`,
    invalid: (why: string) => `未被接受：${why}`,
    ownPassword: "您自己的密码",
    wrongOwnPassword: "密码不正确。",
  },
});

/** What went wrong, in a sentence for the person at the screen; the engine's own sentence is for developers (SPEC R4). */
export function explain(cause: unknown): string {
  const { code, message, details } = ChatError.from(cause);
  const words = uiWords();
  if (code === "invalid") return words.invalid(message);
  if (code === "forbidden" && details?.["reason"] === "address") return words.address(String(details["origin"]));
  return code === "overloaded" ? words.refusals.unavailable : words.refusals[code];
}

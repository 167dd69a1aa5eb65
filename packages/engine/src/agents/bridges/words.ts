import type { Locale } from "@parley/protocol";

/** What is said in rooms and to agents there. Who has a conversation is named where `{name}` stands. */
const EN = {
  visitor: "Visitor",
  bot: "Bot",
  note: "Note",
  take: "Take",
  close: "Close",
  open: "Open in the console",
  queued: "Waits for a person",
  agent: "{name} has it",
  withBot: "Given back to the bot",
  closed: "Closed by {name}",
  closedItself: "Closed",
  again: "Waits for a person again",
  overdue: "Has waited longer than promised",
  file: "File: {name}",
  notLinked:
    "Nothing was sent: this account is linked to nobody of the team. Get a code in Parley (docs: desk-elsewhere) and send it to me.",
  noInbox: "Nothing was sent: you do not see this inbox.",
  taken: "Nothing was sent: {name} has this conversation.",
  isClosed: "Nothing was sent: this conversation is closed.",
  needsCode: "Nothing was done: who closes says what it was about, and that goes in the console only.",
  refused: "Nothing was done: {why}",
  files: "Files are not passed on from here: {names}. Send them in the console: {link}",
  unchangeable: "What was sent cannot be changed: the visitor has it as it was.",
  linked: "You answer as {name} from now on. Words that begin with // are notes for the team.",
  noCode: "This code is none, or it is over. Get a new one in Parley.",
  tooMany: "Too many tries. Come again in some minutes.",
  left: "You are linked to nobody any more.",
  notThere: "This account is linked to nobody.",
  numbered:
    "Words for a visitor begin with the number of their conversation, as “#12 Good morning”; “#12 take” and “#12 close” are as the buttons.",
  help: "Send me the code from Parley to answer from here, or “unlink” to end that.",
};

type Words = typeof EN;

const ZH: Words = {
  visitor: "访客",
  bot: "机器人",
  note: "备注",
  take: "接待",
  close: "结束",
  open: "在工作台打开",
  queued: "等待人工",
  agent: "{name} 正在接待",
  withBot: "已交还机器人",
  closed: "已由 {name} 结束",
  closedItself: "已结束",
  again: "再次等待人工",
  overdue: "等待时间超过承诺",
  file: "文件：{name}",
  notLinked: "没有发送：此账号未绑定客服成员。请在 Parley 中获取绑定码（见文档 desk-elsewhere），再发给我。",
  noInbox: "没有发送：你看不到这个收件箱。",
  taken: "没有发送：{name} 正在接待这个会话。",
  isClosed: "没有发送：这个会话已结束。",
  needsCode: "没有执行：结束会话须选择结束原因，请在工作台操作。",
  refused: "没有执行：{why}",
  files: "这里的文件不会转给访客：{names}。请在工作台发送：{link}",
  unchangeable: "已发送的内容无法更改：访客收到的仍是原文。",
  linked: "从现在起你以 {name} 的身份回复。以 // 开头的内容是团队内部备注。",
  noCode: "绑定码无效或已过期，请在 Parley 中重新获取。",
  tooMany: "尝试次数过多，请几分钟后再试。",
  left: "已解除绑定。",
  notThere: "此账号没有绑定。",
  numbered: "给访客的话以会话编号开头，例如“#12 您好”；“#12 接待”“#12 结束”与按钮相同。",
  help: "把 Parley 里的绑定码发给我，就能在这里回复；发送“解绑”可以解除。",
};

const ALL: Record<Locale, Words> = { en: EN, "zh-CN": ZH };

export type WordOf = (word: keyof Words, named?: Readonly<Record<string, string>>) => string;

/** The words of a language, with what is named in them. */
export const wordsIn =
  (locale: Locale): WordOf =>
  (word, named = {}) =>
    ALL[locale][word].replaceAll(/\{(\w+)\}/g, (_, name: string) => named[name] ?? "");

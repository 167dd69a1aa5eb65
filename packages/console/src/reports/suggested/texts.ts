import { bilingual } from "../../language/language.ts";

/** They come with what shows them. */
export const suggestedTexts = bilingual({
  en: {
    title: "Suggested answers",
    none: "No suggested answer was shown before a reply in this period.",
    hint: "Of replies that agents sent while answers were suggested to them. No words are kept for it.",
    replies: "Replies with suggestions",
    first: "The first was sent",
    three: "One of three was sent",
    changed: "One was changed",
    of: (count: string) => `${count} of them`,
    by: "Suggested answers by inbox",
    inbox: "Inbox",
    heads: ["Replies", "First", "Second", "Third", "Changed", "Something else"],
  },
  "zh-CN": {
    title: "建议回复",
    none: "该时段没有在建议回复之后发送的消息。",
    hint: "统计客服在看到建议回复时发送的消息。不保存任何文字内容。",
    replies: "有建议的回复",
    first: "直接采用第一条",
    three: "采用三条之一",
    changed: "修改后采用",
    of: (count: string) => `共 ${count} 条`,
    by: "各收件箱的建议回复",
    inbox: "收件箱",
    heads: ["回复", "第一条", "第二条", "第三条", "修改后", "其他"],
  },
});

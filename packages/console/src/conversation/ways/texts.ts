import { bilingual } from "../../language/language.ts";

/** They come with what shows them. */
export const waysTexts = bilingual({
  en: {
    until: (at: string, span: string) => `They can be written to until ${at}, for ${span} more`,
    left: (count: number) => `, ${count} more message${count === 1 ? "" : "s"}`,
    late: (hours: number) =>
      `Cannot be sent now: they wrote more than ${hours} h ago. It can be sent once they write again.`,
    often: (messages: number) =>
      `Cannot be sent now: ${messages} messages may follow theirs, and did. More can be sent once they write again.`,
    replyOn: "Reply on",
    instead: "Here is what can be done:",
    here: (name: string) => `Reply on ${name}`,
    shut: "cannot be sent now",
    off: "switched off",
    with: (name: string) => `with ${name}`,
    last: "wrote last",
    wait: "wait until they write",
  },
  "zh-CN": {
    until: (at: string, span: string) => `可回复至 ${at}，还剩 ${span}`,
    left: (count: number) => `，还可发送 ${count} 条`,
    late: (hours: number) => `现在无法发送：对方上次来信已超过 ${hours} 小时。对方再次来信后即可发送。`,
    often: (messages: number) =>
      `现在无法发送：对方来信后最多回复 ${messages} 条，已用完。对方再次来信后即可继续发送。`,
    replyOn: "回复渠道",
    instead: "可以这样做：",
    here: (name: string) => `在${name}回复`,
    shut: "现在无法发送",
    off: "已停用",
    with: (name: string) => `由${name}接待`,
    last: "最近来信",
    wait: "等待对方来信",
  },
});

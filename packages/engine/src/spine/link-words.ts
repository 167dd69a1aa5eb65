import type { Invitation } from "./inviting.ts";

/** What is said of codes with which people are recognised on another channel. */
export interface LinkWords {
  offer: (text: string, places: readonly Invitation[]) => string;
  nowhere: string;
  signIn: string;
  later: string;
  linked: string;
  told: (place: string) => string;
  wrong: string;
  somebodyElse: string;
  tooMany: string;
}

/** A name stands in Markdown here, of which it is to be no part. */
const plain = (name: string) => name.replaceAll(/[\\`*_[\]()<>#~|!]/g, "");
const place = ({ name, url }: Invitation) => (url === undefined ? `- ${plain(name)}` : `- [${plain(name)}](${url})`);

export const LINK_WORDS: Readonly<Record<"en" | "zh-CN", LinkWords>> = {
  en: {
    offer: (text, places) =>
      `Send this to us there, within 10 minutes, and we know that it is you:\n\n**${text}**\n\n${places.map(place).join("\n")}\n\nIt works once. Give it to nobody.`,
    nowhere: "There is no other channel on which you could reach us yet.",
    signIn: "Please sign in on this website first. Then ask again.",
    later: "You have asked for several codes already. Please wait a while, then ask again.",
    linked: "Thank you, we recognise you: this chat and your account on our website belong together now.",
    told: (name) =>
      `You are recognised on ${plain(name)} from now on. Was it not you who sent the code? Tell us here, and we undo it.`,
    wrong: "This code does not hold, or not any more. Ask for a new one in the chat on our website.",
    somebodyElse: "This chat belongs to somebody else's account already. Nothing was changed.",
    tooMany: "Too many codes were tried from here. Please wait a while.",
  },
  "zh-CN": {
    offer: (text, places) =>
      `请在 10 分钟内，在以下任一渠道把这句话发给我们，我们就能认出您：\n\n**${text}**\n\n${places.map(place).join("\n")}\n\n只能使用一次，请勿告诉他人。`,
    nowhere: "目前还没有其他渠道可以绑定。",
    signIn: "请先在本网站登录，然后再试。",
    later: "您已多次获取绑定码，请稍后再试。",
    linked: "谢谢，已确认您的身份：此对话已与您的网站账号绑定。",
    told: (name) =>
      `今后您在“${plain(name)}”联系我们，我们也能认出您。如果绑定码不是您发送的，请在这里告诉我们，我们会撤销。`,
    wrong: "绑定码无效或已过期。请在网站的对话中重新获取。",
    somebodyElse: "此对话已属于另一个账号，未作任何更改。",
    tooMany: "尝试次数过多，请稍后再试。",
  },
};

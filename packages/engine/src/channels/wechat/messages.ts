import type { Choice } from "@parley/protocol";
import { split } from "../../spine/split.ts";
import { type Nested, writeXml } from "./xml.ts";

/** A file that the platform has taken, as it calls it. */
export interface Media {
  type: "image" | "voice" | "video";
  id: string;
  title: string;
}

/** A message as the platform takes it: words, words with buttons, or a file. */
export type Message = { text: string; choices?: Choice[] } | { media: Media };

/** As a customer-service message. */
export function asServiceMessage(to: string, message: Message): object {
  const touser = to;
  if ("media" in message) {
    const { type, id: media_id, title } = message.media;
    return { touser, msgtype: type, [type]: type === "video" ? { media_id, title } : { media_id } };
  }
  const { text: content, choices } = message;
  if (!choices) return { touser, msgtype: "text", text: { content } };
  const list = choices.map(({ label, value }) => ({ id: value, content: label }));
  return { touser, msgtype: "msgmenu", msgmenu: { head_content: content, list, tail_content: "" } };
}

/** Whose words are answered, by which account, and when: seconds since 1970. */
export interface Addressed {
  from: string;
  account: string;
  at: number;
}

/** A reply, which is written for whoever is answered. */
export type Reply = (addressed: Addressed) => string;

/** As the answer to the call that brought somebody's words; nothing where no answer can be like that, as with buttons. */
export function asReply(message: Message): Reply | undefined {
  if ("choices" in message && message.choices) return undefined;
  return ({ from, account, at }) =>
    writeXml({ ToUserName: from, FromUserName: account, CreateTime: at, ...replyOf(message) });
}

function replyOf(message: Message): Nested {
  if ("text" in message) return { MsgType: "text", Content: message.text };
  const { type, id, title } = message.media;
  if (type === "image") return { MsgType: type, Image: { MediaId: id } };
  if (type === "voice") return { MsgType: type, Voice: { MediaId: id } };
  return { MsgType: type, Video: { MediaId: id, Title: title, Description: "" } };
}

/** Words of a template that say of themselves how long they may be have this many characters; others have more. */
const LONGEST = { thing: 20, others: 200 };

/** The account's template that is used where nobody may be written to any more, and which of its fields takes the words. */
export interface Template {
  id: string;
  field: string;
}

/** As a template message, and whether all of the words are in it: what is too long for its field is cut. */
export function asTemplateMessage(
  to: string,
  text: string,
  { id, field }: Template,
): { body: object; isWhole: boolean } {
  const most = /^thing\d*$/.test(field) ? LONGEST.thing : LONGEST.others;
  const line = text.replaceAll(/\s+/gu, " ").trim();
  const isWhole = line.length <= most;
  const [beginning = ""] = split(line, { most: most - 1, in: "units" });
  const value = isWhole ? line : `${beginning}…`;
  return { body: { touser: to, template_id: id, data: { [field]: { value } } }, isWhole };
}

import type { Outgoing } from "../../spine/port.ts";
import type { Part } from "../../spine/render.ts";
import { readAbout, referencesAfter, subjectAfter } from "./about.ts";
import { type MailAccount, oneLine } from "./account.ts";
import { htmlOf } from "./html-out.ts";
import type { Marks } from "./marks.ts";

/** A mail on its way out. */
export interface OutgoingMail {
  from: { name: string; address: string };
  to: { name: string; address: string };
  envelope: { from: string; to: string[] };
  subject: string;
  messageId: string;
  date: Date;
  inReplyTo?: string;
  references?: string[];
  replyTo?: { name: string; address: string };
  headers: Record<string, string>;
  text: string;
  html?: string;
  attachments?: { filename: string; contentType: string; content: () => AsyncIterable<Uint8Array> }[];
}

interface Letter {
  message: Outgoing;
  to: string;
  part: Part;
  index: number;
}

/** A mail of ours: what is said in a conversation, as the next of its thread. */
export function mailOf(
  { message, to, part, index }: Letter,
  { account, marks }: { account: MailAccount; marks: Marks },
): OutgoingMail {
  const { conversation, event } = message;
  const about = readAbout(message.about);
  const replyTo = replyAddress(account, marks.replyMark(conversation.id));
  const number = event.seq.toString(36);
  return {
    from: { name: nameOf(event.author, account), address: account.address },
    to: { name: "", address: to },
    envelope: { from: account.address, to: [to] },
    subject: oneLine(subjectAfter(about, account.name)),
    messageId: marks.messageId(conversation.id, index === 0 ? number : `${number}-${index}`),
    date: new Date(event.at),
    ...(about && { inReplyTo: about.id, references: referencesAfter(about) }),
    ...(replyTo !== undefined && { replyTo: { name: account.name, address: replyTo } }),
    headers: event.author.kind === "agent" ? {} : AUTOMATIC,
    ...contentOf(part),
  };
}

export function nameOf(author: Outgoing["event"]["author"], { name }: MailAccount): string {
  return author.kind === "agent" && author.name !== "" ? oneLine(`${author.name} (${name})`) : name;
}

export const AUTOMATIC = { "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All" };

/** Where an answer goes. Local parts are 64 characters long at most. */
export function replyAddress({ marks, address }: MailAccount, mark: string | undefined): string | undefined {
  const marked = marks && mark !== undefined ? address.replace("@", `+${mark}@`) : undefined;
  return marked !== undefined && marked.indexOf("@") <= 64 ? marked : undefined;
}

function contentOf({ text, file }: Part) {
  if (!file) return { text, html: htmlOf(text) };
  const attachment = { filename: oneLine(file.name), contentType: file.type, content: () => file.read() };
  return { text: `📎 ${file.name}`, attachments: [attachment] };
}

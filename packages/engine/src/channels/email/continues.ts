import type { Continues, Memory, SentOn } from "../../spine/port.ts";
import type { Part } from "../../spine/render.ts";
import { readAbout, referencesAfter, subjectAfter } from "./about.ts";
import { ADDRESS, type MailAccount, oneLine } from "./account.ts";
import { createCounting } from "./counting.ts";
import { type ContinuingWords, continuingWords } from "./continuing-words.ts";
import { htmlOf } from "./html-out.ts";
import { AUTOMATIC, nameOf, type OutgoingMail, replyAddress } from "./letter.ts";
import type { Marks } from "./marks.ts";
import { resultOf } from "./results.ts";
import type { Post } from "./smtp-out.ts";
import { createStopping } from "./stopping.ts";

export interface ContinuesParts {
  account: MailAccount;
  marks: Marks;
  memory: Memory;
  post: Post;
  /** Where our links lead, if the engine knows its address. */
  address: string | undefined;
}

/** Bytes of files in one mail: what is more is named only. */
const FILES = 20 * 1024 ** 2;

/** Goes on with chats by mail: all that somebody has missed is one. */
export function createContinues({ post, memory, ...parts }: ContinuesParts): Continues | undefined {
  const { account, marks } = parts;
  if (!account.continues) return undefined;
  const stopping = createStopping({ memory, marks });
  // Anybody can type anybody's address, and have the bot answer them for ever.
  const mayGo = createCounting("chat", { memory, marks });
  return {
    after: account.continues.after,
    async send(missed, signal) {
      const { to } = missed;
      // What we write to ourselves would come in again.
      if (!ADDRESS.test(to) || to.replace(/\+[^@]*@/, "@") === account.address)
        return { is: "failed", reason: "Their address is none that can be written to." };
      if (await stopping.isStopped(to)) return { is: "stopped" };
      const mail = mailOf(missed, parts);
      if (!(await mayGo(to, mail.messageId)))
        return { is: "failed", reason: "They have had too many mails of chats today." };
      try {
        await post(mail, signal);
        return { is: "sent", externalId: mail.messageId };
      } catch (error) {
        return resultOf(error, Date.now());
      }
    },
  };
}

function mailOf(missed: SentOn, { account, marks, address }: Omit<ContinuesParts, "memory" | "post">): OutgoingMail {
  const { conversation, said, to } = missed;
  const replyTo = replyAddress(account, marks.replyMark(conversation.id));
  const stop = marks.stopMark(to);
  const stopAt = address === undefined ? undefined : `${address}stop/${stop}`;
  const person = said.findLast(({ event }) => event.author.kind === "agent");
  const { lines, attachments } = contentOf(missed, account);
  const words = continuingWords(conversation.locale);
  const text = [...lines, "—", ...footOf(words, account.continues?.page ?? missed.page, stopAt)].join("\n\n");
  return {
    ...placeOf(missed, { account, marks }),
    from: { name: person ? nameOf(person.event.author, account) : account.name, address: account.address },
    to: { name: "", address: to },
    envelope: { from: account.address, to: [to] },
    date: new Date(),
    ...(replyTo !== undefined && { replyTo: { name: account.name, address: replyTo } }),
    headers: { ...(person ? {} : AUTOMATIC), ...stopHeaders(account, stop, stopAt) },
    text,
    html: htmlOf(text),
    attachments,
  };
}

/** What it is called, and where mail programs put it. */
function placeOf(
  { conversation, said, to, about: kept }: SentOn,
  { account, marks }: Pick<ContinuesParts, "account" | "marks">,
) {
  const known = readAbout(kept);
  // What somebody wrote at another address that was given before is not for who has this one.
  const about = known?.from === to ? known : undefined;
  const { subject } = continuingWords(conversation.locale);
  return {
    subject: oneLine(subjectAfter(about, subject(account.name))),
    // The same for each attempt, and another where more was said since: who has the first one would never see that.
    messageId: marks.messageId(conversation.id, `m${[said[0], said.at(-1)].map(numberOf).join("-")}`),
    ...(about && { inReplyTo: about.id }),
    // Nobody has the mail that the first one names: but all of a chat are one thread.
    references: about ? referencesAfter(about) : [marks.messageId(conversation.id, "chat")],
  };
}

const numberOf = (one: SentOn["said"][number] | undefined) => one?.event.seq.toString(36) ?? "";

/** How they go on, and how they end it. */
function footOf(words: ContinuingWords, page: string | undefined, stopAt: string | undefined): string[] {
  const on = page === undefined ? words.answer : `${words.answerOrChat}\n${page}`;
  return stopAt === undefined ? [on] : [on, `${words.stop}\n${stopAt}`];
}

/** How mail programs offer to stop them (RFC 2369, RFC 8058). */
function stopHeaders({ address }: MailAccount, mark: string, at: string | undefined): Record<string, string> {
  const marked = address.replace("@", `+${mark}@`);
  const ways = [...(at === undefined ? [] : [`<${at}>`]), ...(marked.indexOf("@") <= 64 ? [`<mailto:${marked}>`] : [])];
  if (ways.length === 0) return {};
  const click = at?.startsWith("https:") ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {};
  return { "List-Unsubscribe": ways.join(", "), ...click };
}

/** What was said, each below who said it, and its files. */
function contentOf({ said }: SentOn, account: MailAccount) {
  const lines: string[] = [];
  const attachments: NonNullable<OutgoingMail["attachments"]> = [];
  let [left, before] = [FILES, ""];
  const take = ({ text, file }: Part): string => {
    if (!file) return text;
    if (file.bytes <= left) {
      left -= file.bytes;
      attachments.push({ filename: oneLine(file.name), contentType: file.type, content: () => file.read() });
    }
    return `📎 ${file.name}`;
  };
  for (const { event, parts } of said) {
    const name = event.author.kind === "agent" && event.author.name ? oneLine(event.author.name) : account.name;
    const text = parts.map(take).join("\n");
    lines.push(name === before ? text : `${name}:\n${text}`);
    before = name;
  }
  return { lines, attachments };
}

import { ChatError } from "@parley/protocol";
import { createHash } from "node:crypto";
import type { ChannelKit, Incoming } from "../../spine/port.ts";
import type { MailAccount } from "./account.ts";
import { aboutAfter } from "./about.ts";
import { type Mail, readMail } from "./mail.ts";
import type { Marks } from "./marks.ts";
import { reportIn } from "./reports.ts";
import { createStopping } from "./stopping.ts";
import { type Envelope, judge, type Verdict, type VerdictParts } from "./verdict.ts";

/** Milliseconds for which is known what a mail of theirs belongs to. */
const KEPT = 400 * 24 * 3_600_000;
/** Before who writes where that is not proven: it is nobody who is known. */
export const UNPROVEN = "unproven:";

export interface TakingParts {
  kit: Pick<ChannelKit, "receive" | "receipt" | "memory">;
  account: Pick<MailAccount, "address" | "authserv" | "domain">;
  marks: Marks;
  resolver?: VerdictParts["resolver"];
}

/** Where a mail belongs: to a conversation that it answers, or else to a thread. */
interface Place {
  thread: string;
  answers?: string;
}

/** A mail's place among others, as far as it is known. */
interface Judged {
  verdict: Verdict;
  to: readonly string[];
  isOwn: boolean;
  mailFrom: string | undefined;
}

/** The one way in for mails, from wherever they came. Resolves when what a mail says is durable. Never rejects for what a mail is. */
export function createTaking({ kit, account, marks, resolver }: TakingParts) {
  const { memory } = kit;
  const stopping = createStopping({ memory, marks });
  const nameOf = (from: string, id: string) => `mail ${marks.nameOf(from, id)}`;

  async function placeOf(
    mail: Mail,
    from: string,
    { verdict, to }: { verdict: Verdict; to: readonly string[] },
  ): Promise<Place> {
    // Who is not proven comes into no thread by calling a mail as somebody else did.
    const own = { thread: hashOf(`${verdict} ${mail.id}`) };
    for (const address of to) {
      const answers = marks.readReplyMark(markIn(address));
      if (answers !== undefined) return { ...own, answers };
    }
    for (const id of mail.answers) {
      const answers = marks.readMessageId(id);
      if (answers !== undefined) return { ...own, answers };
      // What they called a mail themselves others may know: that counts from who is proven, for their own mails.
      const known = verdict === "pass" ? await memory.get(nameOf(from, id)) : undefined;
      if (known) return JSON.parse(known.value) as Place;
    }
    return own;
  }

  /** Takes that somebody wants no more mails, where they say so by the address that they write to. */
  async function stopsBy(to: readonly string[]): Promise<boolean> {
    for (const address of to) if (await stopping.take(markIn(address))) return true;
    return false;
  }

  async function take(raw: Buffer, envelope: Envelope = {}): Promise<void> {
    const mail = await readMail(raw, envelope.size);
    const to = addressesOf(mail, envelope);
    if (await stopsBy(to)) return;
    const report = reportIn(mail, marks);
    if (report === "nothing new") return;
    if (report) return await kit.receipt(report);
    const isOwn = mail.from !== undefined && withoutMark(mail.from.address) === account.address;
    // What we sent comes back from lists, and from who passes it on.
    if (isOwn && marks.readMessageId(mail.id) !== undefined) return;
    const verdict = await judge(raw, mail, envelope, { authserv: account.authserv, mta: account.domain, resolver });
    await takeMail(raw, mail, {
      verdict,
      to,
      isOwn: isOwn || envelope.mailFrom === "",
      mailFrom: envelope.mailFrom?.toLowerCase(),
    });
  }

  async function takeMail(raw: Buffer, mail: Mail, how: Judged): Promise<void> {
    const { verdict, isOwn } = how;
    const address = mail.from?.address ?? (how.mailFrom || "nobody");
    const from = verdict === "fail" ? `${UNPROVEN}${address}` : address;
    const place = await placeOf(mail, from, how);
    const message = messageOf(mail, { from, place, quiet: verdict === "fail" || isOwn, isProven: verdict === "pass" });
    await kit.receive(message).catch((error: unknown) => {
      // Programs there are that call two mails alike.
      if (!(error instanceof ChatError) || error.code !== "conflict") throw error;
      return kit.receive({ ...message, id: hashOf(raw) });
    });
    const name = nameOf(from, mail.id);
    if (!(await memory.get(name))) await memory.set(name, JSON.stringify(place), 0, Date.now() + KEPT);
  }

  return take;
}
export type Take = ReturnType<typeof createTaking>;

function messageOf(mail: Mail, how: { from: string; place: Place; quiet: boolean; isProven: boolean }): Incoming {
  const { from, place, quiet, isProven } = how;
  const profile = {
    ...(mail.from?.name && { name: mail.from.name }),
    ...(!from.startsWith(UNPROVEN) && mail.from && { email: mail.from.address }),
  };
  return {
    id: mail.id,
    from: { id: from, ...(Object.keys(profile).length > 0 && { profile }) },
    text: wordsOf(mail, place),
    files: mail.files.map(({ name, data }, index) => ({ ref: String(index), name, data })),
    about: aboutAfter(mail),
    ...place,
    ...((mail.isMachine || quiet) && { unanswered: true as const }),
    ...(isProven && mail.from
      ? { proven: [{ kind: "email" as const, value: mail.from.address }] }
      : { unproven: true as const }),
  };
}

/** What they wrote, below what they call it where that is not known yet. */
function wordsOf({ subject, text, problem, files }: Mail, { answers }: Place): string {
  const body = problem === undefined ? text : `[${problem}]`;
  const isNew = answers === undefined && subject !== "" && !/^re\s*[:：]/i.test(subject) && !body.startsWith(subject);
  const words = isNew ? `${subject}\n\n${body}`.trim() : body;
  return words !== "" || files.length > 0 ? words : subject || "[…]";
}

const hashOf = (what: string | Buffer) => createHash("sha256").update(what).digest("base64url");
const addressesOf = (mail: Mail, { to = [] }: Envelope) => [...mail.to, ...to];
const markIn = (address: string) => /\+([^@+]+)@/.exec(address)?.[1] ?? "";
const withoutMark = (address: string) => address.replace(/\+[^@]*@/, "@");

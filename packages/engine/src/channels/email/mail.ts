import { createHash } from "node:crypto";
import PostalMime, { addressParser, type Address, type Attachment, type Email } from "postal-mime";
import { oneLine } from "./account.ts";
import { textOfHtml } from "./html.ts";
import { isMachine } from "./machine.ts";
import { ownWords } from "./quotes.ts";

/** Bytes that a mail may have to be read, and those of its heads. */
export const MOST = 40 * 1024 ** 2;
const HEADS = 512 * 1024;
/** Parts within parts; files of a mail, and characters of it. */
const [DEEP, FILES, LETTERS] = [30, 20, 20_000];
/** Ids that are looked at to find what a mail answers. */
const REFERENCES = 40;
/** Addresses that are read of those it was sent to. */
const RECIPIENTS = 200;
/** Pictures that small are marks of programs, and what counts who reads a mail. */
const TINY = 10 * 1024;

/** Bytes of a line that is short, and how many a mail may have of those. */
const [LINE, SHORT] = [40, 50_000];

/** A file of a mail. */
export interface MailFile {
  name: string;
  data: Uint8Array;
}

/** A mail as we read it. Nothing of it is proven. */
export interface Mail {
  /** What it is called; made of its bytes where it has no name. */
  id: string;
  from: { address: string; name: string } | undefined;
  /** It says to be from several: nobody does that who means well. */
  isAmbiguous: boolean;
  subject: string;
  /** What they wrote themselves. */
  text: string;
  /** Addresses that it was sent to, in any way. */
  to: string[];
  /** What it answers: the last one first. */
  answers: string[];
  files: MailFile[];
  /** No person wrote it, or nobody would read an answer. */
  isMachine: boolean;
  /** What could not be read, in words for agents. */
  problem?: string;
  headers: ReadonlyMap<string, string[]>;
  email: Email | undefined;
}

/** Reads a mail, however broken it is. */
export async function readMail(raw: Buffer, size = raw.length): Promise<Mail> {
  try {
    if (size > MOST) throw new RangeError("It is too large.");
    if (isShredded(raw)) throw new RangeError("It has too many lines.");
    return mailOf(await parse(raw), raw);
  } catch (error) {
    return unreadable(raw, size, error instanceof Error ? error.message : String(error));
  }
}

/** Whether reading it would take longer than anybody may wait: each line takes its time, and those of files are long. */
function isShredded(raw: Buffer): boolean {
  let [short, from] = [0, 0];
  for (let end = raw.indexOf(10); end !== -1 && short <= SHORT; end = raw.indexOf(10, from)) {
    if (end - from < LINE) short += 1;
    from = end + 1;
  }
  return short > SHORT;
}

/** Mails within mails are files: nothing of them is taken for what was written. */
const parse = (raw: Buffer): Promise<Email> =>
  PostalMime.parse(raw, {
    forceRfc822Attachments: true,
    maxNestingDepth: DEEP,
    maxHeadersSize: HEADS,
    maxRfc822NestingDepth: 0,
    attachmentEncoding: "arraybuffer",
  });

function mailOf(email: Email, raw: Buffer): Mail {
  const headers = headersOf(email.headers);
  const named = flat(present([email.from]));
  const said = wordsIn(email);
  const from = senderOf(named[0] ?? flat(present([email.sender]))[0]);
  return {
    id: idsIn(email.messageId)[0] ?? idOf(raw),
    from,
    isAmbiguous: isAmbiguous(headers),
    subject: subjectOf(email.subject),
    text: `${ownWords(said.slice(0, LETTERS))}${unshown(email)}`,
    to: recipients(email, headers),
    answers: [...new Set([...idsIn(email.inReplyTo), ...idsIn(email.references).toReversed()])].slice(0, REFERENCES),
    files: [...(said.length > LETTERS ? [{ name: "mail.txt", data: Buffer.from(said) }] : []), ...filesOf(email)],
    isMachine: isMachine(headers, from?.address ?? "", subjectOf(email.subject)),
    headers,
    email,
  };
}

/** Whether a mail says to be of more than one, or of nobody: what `Sender` says is no proof, and nobody judges it. */
function isAmbiguous(headers: ReadonlyMap<string, string[]>): boolean {
  const [from, ...more] = headers.get("from") ?? [];
  return from === undefined || more.length > 0 || addressParser(from, { flatten: true }).length !== 1;
}

const present = <T>(given: readonly (T | undefined)[]): T[] => given.filter((one) => one !== undefined);
const subjectOf = (subject = "") => oneLine(asWritten(subject)).slice(0, 500);

function senderOf(found: { name: string; address: string } | undefined): Mail["from"] {
  if (!found?.address) return undefined;
  return { address: found.address.toLowerCase().slice(0, 320), name: oneLine(found.name).slice(0, 200) };
}

/** Plain text where there is some. */
function wordsIn({ text = "", html = "" }: Email): string {
  return asWritten(text.trim() === "" ? textOfHtml(html) : text.trim());
}

/** What Windows has where ISO 8859-1 has nothing to see: some decoders take one for the other. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
const asWritten = (text: string) =>
  text.replaceAll(/[\u0080-\u009F]/g, (letter) => WINDOWS[letter.charCodeAt(0) - 0x80] ?? "");

/** What can still be said of a mail that cannot be read: it is handed on whole, as a file. */
function unreadable(raw: Buffer, size: number, why: string): Mail {
  const headers = headersOf(headIn(raw));
  const first = (name: string) => headers.get(name)?.[0] ?? "";
  const address = /[^\s<>"(),;:]+@[^\s<>"(),;:]+/.exec(first("from"))?.[0];
  return {
    id: idsIn(first("message-id"))[0] ?? idOf(raw),
    from: senderOf(address === undefined ? undefined : { address, name: "" }),
    isAmbiguous: isAmbiguous(headers),
    subject: subjectOf(first("subject")),
    text: "",
    to: [],
    answers: [],
    files: size > MOST ? [] : [{ name: "mail.eml", data: raw }],
    isMachine: true,
    problem: why.slice(0, 200),
    headers,
    email: undefined,
  };
}

/** The lines of a head, as they are. */
function headIn(raw: Buffer): { key: string; value: string }[] {
  const [head = ""] = raw
    .subarray(0, HEADS)
    .toString("latin1")
    .split(/\r?\n\r?\n/, 1);
  const lines = head.replaceAll(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  return lines.flatMap((line) => {
    const [, key, value = ""] = /^([\w-]{1,80}):\s*(.*)$/.exec(line) ?? [];
    return key === undefined ? [] : [{ key: key.toLowerCase(), value: value.slice(0, 2_000) }];
  });
}

export function headersOf(given: readonly { key: string; value: string }[]): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const { key, value } of given) {
    const known = headers.get(key);
    if (known) known.push(value);
    else headers.set(key, [value]);
  }
  return headers;
}

const idOf = (raw: Buffer) => `<sha256.${createHash("sha256").update(raw).digest("hex")}>`;
/** Ids are ASCII without spaces. */
const idsIn = (value = "") => value.slice(0, 20_000).match(/<[^\s<>]{1,900}>/g) ?? [];

const flat = (addresses: readonly Address[] = []) =>
  addresses
    .slice(0, RECIPIENTS)
    .flatMap((one) => (one.group ? one.group : [{ name: one.name, address: one.address ?? "" }]));

function recipients(email: Email, headers: ReadonlyMap<string, string[]>): string[] {
  const named = [...flat(email.to), ...flat(email.cc)].map(({ address }) => address);
  const handed = ["delivered-to", "x-original-to", "envelope-to"].flatMap((key) => headers.get(key) ?? []);
  return [...named, ...handed.map((value) => value.replaceAll(/[<>\s]/g, ""))]
    .map((one) => one.toLowerCase())
    .slice(0, RECIPIENTS);
}

function filesOf({ attachments }: Email): MailFile[] {
  return attachments
    .filter((one) => !(one.related && one.mimeType.startsWith("image/") && bytesOf(one).length < TINY))
    .slice(0, FILES)
    .flatMap((one, index) => {
      const data = bytesOf(one);
      return data.length === 0 ? [] : [{ name: nameOf(one, index), data }];
    });
}

/** What is said of files that are too many. */
const unshown = ({ attachments: { length } }: Email) => (length > FILES ? `\n\n[${length - FILES} ⨉ 📎 …]` : "");

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === "string" ? Buffer.from(content) : new Uint8Array(content);

function nameOf({ filename, mimeType }: Attachment, index: number): string {
  if (filename) return oneLine(filename);
  if (mimeType === "message/rfc822") return "mail.eml";
  if (mimeType === "text/calendar") return "invitation.ics";
  return `file-${index + 1}.${/\/(?:x-)?([\w]{1,8})/.exec(mimeType)?.[1] ?? "bin"}`;
}

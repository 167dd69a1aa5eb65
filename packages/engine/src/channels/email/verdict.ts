import { domainToASCII } from "node:url";
import { authenticate, type DNSResolver } from "mailauth";
import type { Mail } from "./mail.ts";

/** What is known of whether a mail is from who it says. */
export type Verdict = "pass" | "fail" | "none";

/** How a mail came to us, as far as that is known by ourselves. */
export interface Envelope {
  /** Who handed it over, and as what. */
  ip?: string;
  helo?: string;
  mailFrom?: string;
  to?: string[];
  /** Bytes that it has, where only its beginning was fetched. */
  size?: number;
}

export interface VerdictParts {
  /** The server whose word is believed. */
  authserv?: string | undefined;
  resolver?: DNSResolver | undefined;
  mta: string;
}

/** Milliseconds that names may take to be looked up. */
const PATIENCE = 8_000;
/** Signatures of a mail that are looked at: each takes names to be looked up, and the whole mail to be read. */
const SIGNATURES = 10;

/** Judges whether a mail is from who it says: by the word of our own server where it has one, else by its signatures and who handed it over. */
export async function judge(raw: Buffer, mail: Mail, envelope: Envelope, parts: VerdictParts): Promise<Verdict> {
  if (!mail.from || mail.isAmbiguous) return "fail";
  const domain = mail.from.address.split("@")[1] ?? "";
  if (parts.authserv !== undefined) return byOurServer(mail, domain, parts.authserv);
  if ((mail.headers.get("dkim-signature")?.length ?? 0) > SIGNATURES) return "fail";
  // Who signs may let names wait for ever: what could not be judged is no better than what failed.
  const unknown = envelope.ip === undefined ? "none" : "fail";
  return await byOurselves(raw, domain, envelope, parts).catch((): Verdict => unknown);
}

async function byOurselves(
  raw: Buffer,
  domain: string,
  envelope: Envelope,
  { resolver, mta }: VerdictParts,
): Promise<Verdict> {
  const { ip, helo, mailFrom } = envelope;
  const judging = authenticate(raw, {
    mta,
    disableArc: true,
    disableBimi: true,
    ...(ip !== undefined && { ip, sender: mailFrom ?? "", helo: helo ?? "" }),
    ...(resolver && { resolver }),
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => void reject(new Error("Names took too long to be looked up.")), PATIENCE);
  });
  try {
    const { dmarc } = await Promise.race([judging, late]);
    const result = resultFor(domain, dmarc);
    if (result === "pass") return "pass";
    if (result === "other") return "fail";
    // Who handed it over is half of what is asked: without that, nothing is proven, and nothing is disproven.
    return result === "fail" && ip !== undefined ? "fail" : "none";
  } finally {
    clearTimeout(timer);
    judging.catch(() => {});
  }
}

/** What was judged of a domain. Where that was another than we read there, somebody wrote it so that it is read in two ways. */
function resultFor(domain: string, dmarc: Awaited<ReturnType<typeof authenticate>>["dmarc"]): string {
  return dmarc !== false && isWithin(domainToASCII(domain) || domain, dmarc.domain) ? dmarc.status.result : "other";
}

/** The word of our own server: the first of that name, above what the mail had with it when it came there. A later one is heard where it says no. */
export function byOurServer({ email }: Pick<Mail, "email">, domain: string, authserv: string): Verdict {
  const words = above(email?.headers ?? [], authserv).flatMap(({ key, value }) => {
    if (key !== "authentication-results") return [];
    const [name = "", ...results] = plain(value)
      .split(";")
      .map((part) => part.trim().toLowerCase());
    return name.split(/\s/)[0] === authserv ? [verdictOf(results, domain)] : [];
  });
  return words.includes("fail") ? "fail" : (words[0] ?? "none");
}

type Header = { key: string; value: string };

/** What stands above the second stop. The first may be one within the house: then the second says that it is our server. */
function above(headers: readonly Header[], authserv: string): Header[] {
  const isOurs = ({ value }: Header) => /(?:^|\s)by\s+([^\s;]+)/i.exec(plain(value))?.[1]?.toLowerCase() === authserv;
  const stops = headers.flatMap((header, index) => (header.key === "received" ? [{ header, index }] : [])).slice(0, 3);
  const [first, second, third] = stops;
  const isInHouse = first && second && !isOurs(first.header) && isOurs(second.header);
  return headers.slice(0, (isInHouse ? third : second)?.index);
}

/** Without what is in brackets, which is for people; what is quoted names something, and may have been written by anybody: nothing of it parts or begins a word. */
function plain(value: string): string {
  let [depth, text] = [0, ""];
  for (let at = 0; at < value.length;) {
    // In brackets a quote is a letter as others are.
    const word = depth > 0 ? /\\?[()]|\\?[^()\\]*|\\/sy : /"(?:[^"\\]|\\.)*"?|[()]|[^"()]+/sy;
    word.lastIndex = at;
    const [found] = word.exec(value) ?? [""];
    at += Math.max(1, found.length);
    if (found === "(") depth += 1;
    else if (found === ")") depth = Math.max(0, depth - 1);
    else if (depth === 0) text += found.startsWith('"') ? found.replaceAll(/[^\w.@-]/g, "_").slice(1, -1) : found;
  }
  return text;
}

function verdictOf(results: readonly string[], domain: string): Verdict {
  const of = (method: string) => results.filter((one) => new RegExp(`^${method}\\s*=`).test(one));
  const said = (one: string) => /=\s*(\w+)/.exec(one)?.[1];
  const dmarc = of("dmarc");
  // It judged somebody else than we read there.
  const isOther = dmarc.some(
    (one) => /\bheader\.from\s*=/.test(one) && !isAligned(one, /header\.from\s*=\s*(\S+)/, domain),
  );
  if (isOther || dmarc.some((one) => said(one) === "fail")) return "fail";
  if (dmarc.some((one) => said(one) === "pass")) return "pass";
  const isSigned = of("dkim").some(
    (one) => said(one) === "pass" && isAligned(one, /header\.(?:d|i)\s*=\s*(\S+)/, domain),
  );
  return isSigned ? "pass" : "none";
}

/** Whether what was proven is the domain that the mail says to be of. */
function isAligned(result: string, where: RegExp, domain: string): boolean {
  const proven = where.exec(result)?.[1]?.replace(/^.*@/, "").replaceAll(/[<>]/g, "");
  return proven !== undefined && (isWithin(domain, proven) || isWithin(proven, domain));
}

const isWithin = (domain: string, other: string) => domain === other || domain.endsWith(`.${other}`);

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
}

export interface VerdictParts {
  /** The server whose word is believed. */
  authserv?: string | undefined;
  resolver?: DNSResolver | undefined;
  mta: string;
}

/** Milliseconds that names may take to be looked up. */
const PATIENCE = 8_000;

/** Judges whether a mail is from who it says: by the word of our own server where it has one, else by its signatures and who handed it over. */
export async function judge(raw: Buffer, mail: Mail, envelope: Envelope, parts: VerdictParts): Promise<Verdict> {
  if (!mail.from || mail.isAmbiguous) return "fail";
  const domain = mail.from.address.split("@")[1] ?? "";
  if (parts.authserv !== undefined) return byOurServer(mail, domain, parts.authserv);
  return await byOurselves(raw, envelope, parts).catch((): Verdict => "none");
}

async function byOurselves(raw: Buffer, envelope: Envelope, { resolver, mta }: VerdictParts): Promise<Verdict> {
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
    const result = dmarc === false ? "none" : dmarc.status.result;
    if (result === "pass") return "pass";
    // Who handed it over is half of what is asked: without that, nothing is proven, and nothing is disproven.
    return result === "fail" && ip !== undefined ? "fail" : "none";
  } finally {
    clearTimeout(timer);
    judging.catch(() => {});
  }
}

/** The word of our own server: the first of that name, above what the mail had with it when it came there. */
export function byOurServer({ email }: Pick<Mail, "email">, domain: string, authserv: string): Verdict {
  let received = 0;
  for (const { key, value } of email?.headers ?? []) {
    if (key === "received" && (received += 1) > 1) break;
    if (key !== "authentication-results") continue;
    const plain = withoutComments(value);
    const [name = "", ...results] = plain.split(";").map((part) => part.trim().toLowerCase());
    if (name.split(/\s/)[0] === authserv) return verdictOf(results, domain);
  }
  return "none";
}

/** What is in brackets is for people, and may have been written by anybody. */
function withoutComments(value: string): string {
  let [depth, text] = [0, ""];
  for (const letter of value) {
    if (letter === "(") depth += 1;
    else if (letter === ")" && depth > 0) depth -= 1;
    else if (depth === 0) text += letter;
  }
  return text;
}

function verdictOf(results: readonly string[], domain: string): Verdict {
  const of = (method: string) => results.filter((one) => new RegExp(`^${method}\\s*=`).test(one));
  const said = (one: string) => /=\s*(\w+)/.exec(one)?.[1];
  const dmarc = of("dmarc").map(said);
  if (dmarc.includes("fail")) return "fail";
  if (dmarc.includes("pass")) return "pass";
  const isSigned = of("dkim").some(
    (one) => said(one) === "pass" && isAligned(one, /header\.(?:d|i)\s*=\s*"?(\S+)/, domain),
  );
  return isSigned ? "pass" : "none";
}

/** Whether what was proven is the domain that the mail says to be of. */
function isAligned(result: string, where: RegExp, domain: string): boolean {
  const proven = where.exec(result)?.[1]?.replace(/^.*@/, "").replaceAll(/["<>]/g, "");
  return proven !== undefined && (domain === proven || domain.endsWith(`.${proven}`) || proven.endsWith(`.${domain}`));
}

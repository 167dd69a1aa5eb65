import { present } from "../shared/present.ts";

/** How an account is set up, as its inbox says. */
export interface MailAccount {
  /** The address that people write to. */
  address: string;
  /** What stands beside it in what they get. */
  name: string;
  /** Its part behind the @. */
  domain: string;
  source: "imap" | "smtp" | "webhook";
  imap?: MailHost;
  smtp?: MailHost;
  /** Which folder is read, and where mails go once they are stored. */
  folder: string;
  moveTo?: string;
  /** The server whose `Authentication-Results` are believed. */
  authserv?: string;
  /** Whether people's mail program answers to an address with our mark in it. */
  marks: boolean;
  provider: "mailgun" | "postmark" | "raw";
  listen: { port: number; host: string; key?: string; cert?: string };
  webhookKey?: string;
  /** Milliseconds after which what visitors of chats have missed is sent to them, and the page on which chats go on. */
  continues?: { after: number; page?: string };
  dkim?: { domainName: string; keySelector: string; privateKey: string };
}

/** A server, and who we are there. */
export interface MailHost {
  host: string;
  port: number;
  user: string;
  password: string;
}

interface Given {
  name: string;
  settings: Readonly<Record<string, unknown>>;
}

/** Minutes that somebody has to be away, unless told. */
const AFTER = 5;
const SOURCES = ["imap", "smtp", "webhook"] as const;
const PROVIDERS = ["mailgun", "postmark", "raw"] as const;
export const ADDRESS = /^[^\s@<>",;:\\()[\]]{1,64}@[^\s@<>",;:\\()[\]]+$/;

/** Reads how an account is set up. Throws a sentence that says what is missing. */
export function accountOf({ name, settings }: Given, secrets: Readonly<Record<string, string>>): MailAccount {
  const text = (key: string) => textOf(settings[key]);
  const address = text("address")?.toLowerCase() ?? "";
  if (!ADDRESS.test(address)) throw new Error("There is no e-mail address yet.");
  const domain = address.split("@")[1] ?? "";
  const account: MailAccount = {
    address,
    domain,
    source: oneOf(SOURCES, text("source")),
    name: oneLine(text("name") ?? name),
    folder: text("folder") ?? "INBOX",
    marks: text("marks") !== "no",
    provider: oneOf(PROVIDERS, text("provider")),
    listen: listenOf(settings, secrets),
    ...present({
      imap: hostOf(settings, "imap", { port: 993, user: address, password: secrets["imapPassword"] }),
      smtp: hostOf(settings, "smtp", { port: 465, user: address, password: secrets["smtpPassword"] }),
      moveTo: another(text("moveTo"), text("folder")),
      authserv: text("authserv")?.toLowerCase(),
      webhookKey: textOf(secrets["webhookKey"]),
      continues: continuesOf(settings),
      dkim: dkimOf(text("dkimSelector"), secrets["dkimKey"], domain),
    }),
  };
  checkSource(account);
  return account;
}

function checkSource({ source, imap, webhookKey }: MailAccount): void {
  if (source === "imap" && !imap) throw new Error("There is no IMAP server yet, or no password for it.");
  if (source === "webhook" && webhookKey === undefined)
    throw new Error("There is no key yet by which the provider is known.");
}

/** Mails that are moved to where they lie would come again and again. */
const another = (folder: string | undefined, from = "INBOX") =>
  folder?.toLowerCase() === from.toLowerCase() ? undefined : folder;

const oneOf = <T extends string>(all: readonly [T, ...T[]], given: string | undefined): T =>
  all.find((one) => one === given) ?? all[0];

/** Nothing that is a line of its own, or ends one. */
export const oneLine = (text: string) => text.replaceAll(/[\r\n\0\u2028\u2029\v\f]+/g, " ").trim();

const textOf = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? value.trim() : undefined);
const portOf = (value: unknown, usual: number) => {
  const port = Number(typeof value === "number" ? value : (textOf(value) ?? usual));
  return Number.isInteger(port) && port >= 0 && port < 65_536 ? port : usual;
};

/** A server without a password is one that knows us by where we are. */
function hostOf(
  settings: Given["settings"],
  which: "imap" | "smtp",
  usual: { port: number; user: string; password: string | undefined },
): MailHost | undefined {
  const host = textOf(settings[`${which}Host`]);
  if (host === undefined) return undefined;
  if (which === "imap" && !usual.password) return undefined;
  const user = textOf(settings[`${which}User`]) ?? usual.user;
  return { host, port: portOf(settings[`${which}Port`], usual.port), user, password: usual.password ?? "" };
}

/** Nothing where no inbox is named whose chats are continued. */
function continuesOf(settings: Given["settings"]): MailAccount["continues"] {
  if (textOf(settings["continues"]) === undefined) return undefined;
  const minutes = Number(settings["continuesAfter"] ?? AFTER);
  const page = textOf(settings["continuesPage"]);
  const after = (Number.isFinite(minutes) && minutes >= 0 ? minutes : AFTER) * 60_000;
  return { after, ...(page !== undefined && /^https?:\/\//i.test(page) && URL.canParse(page) && { page }) };
}

function listenOf(settings: Given["settings"], secrets: Readonly<Record<string, string>>): MailAccount["listen"] {
  const [key, cert] = [secrets["tlsKey"], secrets["tlsCert"]];
  const place = { port: portOf(settings["listenPort"], 25), host: textOf(settings["listenHost"]) ?? "0.0.0.0" };
  return key && cert ? { ...place, key: pem(key), cert: pem(cert) } : place;
}

function dkimOf(selector: string | undefined, key: string | undefined, domainName: string): MailAccount["dkim"] {
  return selector !== undefined && key ? { domainName, keySelector: selector, privateKey: pem(key) } : undefined;
}

/** A key that was pasted into one line, as forms do, in its own lines again. */
export function pem(pasted: string): string {
  const [, begin = "", body = "", end = ""] =
    /^\s*(-----BEGIN [\w ]+-----)([\s\S]*)(-----END [\w ]+-----)\s*$/.exec(pasted.replaceAll("\\n", "\n")) ?? [];
  if (begin === "" || body.trim().includes("\n")) return pasted;
  return [begin, ...(body.replaceAll(/\s/g, "").match(/.{1,64}/g) ?? []), end, ""].join("\n");
}

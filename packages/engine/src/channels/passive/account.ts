import type { ChannelKit } from "../../spine/port.ts";

/** These platforms wait for five seconds; the rest is for the way. */
const DEADLINE = 4_500;

/** The most bytes that are fetched of a file that somebody sent: more than an inbox takes, which says so. */
export const LARGEST_SENT = 64 * 1_048_576;

/** What is set of an account, read word by word. */
export function readAccount({ inbox: { settings }, secrets }: Pick<ChannelKit, "inbox" | "secrets">) {
  const setting = (name: string): string => (typeof settings[name] === "string" ? settings[name].trim() : "");
  const secret = (name: string): string => secrets[name]?.trim() ?? "";
  const deadline = Number(settings["deadline"]);

  return {
    setting,
    secret,
    /** An address, without a slash at its end. Throws, with what to change, where it is none: tokens are put behind it. */
    address: (name: string, usual: string): string => addressOf(name, setting(name) || usual),
    /** Milliseconds in which a reply is the answer to the platform's call. */
    deadline: deadline > 0 ? Math.min(deadline, DEADLINE) : DEADLINE,
  };
}

function addressOf(name: string, given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isPlain =
    url && /^https?:$/.test(url.protocol) && [url.username, url.password, url.search, url.hash].join("") === "";
  // What was given is not repeated: there may be a password in it.
  if (!isPlain)
    throw new Error(`The setting ${name} must be an address like https://example.com, without a password or a query.`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

/** Throws where something is missing that an account cannot do without. */
export function checkThere(given: Readonly<Record<string, string>>): void {
  const missing = Object.keys(given).find((name) => given[name] === "");
  if (missing) throw new Error(`The account has no ${missing}.`);
}

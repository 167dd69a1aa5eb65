import type { ChannelKit } from "../../spine/port.ts";

/** These platforms wait for five seconds; the rest is for the way. */
const DEADLINE = 4_500;

/** What is set of an account, read word by word. */
export function readAccount({ inbox: { settings }, secrets }: Pick<ChannelKit, "inbox" | "secrets">) {
  const setting = (name: string): string => (typeof settings[name] === "string" ? settings[name].trim() : "");
  const secret = (name: string): string => secrets[name]?.trim() ?? "";
  const deadline = Number(settings["deadline"]);

  return {
    setting,
    secret,
    /** An address, without a slash at its end. */
    address: (name: string, usual: string): string => (setting(name) || usual).replace(/\/+$/, ""),
    /** Milliseconds in which a reply is the answer to the platform's call. */
    deadline: deadline > 0 ? Math.min(deadline, DEADLINE) : DEADLINE,
  };
}

/** Throws where something is missing that an account cannot do without. */
export function checkThere(given: Readonly<Record<string, string>>): void {
  const missing = Object.keys(given).find((name) => given[name] === "");
  if (missing) throw new Error(`The account has no ${missing}.`);
}

import type { SendResult } from "../../services/dialog/contract.ts";

/** Milliseconds until a server is asked again that asks for time. */
const GREYLISTED = 120_000;

interface SmtpError extends Error {
  responseCode?: number;
  code?: string;
  response?: string;
}

/** Codes that say that we are not who we say, or may not; and those that say that they are not there. */
const NOT_US = [530, 534, 535, 538];
const NOBODY = [550, 551, 553];

/** What a server's no means for a mail. All that is thrown and no word of a server's is tried again. */
export function resultOf(error: unknown, now: number): SendResult {
  const { responseCode = 0, code = "", response, message } = error as SmtpError;
  const reason = (response ?? message).replaceAll(/\s+/g, " ");
  // Somebody will see to it.
  if (["EAUTH", "ENOAUTH"].includes(code) || NOT_US.includes(responseCode)) return { is: "later", reason };
  if (responseCode < 400) throw error;
  if (responseCode < 500) return { is: "later", reason, at: now + GREYLISTED };
  return { is: "failed", reason, ...(NOBODY.includes(responseCode) && { cause: "nobody" as const }) };
}

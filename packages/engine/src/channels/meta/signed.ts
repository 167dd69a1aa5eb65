import { createHmac } from "node:crypto";
import { isSame } from "../shared/same.ts";

/** Whether Meta signed a body with the app's secret. Looks at its bytes, as Meta writes letters in them otherwise than we would. */
export function isSigned(appSecret: string, header: string | undefined, body: Buffer): boolean {
  return isSame(header, `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`);
}

/** What a new address is called with, once, to see that it is ours: nothing where it is not Meta who asks. */
export function challengeOf(query: URLSearchParams, verifyToken: string): string | undefined {
  const challenge = query.get("hub.challenge") ?? "";
  const isAsked = query.get("hub.mode") === "subscribe" && /^[\w-]{1,200}$/.test(challenge);
  return isAsked && isSame(query.get("hub.verify_token") ?? undefined, verifyToken) ? challenge : undefined;
}

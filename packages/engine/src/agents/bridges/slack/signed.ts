import { createHmac } from "node:crypto";
import { isSame } from "../../../channels/shared/same.ts";

/** Seconds by which Slack's clock and ours may differ, either way. */
const SKEW = 300;

/** Whether Slack has sent these bytes, lately: `v0`, an HMAC over the time and every byte. */
export function isSigned(
  body: Buffer,
  given: { signature: string | undefined; timestamp: string | undefined },
  { secret, now }: { secret: string; now: number },
): boolean {
  const { signature, timestamp = "" } = given;
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now / 1_000 - Number(timestamp)) > SKEW) return false;
  const due = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex");
  return isSame(signature, `v0=${due}`);
}

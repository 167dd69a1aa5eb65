import { createHmac } from "node:crypto";
import { isSame } from "../../../channels/shared/same.ts";

/** Milliseconds by which 钉钉's clock and ours may differ, either way: as its documents say. */
const SKEW = 3_600_000;

/** Whether 钉钉 knows the app's secret. It signs the time alone: no byte of what it says. */
export function isSigned(
  given: { timestamp: string | undefined; sign: string | undefined },
  { secret, now }: { secret: string; now: number },
): boolean {
  const { timestamp = "", sign } = given;
  if (!/^\d{1,15}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > SKEW) return false;
  return isSame(sign, createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64"));
}

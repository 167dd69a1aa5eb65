import { createHmac } from "node:crypto";
import { isSame } from "../shared/same.ts";

/** Whether LINE signed a body with the channel's secret. Looks at its bytes as they came. */
export function isSigned(channelSecret: string, header: string | undefined, body: Buffer): boolean {
  return isSame(header, createHmac("sha256", channelSecret).update(body).digest("base64"));
}

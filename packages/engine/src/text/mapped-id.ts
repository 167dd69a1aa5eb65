import { createHash } from "node:crypto";

/** The id of what a channel's provider calls something, in whatever characters and length (SPEC L7). */
export function mappedId(inboxId: string, externalId: string): string {
  return createHash("sha256").update(`${inboxId}\n${externalId}`).digest("base64url");
}

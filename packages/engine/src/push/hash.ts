import { createHash } from "node:crypto";

/** A name for others that tells nothing of what it stands for: 32 letters, as long as push services take. */
export const hashOf = (words: string): string => createHash("sha256").update(words).digest("base64url").slice(0, 32);

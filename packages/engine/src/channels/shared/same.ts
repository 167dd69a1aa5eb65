import { createHash, timingSafeEqual } from "node:crypto";

/** Whether two secrets are the same. How long it takes says nothing of where they differ, or how long they are. */
export function isSame(given: string | Buffer | undefined, due: string | Buffer): boolean {
  return given !== undefined && timingSafeEqual(digest(given), digest(due));
}

const digest = (secret: string | Buffer) => createHash("sha256").update(secret).digest();

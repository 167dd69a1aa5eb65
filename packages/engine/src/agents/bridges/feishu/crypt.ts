import { createDecipheriv, createHash } from "node:crypto";
import { isSame } from "../../../channels/shared/same.ts";

/** Bytes of a block, with which what is encrypted begins. */
const BLOCK = 16;
/** Seconds by which 飞书's clock and ours may differ, either way. */
const SKEW = 300;

/** What was said to an app; nothing where it is not whole, or another key's. */
export function decrypt(encryptKey: string, encrypted: string): string | undefined {
  const bytes = Buffer.from(encrypted, "base64");
  if (bytes.length < 2 * BLOCK || bytes.length % BLOCK !== 0) return undefined;
  const key = createHash("sha256").update(encryptKey).digest();
  const decipher = createDecipheriv("aes-256-cbc", key, bytes.subarray(0, BLOCK));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(BLOCK)), decipher.final()]).toString();
  } catch {
    return undefined;
  }
}

/** What stands beside a call. */
export interface Stamp {
  signature: string | undefined;
  timestamp: string | undefined;
  nonce: string | undefined;
}

/** Whether 飞书 has sent these bytes, lately: SHA-256 over time, nonce, key and every byte. */
export function isSigned(
  body: Buffer,
  stamp: Stamp,
  { encryptKey, now }: { encryptKey: string; now: number },
): boolean {
  const { signature, timestamp = "", nonce = "" } = stamp;
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now / 1_000 - Number(timestamp)) > SKEW) return false;
  const due = createHash("sha256").update(`${timestamp}${nonce}${encryptKey}`).update(body).digest("hex");
  return isSame(signature, due);
}

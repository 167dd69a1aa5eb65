import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Bytes to which what is encrypted is filled up: twice the block of the cipher. */
const BLOCK = 32;
/** Random bytes before what is said, and those of its length. */
const HEAD = 16;
const LENGTH = 4;

/** The key of an account. Throws, with what is wrong, where that is none. */
export function keyOf(encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, "base64");
  if (!/^[A-Za-z\d+/]{43}$/.test(encodingAesKey) || key.length !== BLOCK) {
    throw new Error("The EncodingAESKey must be 43 letters and digits.");
  }
  return key;
}

/** Encrypts what is said for an account, as Base64. */
export function encrypt(key: Buffer, said: string, id: string, random = randomBytes(HEAD)): string {
  const bytes = Buffer.from(said);
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32BE(bytes.length);
  const whole = Buffer.concat([random, length, bytes, Buffer.from(id)]);
  const fill = BLOCK - (whole.length % BLOCK);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, HEAD)).setAutoPadding(false);
  return Buffer.concat([cipher.update(whole), cipher.update(Buffer.alloc(fill, fill)), cipher.final()]).toString(
    "base64",
  );
}

/**
 * What was said to an account; nothing where it is not whole, or another account's. The cipher itself notices no change: its
 * signature has to be checked before.
 */
export function decrypt(key: Buffer, encrypted: string, id: string): string | undefined {
  const bytes = Buffer.from(encrypted, "base64");
  if (bytes.length === 0 || bytes.length % BLOCK !== 0) return undefined;
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, HEAD)).setAutoPadding(false);
  const filled = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const whole = withoutFill(filled);
  if (!whole || whole.length < HEAD + LENGTH) return undefined;
  const end = HEAD + LENGTH + whole.readUInt32BE(HEAD);
  const isTheirs = end <= whole.length && whole.subarray(end).equals(Buffer.from(id));
  return isTheirs ? whole.subarray(HEAD + LENGTH, end).toString() : undefined;
}

function withoutFill(filled: Buffer): Buffer | undefined {
  const fill = filled.at(-1) ?? 0;
  const isFilled = fill >= 1 && fill <= BLOCK && filled.subarray(-fill).every((byte) => byte === fill);
  return isFilled ? filled.subarray(0, -fill) : undefined;
}

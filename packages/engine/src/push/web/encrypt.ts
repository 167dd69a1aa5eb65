import { createCipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";

/** The keys of a browser's subscription, base64url. */
export interface BrowserKeys {
  p256dh: string;
  auth: string;
}

/** What is new for each message: given only to compare with published ones. */
export interface Once {
  salt: Buffer;
  privateKey: Buffer;
}

/** Bytes of a record. What is sent is one. */
const RECORD = 4_096;
/** The last record ends with it. */
const LAST = Buffer.from([2]);
const CURVE = "prime256v1";

const derived = (key: Buffer, salt: Buffer, info: Buffer | string, length: number) =>
  Buffer.from(hkdfSync("sha256", key, salt, info, length));

/**
 * Encrypts what only the browser of a subscription can read (RFC 8291), as the body of `aes128gcm` (RFC 8188).
 *
 * @throws where its keys are none
 */
export function encrypt(words: Buffer, { p256dh, auth }: BrowserKeys, once?: Once): Buffer {
  const theirs = Buffer.from(p256dh, "base64url");
  const ecdh = createECDH(CURVE);
  if (once) ecdh.setPrivateKey(once.privateKey);
  else ecdh.generateKeys();
  const own = ecdh.getPublicKey();
  const salt = once?.salt ?? randomBytes(16);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), theirs, own]);
  const key = derived(ecdh.computeSecret(theirs), Buffer.from(auth, "base64url"), info, 32);
  const cipher = createCipheriv(
    "aes-128-gcm",
    derived(key, salt, "Content-Encoding: aes128gcm\0", 16),
    derived(key, salt, "Content-Encoding: nonce\0", 12),
  );
  const size = Buffer.alloc(5);
  size.writeUInt32BE(RECORD);
  size.writeUInt8(own.length, 4);
  const sealed = [cipher.update(Buffer.concat([words, LAST])), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([salt, size, own, ...sealed]);
}

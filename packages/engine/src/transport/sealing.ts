import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const [IV, TAG] = [12, 16];

/** What nodes tell each other, so that nobody between them reads it or says something in their name. */
export interface Sealing {
  seal(channel: string, message: string | Buffer): Buffer;
  /** Throws where the message was not sealed with the same secret, for the same channel. */
  open(channel: string, sealed: Buffer): Buffer;
}

/** Encrypts and signs with a key that is made of the secret (AES-256-GCM; HKDF-SHA-256). */
export function createSealing(secret: string): Sealing {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "parley between nodes", 32));
  return {
    seal(channel, message) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(channel));
      const sealed = Buffer.concat([cipher.update(message), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
    },
    open(channel, sealed) {
      const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, IV), { authTagLength: TAG });
      decipher.setAAD(Buffer.from(channel)).setAuthTag(sealed.subarray(IV, IV + TAG));
      return Buffer.concat([decipher.update(sealed.subarray(IV + TAG)), decipher.final()]);
    },
  };
}

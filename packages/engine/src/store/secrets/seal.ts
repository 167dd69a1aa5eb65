import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { ChatError } from "@parley/protocol";

/** What sealed words begin with; the second part is the format. */
const MARK = "sealed:1:";
const CIPHER = "aes-256-gcm";
const [KEY_BYTES, NONCE_BYTES, TAG_BYTES] = [32, 12, 16];
/** Characters of a key's id: enough to tell apart the few that one has. */
const ID = 8;

interface Key {
  id: string;
  key: Buffer;
}

/**
 * Keeps words in the store so that nobody can read them there, put them elsewhere or change them without the key, which is not in it. What was
 * never sealed is taken as it is: who may write the store may put words of their own there.
 */
export interface Seal {
  /** Whether anything can be sealed. */
  readonly seals: boolean;
  /** Words as they are kept at a place: sealed by the first key. Throws `unavailable` where there is none. */
  seal(words: string, place: readonly string[]): string;
  /** What was kept at a place; words that were never sealed are what they are. Throws `unavailable` where the key is missing. */
  open(kept: string, place: readonly string[]): string;
  /** Whether what is kept is not as it would be kept now. */
  isOld(kept: string): boolean;
  /** Whether the key of what is kept is there. */
  canOpen(kept: string): boolean;
}

/** What was kept at a place; nothing where it cannot be opened: its key is missing, it was changed, or it belongs elsewhere. */
export function openedBy(seal: Seal, kept: string, place: readonly string[]): string | undefined {
  try {
    return seal.open(kept, place);
  } catch {
    return undefined;
  }
}

/** What was kept at a place as it would be kept now: sealed, by the newest key. What cannot be opened stays as it is. */
export function sealedAnew(seal: Seal, kept: string, place: readonly string[]): string {
  const words = seal.isOld(kept) ? openedBy(seal, kept, place) : undefined;
  return words === undefined ? kept : seal.seal(words, place);
}

/** The id of the key that something is sealed with; nothing where it is not sealed. */
export const keyIdOf = (kept: string): string | undefined =>
  kept.startsWith(MARK) ? kept.slice(MARK.length).split(":")[0] : undefined;

/** Seals by the first of some keys, and opens what any of them has sealed: so that a new one can take the place of an old one. */
export function sealWith(words: readonly string[]): Seal {
  const keys = words.map(keyOf);
  const [first] = keys;
  const find = (id: string | undefined) => keys.find((key) => key.id === id);

  return {
    seals: first !== undefined,
    seal(text, place) {
      if (!first) throw missing("Set SECRETS_KEY (openssl rand -hex 32): without it nothing secret can be kept.");
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, first.key, nonce, { authTagLength: TAG_BYTES }).setAAD(nameOf(place));
      const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `${MARK}${first.id}:${sealed.toString("base64url")}`;
    },
    open(kept, place) {
      const id = keyIdOf(kept);
      if (id === undefined) return kept;
      const key = find(id);
      if (!key) throw missing(`What is sealed needs the key ${id}: SECRETS_KEY, or the key file, does not have it.`);
      return opened(kept.slice(MARK.length + id.length + 1), key, place);
    },
    isOld: (kept) => first !== undefined && keyIdOf(kept) !== first.id,
    canOpen(kept) {
      const id = keyIdOf(kept);
      return id === undefined || find(id) !== undefined;
    },
  };
}

/** A key of words: those of the environment, or of a file. */
function keyOf(words: string): Key {
  const key = Buffer.from(hkdfSync("sha256", words, "", "parley secrets", KEY_BYTES));
  return { id: createHash("sha256").update("parley key id").update(key).digest("hex").slice(0, ID), key };
}

function opened(text: string, { id, key }: Key, place: readonly string[]): string {
  const bytes = Buffer.from(text, "base64url");
  const end = bytes.length - TAG_BYTES;
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(nameOf(place)).setAuthTag(bytes.subarray(end));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, end)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new ChatError("unavailable", `What is sealed with the key ${id} was changed, or belongs elsewhere.`, {
      cause,
    });
  }
}

const nameOf = (place: readonly string[]) => Buffer.from(JSON.stringify(place));
const missing = (sentence: string) => new ChatError("unavailable", sentence);

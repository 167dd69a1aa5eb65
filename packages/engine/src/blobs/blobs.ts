import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { ChatError } from "@parley/protocol";
import { checkKey, checkPrefix, KEY } from "./keys.ts";
import { ofSize } from "./of-size.ts";

/** A range of bytes, `to` excluded. */
export interface Part {
  from: number;
  to: number;
}

export interface Blob {
  key: string;
  bytes: number;
  /** When it was stored. */
  at: Date;
}

/**
 * Where the bytes of files are kept, apart from the store. A key is three names of ASCII letters, digits, `-` and `_`, as in
 * `<conversation>/<file>/original`; others are a TypeError. Rejects with `unavailable` if the place cannot be reached or written. Nothing
 * that it does takes more memory for a larger blob.
 */
export interface Blobs {
  /** Where it is, in words for the operator, without secrets. */
  readonly description: string;
  /**
   * Whole, durable and readable once it resolves, or not there at all; replaces what was there. Rejects with the content's own error, and with
   * `invalid` if it is not of that size.
   */
  put(key: string, content: Buffer | Readable, size: number): Promise<void>;
  /** The stream brings that many bytes, and must be read or destroyed; what is beyond the end is left out. `undefined`: there is none. */
  read(key: string, part?: Part): Promise<{ stream: Readable; bytes: number } | undefined>;
  /**
   * Removes the blob of that key and all below it, `a/1` not being the beginning of `a/10`, with what a crash has left there. Safe to
   * repeat. Says how many there were.
   */
  remove(prefix: string): Promise<number>;
  /** Those that `remove` would remove, or all, by key; what is stored or removed meanwhile may be missing. */
  list(prefix?: string): AsyncIterable<Blob>;
  /** Throws `unavailable` where so many bytes more would leave too little room; `put` does so too. A place that does not say has room. */
  checkRoom(bytes: number): Promise<void>;
  /** Stores, reads and removes something. Throws what is wrong, in words for an operator. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** What a kind of place does; keys, prefixes and sizes have been looked at before, errors are put into words afterwards. */
export interface Driver extends Pick<Blobs, "description" | "read" | "remove" | "list" | "close"> {
  /** `chunks` throws, after the last of them at the latest, if it is not of that size. */
  put(key: string, chunks: AsyncIterable<Buffer>, size: number): Promise<void>;
  /** Bytes that there is room for, where it is known. */
  free?(): Promise<number | undefined>;
  /** Throws what else an operator should know is wrong with the place. */
  examine?(): Promise<void>;
}

/** Bytes of a disk that are left to what is said: the store is often on the same one. */
export const KEPT_FREE = 500_000_000;
/** Milliseconds after which there may be room again. */
const AGAIN = 60_000;

/** The port on a driver. */
export function blobsOn(driver: Driver): Blobs {
  const refuse = (cause: unknown): never => {
    if (cause instanceof ChatError) throw cause;
    throw new ChatError("unavailable", "Files cannot be reached where they are kept.", { cause });
  };
  const checkRoom: Blobs["checkRoom"] = async (bytes) => {
    const free = await driver.free?.().catch(refuse);
    if (free === undefined || free >= bytes + KEPT_FREE) return;
    const [has, keeps] = [free, KEPT_FREE].map((count) => `${Math.round(count / 1_000_000)} MB`);
    const words = "There is too little room for files.";
    throw new ChatError("unavailable", words, {
      cause: new Error(`${has} are free, of which ${keeps} are kept`),
      retryAfter: AGAIN,
    });
  };
  const put: Blobs["put"] = async (key, content, size) => {
    checkKey(key);
    await checkRoom(size);
    const source = ofSize(content, size);
    await driver.put(key, source.chunks, size).catch((error: unknown) => {
      const own = source.failure();
      if (own !== undefined) throw own;
      return refuse(error);
    });
  };
  const read: Blobs["read"] = async (key, part) => {
    checkKey(key);
    if (part && !(Number.isSafeInteger(part.from) && Number.isSafeInteger(part.to) && part.from >= 0))
      throw new TypeError(`From ${part.from} to ${part.to} is no part of a blob.`);
    return driver.read(key, part).catch(refuse);
  };
  const remove: Blobs["remove"] = async (prefix) => {
    checkPrefix(prefix);
    return driver.remove(prefix).catch(refuse);
  };
  return {
    description: driver.description,
    checkRoom,
    put,
    read,
    remove,
    async *list(prefix) {
      if (prefix !== undefined) checkPrefix(prefix);
      try {
        // A bucket may hold what is not Parley's.
        for await (const blob of driver.list(prefix)) if (KEY.test(blob.key)) yield blob;
      } catch (error) {
        refuse(error);
      }
    },
    async check() {
      const examine = () => driver.examine?.();
      await tryOut({ put, read, remove })
        .then(examine)
        .catch((error: unknown) => {
          const cause = error instanceof ChatError && error.cause !== undefined ? error.cause : error;
          const reason = cause instanceof Error ? cause.message : String(cause);
          throw new ChatError("unavailable", `Files cannot be kept in ${driver.description}: ${reason}`, { cause });
        });
    },
    close: () => driver.close(),
  };
}

async function tryOut({ put, read, remove }: Pick<Blobs, "put" | "read" | "remove">): Promise<void> {
  const place = `parley-check/${randomUUID()}`;
  const written = Buffer.from("Parley looks whether files can be kept here.");
  try {
    await put(`${place}/original`, written, written.length);
    const found = await read(`${place}/original`);
    const bytes = found ? Buffer.concat((await found.stream.toArray()) as Buffer[]) : undefined;
    if (!bytes?.equals(written)) throw new Error("what was stored there does not come back");
  } finally {
    await remove(place);
  }
}

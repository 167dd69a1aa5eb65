import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import type { Blobs } from "../blobs/blobs.ts";
import type { Dialog, Upload } from "../services/dialog/contract.ts";
import { blobOf } from "./keys.ts";
import { fileError, tooMuch } from "./problems.ts";
import { QUIET } from "./quiet.ts";
import { createRotation } from "./pictures/rotation.ts";
import { createTurns } from "./turns.ts";

const KIB = 1_024;
/** Bytes of all uploads together that are in memory; of one they are at most, and at least, so many. */
const MEMORY = 8 * KIB * KIB;
const PIECE = { most: 512 * KIB, least: 32 * KIB };
/** Uploads that a node takes in at once. */
const AT_ONCE = MEMORY / PIECE.least;
/** Pieces that a node stores at once: what is said meanwhile waits for no more writes than these. */
const STORED_AT_ONCE = 2;

export interface TakingParts {
  blobs: Blobs;
  dialog: Pick<Dialog, "file" | "growFile">;
  /** Milliseconds; `QUIET` unless told. */
  quiet?: number;
}

/** What came of taking in more of an upload. */
export interface Taken {
  upload: Upload;
  /** The connection broke before all of it came. */
  cut: boolean;
}

/** Takes in uploads, piece by piece: each is kept before the next is read, so that nothing that came is lost. */
export function createTaking({ blobs, dialog, quiet = QUIET }: TakingParts) {
  const turns = createTurns(AT_ONCE);
  const storing = createRotation({ atOnce: STORED_AT_ONCE, mostWaiting: AT_ONCE, tooMany: tooMuch, stopped: tooMuch });
  const pieceNow = () => Math.max(PIECE.least, Math.min(PIECE.most, Math.floor(MEMORY / turns.count)));

  async function keep(upload: Upload, chunks: readonly Buffer[], bytes: number): Promise<Upload> {
    const from = upload.received;
    if (from + bytes > upload.length) throw fileError("tooLarge", { bytes: upload.length });
    // Another node may take in the same bytes: each has a name of its own, and only one of them counts.
    const part = { bytes, key: `part-${from}-${randomBytes(6).toString("hex")}` };
    await blobs.put(blobOf(upload, part.key), Readable.from(chunks), bytes);
    const grown = await dialog.growFile({ id: upload.id, from, part });
    if (grown.taken && grown.upload) return grown.upload;
    await blobs.remove(blobOf(upload, part.key));
    throw grown.upload ? fileError("offset", { offset: grown.upload.received }) : fileError("gone");
  }

  async function takeAll(given: Upload, body: Readable): Promise<Taken> {
    let upload = given;
    let chunks: Buffer[] = [];
    let bytes = 0;
    const keepRead = async () => {
      if (bytes > 0) upload = await storing.take(upload.id, () => keep(upload, chunks, bytes));
      [chunks, bytes] = [[], 0];
    };
    // What is refused in the middle is answered: its connection stays.
    const reading = body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
    try {
      for (;;) {
        const next = await nextOf(reading, body);
        if (next.done) {
          await keepRead();
          return { upload, cut: next === CUT };
        }
        chunks.push(next.value);
        bytes += next.value.length;
        if (bytes >= pieceNow()) await keepRead();
      }
    } finally {
      await reading.return?.();
    }
  }

  async function nextOf(reading: AsyncIterator<Buffer, undefined>, body: Readable) {
    const timer = setTimeout(() => body.destroy(), quiet);
    return await reading.next().then(
      (next) => (clearTimeout(timer), next),
      () => (clearTimeout(timer), CUT),
    );
  }

  /** Over another connection more may have come meanwhile. */
  async function stillAt({ id, received }: Upload): Promise<Upload> {
    const { upload } = await dialog.file({ id });
    if (!upload) throw fileError("gone");
    if (upload.received !== received) throw fileError("offset", { offset: upload.received });
    return upload;
  }

  return (upload: Upload, body: Readable): Promise<Taken> =>
    turns.of(
      upload,
      body,
      () => takeAll(upload, body),
      async () => await takeAll(await stillAt(upload), body),
    );
}
export type Take = ReturnType<typeof createTaking>;

const CUT: IteratorReturnResult<undefined> = { done: true, value: undefined };

import { Readable } from "node:stream";
import type { Blob, Part } from "../blobs.ts";
import { type Bucket, type File, NEWEST_FIRST, within } from "./layout.ts";

/** How many pieces, and how many names, one command reads. */
const [PIECES, NAMES] = [4, 500];

/** The file of a name, as a stream of a part of it. */
export async function readFile(bucket: Bucket, key: string, { from = 0, to = Infinity }: Partial<Part> = {}) {
  const file = await bucket.files((all) => all.findOne({ filename: key }, { sort: NEWEST_FIRST }));
  if (!file) return undefined;
  const end = Math.min(to, file.length);
  if (from >= end) return { stream: Readable.from([]), bytes: 0 };
  return { stream: Readable.from(bytesOf(bucket, file, { from, to: end }), { objectMode: false }), bytes: end - from };
}

async function* bytesOf({ chunks }: Bucket, { _id, chunkSize }: File, { from, to }: Part): AsyncGenerator<Buffer> {
  const last = Math.floor((to - 1) / chunkSize);
  for (let n = Math.floor(from / chunkSize); n <= last; n += PIECES) {
    const until = Math.min(n + PIECES - 1, last);
    const wanted = { files_id: _id, n: { $gte: n, $lte: until } };
    const found = await chunks((all) => all.find(wanted).sort({ n: 1 }).toArray());
    if (found.length !== until - n + 1) throw new Error("The file was removed or replaced while it was read.");
    for (const { n: place, data } of found) {
      const at = place * chunkSize;
      yield Buffer.from(data.value()).subarray(Math.max(from - at, 0), to - at);
    }
  }
}

/** What there is of names that are the prefix or lie below it, by name. */
export async function* listFiles({ files }: Bucket, prefix?: string): AsyncGenerator<Blob> {
  let after = "";
  for (;;) {
    const $and = [within(prefix), { filename: { $gt: after } }];
    const page = await files((all) => all.find({ $and }).sort(NEWEST_FIRST).limit(NAMES).toArray());
    for (const { filename, length, uploadDate } of page) {
      // After the newest of a name come those that are being removed.
      if (filename !== after) yield { key: filename, bytes: length, at: uploadDate };
      after = filename;
    }
    if (page.length < NAMES) return;
  }
}

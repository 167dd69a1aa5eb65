import { ChatError } from "@parley/protocol";
import { Binary, ObjectId } from "mongodb";
import { type Bucket, CHUNK, type File, NEWEST_FIRST, within } from "./layout.ts";
import { piecesOf } from "../pieces.ts";

/** How many files are removed by one command. */
const MANY = 100;
/** Milliseconds after which nobody is writing any more what was begun. */
const FORGOTTEN = 24 * 3_600_000;

interface Written {
  key: string;
  chunks: AsyncIterable<Buffer>;
  size: number;
}

/** Writes the pieces, then the file that makes them one, then removes those it takes the place of. */
export async function write(bucket: Bucket, { key, chunks, size }: Written): Promise<void> {
  const id = new ObjectId();
  const incoming = { _id: id, filename: key, at: new Date() };
  await bucket.incoming((all) => all.replaceOne({ _id: id }, incoming, { upsert: true }));
  try {
    const before = await bucket.files((all) => all.findOne({ filename: key }, { sort: NEWEST_FIRST }));
    let n = 0;
    for await (const piece of piecesOf(chunks, CHUNK)) {
      const chunk = { _id: new ObjectId(), files_id: id, n, data: new Binary(piece) };
      await bucket.chunks((all) => all.replaceOne({ _id: chunk._id }, chunk, { upsert: true }));
      n += 1;
    }
    const version = (before?.metadata.version ?? 0) + 1;
    const file = {
      _id: id,
      filename: key,
      length: size,
      chunkSize: CHUNK,
      uploadDate: new Date(),
      metadata: { version },
    };
    await bucket.files((all) => all.replaceOne({ _id: id }, file, { upsert: true }));
    await endIncoming(bucket, file);
    await dropOlder(bucket, file);
  } catch (error) {
    await drop(bucket, [{ _id: id }]).catch(() => {});
    throw error;
  }
}

/**
 * Says that the file is whole. Whoever removed everything of its name meanwhile has removed pieces of it as well; whoever replaced it
 * already, having written the same name at the same time, has not.
 */
async function endIncoming({ incoming, files }: Bucket, { _id, filename }: File): Promise<void> {
  let repeated = false;
  const { deletedCount } = await incoming(
    (all) => all.deleteOne({ _id }),
    () => (repeated = true),
  );
  if (deletedCount > 0 || repeated || (await files((all) => all.findOne({ filename, _id: { $ne: _id } })))) return;
  throw new ChatError("conflict", "The file was removed while it was stored.");
}

// Two that write the same name at once have the same version: then the id decides, on every node alike.
async function dropOlder(bucket: Bucket, { _id, filename, metadata: { version } }: File): Promise<void> {
  const others = await bucket.files((all) => all.find({ filename, _id: { $ne: _id } }).toArray());
  const older = others.filter(
    ({ _id: other, metadata }) =>
      metadata.version < version || (metadata.version === version && other.toHexString() < _id.toHexString()),
  );
  await drop(bucket, older);
}

/** Removes everything whose name is the prefix or lies below it, half-written files too. Says how many names there were. */
export async function removeWithin(bucket: Bucket, prefix: string): Promise<number> {
  const names = new Set<string>();
  for (;;) {
    const files = await bucket.files((all) => all.find(within(prefix)).limit(MANY).toArray());
    const begun = await bucket.incoming((all) => all.find(within(prefix)).limit(MANY).toArray());
    if (files.length + begun.length === 0) return names.size;
    for (const { filename } of files) names.add(filename);
    await drop(bucket, [...files, ...begun]);
  }
}

/** Removes what crashes have left. */
export async function removeForgotten(bucket: Bucket): Promise<void> {
  const at = { $lt: new Date(Date.now() - FORGOTTEN) };
  const forgotten = await bucket.incoming((all) => all.find({ at }).limit(MANY).toArray());
  const $in = forgotten.map(({ _id }) => _id);
  // A crash between the last two steps left a file that is whole, and of which somebody may know.
  const whole = await bucket.files((all) => all.find({ _id: { $in } }).toArray());
  const ids = new Set(whole.map(({ _id }) => _id.toHexString()));
  await bucket.incoming((all) => all.deleteMany({ _id: { $in: whole.map(({ _id }) => _id) } }));
  await drop(
    bucket,
    forgotten.filter(({ _id }) => !ids.has(_id.toHexString())),
  );
}

// What names the pieces goes last, so that a removal that was cut off is found again.
async function drop({ files, chunks, incoming }: Bucket, dropped: readonly { _id: ObjectId }[]): Promise<void> {
  if (dropped.length === 0) return;
  const $in = dropped.map(({ _id }) => _id);
  await chunks((all) => all.deleteMany({ files_id: { $in } }));
  await files((all) => all.deleteMany({ _id: { $in } }));
  await incoming((all) => all.deleteMany({ _id: { $in } }));
}

import * as v from "valibot";
import { KEY } from "../blobs/keys.ts";

/** How backups are laid out; a reader refuses newer ones. Those without files are of 1, which every version reads. */
export const FORMAT = 2;
export const FORMAT_WITHOUT_FILES = 1;

/**
 * A backup is text in lines, compressed with gzip: this one, then for each collection its `Part` and its documents, one a line,
 * then for each blob its `BlobPart` and its bytes, and at the end the `Manifest`, without which the file is not complete.
 */
export const Header = v.object({
  parley: v.literal("backup"),
  format: v.number(),
  /** The store it was made of, in words. */
  from: v.string(),
  /** When it was begun, in ISO 8601. */
  at: v.string(),
});
export type Header = v.InferOutput<typeof Header>;

/** Begins the documents of a collection. */
export const Part = v.object({
  collection: v.pipe(v.string(), v.regex(/^[A-Za-z]\w{0,63}$/)),
  indexes: v.array(v.object({ on: v.array(v.string()), unique: v.exactOptional(v.boolean()) })),
});
export type Part = v.InferOutput<typeof Part>;

/** Begins the bytes of a blob: they follow in base64, each line a JSON text, until there are as many. */
export const BlobPart = v.object({
  blob: v.pipe(v.string(), v.regex(KEY)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type BlobPart = v.InferOutput<typeof BlobPart>;

const Tally = v.object({ count: v.number(), sha256: v.string() });

/** Ends a backup: what must have been read by then. */
export const Manifest = v.object({
  schema: v.object({ version: v.number(), underway: v.exactOptional(v.number()) }),
  collections: v.record(v.string(), Tally),
  /** Absent where there are none, as in a backup of a version before files. */
  blobs: v.exactOptional(Tally),
  /** SHA-256 of all lines before this one, each with its line feed. */
  sha256: v.string(),
});
export type Manifest = v.InferOutput<typeof Manifest>;

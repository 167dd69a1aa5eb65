import * as v from "valibot";

/** How backups are laid out; a reader refuses newer ones. */
export const FORMAT = 1;

/**
 * A backup is text in lines, compressed with gzip: this one, then for each collection its `Part` and its documents, one a line,
 * and at the end the `Manifest`, without which the file is not complete.
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

const Tally = v.object({ count: v.number(), sha256: v.string() });

/** Ends a backup: what must have been read by then. */
export const Manifest = v.object({
  schema: v.object({ version: v.number(), underway: v.exactOptional(v.number()) }),
  collections: v.record(v.string(), Tally),
  /** SHA-256 of all lines before this one, each with its line feed. */
  sha256: v.string(),
});
export type Manifest = v.InferOutput<typeof Manifest>;

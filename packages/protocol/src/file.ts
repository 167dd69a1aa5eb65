import * as v from "valibot";

/** What files may be, as people call it. */
export const FILE_KINDS = ["image", "audio", "video", "document"] as const;
export const FileKind = v.picklist(FILE_KINDS, `must be one of ${FILE_KINDS.join(", ")}`);
export type FileKind = v.InferOutput<typeof FileKind>;

/** Bytes that a file may have: where an inbox says nothing, and at most. */
export const FILE_BYTES = { usual: 25 * 1024 ** 2, most: 100 * 1024 ** 2 } as const;

/** A file by its id, as it is named by who sends it. */
export const FileRef = v.object({ id: v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/, "must be the id of an upload")) });

/** What a file was found to be; nobody's word is taken for it. */
export const FileType = v.object({
  name: v.string(),
  kind: FileKind,
  /** A MIME type without parameters. */
  type: v.string(),
  bytes: v.number(),
  /** Of pictures, in pixels as they are shown. */
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  /** How long audio or video takes, where that is known. */
  seconds: v.optional(v.number()),
  /** There is a small picture of it. */
  preview: v.optional(v.literal(true)),
});
export type FileType = v.InferOutput<typeof FileType>;

/** A file of a message (SPEC C7). */
export const SharedFile = v.object({ ...FileRef.entries, ...FileType.entries });
export type SharedFile = v.InferOutput<typeof SharedFile>;

/** What an inbox takes: no file of more bytes (0: none at all), and these kinds only. */
export const FilesSettings = v.object({
  bytes: v.optional(
    v.pipe(
      v.number("must be a number of bytes"),
      v.integer("must be a whole number"),
      v.minValue(0, "must not be less than 0"),
      v.maxValue(FILE_BYTES.most, `at most ${FILE_BYTES.most} bytes`),
    ),
  ),
  kinds: v.optional(v.pipe(v.array(FileKind, "must be a list"), v.maxLength(4, "at most 4"))),
});
export type FilesSettings = v.InferOutput<typeof FilesSettings>;

/** The same with nothing left open. */
export const FileLimits = v.object({ bytes: v.number(), kinds: v.array(FileKind) });
export type FileLimits = v.InferOutput<typeof FileLimits>;

/** A visitor asks for a ticket, with `as` for one of the conversation of whom the browser was before (SPEC I8). */
export const FilesRequest = v.object({ as: v.optional(v.pipe(v.string(), v.maxLength(64))) });
export type FilesRequest = v.InferOutput<typeof FilesRequest>;

/** Lets its holder send files in one conversation (`ticket`) and read them (`read`), until a time (milliseconds since 1970; SPEC F1). */
export const FilesTicket = v.object({ ticket: v.string(), read: v.string(), until: v.number(), limits: FileLimits });
export type FilesTicket = v.InferOutput<typeof FilesTicket>;

/** Why something is not done with a file: `details.reason` of the error (SPEC F6). */
export const FileProblem = v.picklist([
  "off",
  "tooLarge",
  "empty",
  "kind",
  "type",
  "broken",
  "pixels",
  "infected",
  "scanner",
  "ticket",
  "offset",
  "gone",
  "unsent",
  "file",
]);
export type FileProblem = v.InferOutput<typeof FileProblem>;

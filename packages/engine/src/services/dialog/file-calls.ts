import { ContactFile, FileProblem, FileType } from "@parley/protocol";
import * as v from "valibot";

const Named = v.object({ id: v.string() });
const By = v.variant("kind", [
  v.object({ kind: v.literal("visitor") }),
  v.object({ kind: v.literal("agent"), id: v.string() }),
]);
const Part = v.object({ bytes: v.number(), key: v.string() });

/** A file while it comes, and afterwards. */
export const Upload = v.object({
  id: v.string(),
  conversationId: v.string(),
  by: By,
  state: v.picklist(["uploading", "ready", "refused"]),
  name: v.string(),
  length: v.number(),
  received: v.number(),
  parts: v.array(Part),
  at: v.number(),
  problem: v.optional(FileProblem),
  sent: v.boolean(),
  /** What it was found to be; absent until it is ready. */
  found: v.optional(FileType),
});
export type Upload = v.InferOutput<typeof Upload>;

/** What looking at a file came to. */
export const FileVerdict = v.variant("state", [
  v.object({ state: v.literal("ready"), ...FileType.entries }),
  v.object({ state: v.literal("refused"), problem: FileProblem }),
]);
export type FileVerdict = v.InferOutput<typeof FileVerdict>;

const Found = v.object({ upload: v.optional(Upload) });

/** What the dialog service answers about files; of their bytes it knows only how to remove them. */
export const fileCalls = {
  /** What tickets are signed with; for nobody else. Made at the first call, and the same ever after. */
  fileKey: { input: v.object({}), output: v.object({ key: v.string() }), repeatable: true },
  /** Begins an upload of so many bytes. `tooMany` where there are too many in the conversation that were never sent. */
  beginFile: {
    input: v.object({ ...Named.entries, conversationId: v.string(), by: By, name: v.string(), length: v.number() }),
    output: v.object({ upload: Upload }),
    repeatable: true,
  },
  /** An upload or file; nothing where there is none of this id. */
  file: { input: Named, output: Found, repeatable: true },
  /** Counts in a part that begins at `from`, which is kept. `taken` is false where that is not where the upload ends: somebody was first. */
  growFile: {
    input: v.object({ ...Named.entries, from: v.number(), part: Part }),
    output: v.object({ taken: v.boolean(), ...Found.entries }),
  },
  /** Says what a whole upload was found to be. Of several only the first counts; resolves to what holds. */
  endFile: { input: v.object({ ...Named.entries, verdict: FileVerdict }), output: Found, repeatable: true },
  /** Removes a file that is in no message, with its bytes. */
  dropFile: { input: Named, output: v.object({ dropped: v.boolean() }), repeatable: true },
  /** Files that were sent in some conversations, the newest first. */
  sharedFiles: {
    input: v.object({ conversationIds: v.array(v.string()), limit: v.number() }),
    output: v.array(ContactFile),
    repeatable: true,
  },
  /** Files from before a time (milliseconds since 1970) that are in no message, or whose bytes could not be removed, some at once, the oldest first. */
  unsentFiles: {
    input: v.object({ before: v.number() }),
    output: v.array(v.object({ ...Named.entries, conversationId: v.string() })),
    repeatable: true,
  },
};

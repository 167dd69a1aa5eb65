import * as v from "valibot";
import { LanguageTag } from "./language.ts";
import { Locale } from "./text.ts";
import { Intent } from "./knowledge.ts";

/** The most that a file may bring in; more is left out and said. Characters of an example, examples of an intent, entries at once. */
export const IMPORT_LIMITS = { example: 1000, examples: 5000, entries: 20_000, problems: 200, changes: 1000 };

/** An intent as an editor saves it: of what is stored already nothing is refused. */
export const EditedIntent = v.object({
  ...Intent.entries,
  examples: v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(IMPORT_LIMITS.example))),
    v.maxLength(IMPORT_LIMITS.examples),
  ),
});

/** One of the files of an import: its name, with folders if it has some, and its bytes in base64. */
export const KnowledgeFile = v.object({ name: v.pipe(v.string(), v.maxLength(500)), content: v.string() });
export type KnowledgeFile = v.InferOutput<typeof KnowledgeFile>;

/** `POST /api/knowledge/import`: files of any known format, read together. */
export const KnowledgeImport = v.object({
  files: v.pipe(v.array(KnowledgeFile), v.minLength(1), v.maxLength(2000)),
  /**
   * `merge` adds examples and takes over words that the files have. `replace` makes an entry what the files say of it.
   * `replaceAll` also removes every entry that the files do not have.
   */
  mode: v.optional(v.picklist(["merge", "replace", "replaceAll"]), "merge"),
  /** Says what would change and changes nothing. */
  dryRun: v.optional(v.boolean(), false),
  /** The `digest` of the preview that was confirmed; `conflict` if the import would do anything else by now. */
  expect: v.optional(v.string()),
  /** The language of the problems' sentences. */
  locale: v.optional(Locale, "en"),
});
export type KnowledgeImport = v.InferOutput<typeof KnowledgeImport>;

/** The formats that knowledge is written in. */
export const ExportFormat = v.picklist(["yaml", "csv"]);
export type ExportFormat = v.InferOutput<typeof ExportFormat>;

/** Something of a file that was not taken, or not as it stands there. */
export const ImportProblem = v.object({
  /** Which kind of problem, for programs. */
  code: v.string(),
  file: v.optional(v.string()),
  line: v.optional(v.number()),
  /** What it is about: an intent's, article's or column's name. */
  name: v.optional(v.string()),
  /** What is wrong and what to do, in the language asked for. */
  text: v.string(),
});
export type ImportProblem = v.InferOutput<typeof ImportProblem>;

/** A field that an import changes; long words are cut. */
export const FieldChange = v.object({
  field: v.picklist(["title", "answer", "body", "text", "article", "action", "tone", "choices", "inboxes", "folder"]),
  language: v.optional(LanguageTag),
  from: v.string(),
  to: v.string(),
});
export type FieldChange = v.InferOutput<typeof FieldChange>;

/** What an import does to one entry. */
export const ImportChange = v.object({
  kind: v.picklist(["intents", "articles", "cannedReplies"]),
  id: v.string(),
  title: v.string(),
  change: v.picklist(["new", "changed", "unchanged", "removed"]),
  /** Examples that come and go: how many, and the first of them. */
  added: v.optional(v.object({ count: v.number(), some: v.array(v.string()) })),
  lost: v.optional(v.object({ count: v.number(), some: v.array(v.string()) })),
  fields: v.array(FieldChange),
});
export type ImportChange = v.InferOutput<typeof ImportChange>;

const Tally = v.object({ new: v.number(), changed: v.number(), unchanged: v.number(), removed: v.number() });

/** What an import did, or would do. */
export const ImportResult = v.object({
  /** Whether it was done; false for a preview. */
  applied: v.boolean(),
  /** What each file was read as. */
  files: v.array(v.object({ name: v.string(), format: v.string(), encoding: v.optional(v.string()) })),
  intents: Tally,
  articles: Tally,
  cannedReplies: Tally,
  /** Intents that are new and have no answer. */
  withoutAnswer: v.number(),
  /** Entry by entry, the first of them; what is unchanged comes last. */
  changes: v.array(ImportChange),
  /** The first of them; `problemCount` is all. */
  problems: v.array(ImportProblem),
  problemCount: v.number(),
  /** Stands for all that would change: the same digest, the same import. */
  digest: v.string(),
});
export type ImportResult = v.InferOutput<typeof ImportResult>;

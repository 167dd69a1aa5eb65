import type { Article, CannedReply, Intent, Knowledge } from "@parley/protocol";
import { change, read } from "../api.ts";
import { createLoader, type Loader } from "../live/load.ts";

/** What knowledge is made of, by its name in the API. */
export interface Entries {
  intents: Intent;
  articles: Article;
  "canned-replies": CannedReply;
}
export type Kind = keyof Entries;
export const KINDS: readonly Kind[] = ["intents", "articles", "canned-replies"];

export interface KnowledgeBase extends Loader<Knowledge> {
  /** Stores the entry if nobody changed it since `entry.version`; throws `conflict` otherwise. */
  readonly save: <K extends Kind>(kind: K, entry: Entries[K]) => Promise<Entries[K]>;
  /** Deletes the entry if nobody changed it since `entry.version`; throws `conflict` otherwise. */
  readonly remove: <K extends Kind>(kind: K, entry: Entries[K]) => Promise<void>;
}

/** What the bot knows, as the console has it. */
export function createKnowledge(): KnowledgeBase {
  const loader = createLoader(() => read<Knowledge>("knowledge"));
  const update = <K extends Kind>(kind: K, id: string, entry: Entries[K] | undefined) => {
    const { value } = loader.state;
    if (value.status !== "ready") return;
    const others = entriesOf(value.value, kind).filter((other) => keyOf(kind, other) !== id);
    const next = entry ? [...others, entry] : others;
    loader.set({ ...value.value, [FIELD[kind]]: next });
  };
  return {
    ...loader,
    async save(kind, entry) {
      const id = keyOf(kind, entry);
      const stored = await change<typeof entry>("PUT", `knowledge/${kind}/${encodeURIComponent(id)}`, entry);
      update(kind, id, stored);
      return stored;
    },
    async remove(kind, entry) {
      const id = keyOf(kind, entry);
      await change("DELETE", `knowledge/${kind}/${encodeURIComponent(id)}`, { version: entry.version });
      update(kind, id, undefined);
      // What named it does not any more, and is another version by that.
      if (kind !== "canned-replies") await loader.reload();
    },
  };
}

const FIELD = { intents: "intents", articles: "articles", "canned-replies": "cannedReplies" } as const;

/** The entries of one kind. */
export function entriesOf<K extends Kind>(knowledge: Knowledge, kind: K): Entries[K][] {
  return knowledge[FIELD[kind]] as Entries[K][];
}

/** What an entry is called by: its id, or its shortcut. */
export function keyOf<K extends Kind>(_kind: K, entry: Entries[K]): string {
  return "shortcut" in entry ? entry.shortcut : entry.id;
}

/** Who changed an entry last, as far as that is kept. */
export function changedBy(entry: Entries[Kind]): string | undefined {
  return "updatedBy" in entry ? entry.updatedBy : undefined;
}

const BLANK = { en: "", "zh-CN": "" };

/** An entry to begin with. Version 0 says that it is new. */
export function newEntry<K extends Kind>(kind: K): Entries[K] {
  const blanks: Entries = {
    intents: { id: "", title: BLANK, examples: [], answer: BLANK, version: 0 },
    articles: { id: "", title: BLANK, body: BLANK, version: 0 },
    "canned-replies": { shortcut: "", text: BLANK, version: 0 },
  };
  return blanks[kind];
}

/** An id made of words, as the engine accepts them: lower-case letters, digits, `_` and `-`. */
export function slug(words: string): string {
  return words
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 64);
}

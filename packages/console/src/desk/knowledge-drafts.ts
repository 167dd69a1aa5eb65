import { ChatError } from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals";
import { type Entries, entriesOf, keyOf, type Kind, type KnowledgeBase, newEntry } from "./knowledge.ts";

/** An entry with changes that are not stored. */
export interface Draft<K extends Kind = Kind> {
  entry: Entries[K];
  /** It is on its way to the engine. */
  saving: boolean;
  /** What somebody else has stored meanwhile; nothing is overwritten until the person decides. */
  theirs?: Entries[K] | undefined;
  /** The id it was to be stored under, which is another entry's. */
  taken?: string | undefined;
}

type Saved = { status: "saved"; id: string } | { status: "conflict" | "taken" } | { status: "refused"; error: unknown };

type Removed =
  | { status: "removed" }
  | { status: "changed"; theirs: Entries[Kind] }
  | { status: "refused"; error: unknown };

export interface Drafts {
  /** By place, which is `kind/id`; new entries are at `kind/+`. */
  readonly all: ReadonlySignal<Readonly<Record<string, Draft>>>;
  readonly change: <K extends Kind>(kind: K, id: string, fields: Partial<Entries[K]>) => void;
  readonly discard: (kind: Kind, id: string) => void;
  /** Stores the draft; with `over`, over what somebody else has stored. Undefined if there is nothing to do. */
  readonly save: (kind: Kind, id: string, over?: boolean) => Promise<Saved | undefined>;
  /** Deletes the entry as it was seen here, and the draft with it. Of what was changed meanwhile, what is stored is shown. */
  readonly remove: (kind: Kind, id: string) => Promise<Removed>;
}

/** Where an entry is made that has no id yet. */
export const NEW = "+";

/** What is being edited; it survives going elsewhere in the console. */
export function createDrafts(knowledge: KnowledgeBase): Drafts {
  const all = signal<Readonly<Record<string, Draft>>>({});
  const keep = (place: string, draft: Draft | undefined) => {
    const { [place]: _before, ...others } = all.value;
    all.value = draft ? { ...others, [place]: draft } : others;
  };

  async function refused(kind: Kind, id: string, error: unknown): Promise<Saved> {
    const place = `${kind}/${id}`;
    const entry = all.value[place]?.entry;
    if (entry) keep(place, { entry, saving: false });
    if (!entry || ChatError.from(error).code !== "conflict") return { status: "refused", error };
    await knowledge.reload();
    const theirs = storedEntry(knowledge, kind, keyOf(kind, entry));
    if (!theirs) return { status: "refused", error };
    if (id === NEW) {
      // Of two entries that were made apart neither is a version of the other.
      keep(place, { entry, saving: false, taken: keyOf(kind, entry) });
      return { status: "taken" };
    }
    keep(place, { entry, saving: false, theirs });
    return { status: "conflict" };
  }

  async function notRemoved(kind: Kind, id: string, error: unknown): Promise<Removed> {
    if (ChatError.from(error).code !== "conflict") return { status: "refused", error };
    await knowledge.reload();
    const theirs = storedEntry(knowledge, kind, id);
    if (!theirs) return { status: "refused", error };
    const draft = all.value[`${kind}/${id}`];
    if (draft) keep(`${kind}/${id}`, { ...draft, theirs });
    return { status: "changed", theirs };
  }

  return {
    all,
    change(kind, id, fields) {
      const place = `${kind}/${id}`;
      const draft = all.value[place];
      const entry = draft?.entry ?? storedEntry(knowledge, kind, id);
      if (entry) keep(place, { saving: false, ...draft, entry: { ...entry, ...fields } });
    },
    discard: (kind, id) => keep(`${kind}/${id}`, undefined),
    async save(kind, id, over = false) {
      const place = `${kind}/${id}`;
      const draft = all.value[place];
      if (!draft || draft.saving) return undefined;
      const entry = over && draft.theirs ? { ...draft.entry, version: draft.theirs.version } : draft.entry;
      keep(place, { entry, saving: true });
      try {
        const stored = await knowledge.save(kind, entry);
        const typed = all.value[place]?.entry;
        const key = keyOf(kind, stored);
        keep(place, undefined);
        // What was typed while it was being saved is the next draft.
        if (typed && typed !== entry) {
          keep(`${kind}/${key}`, { entry: { ...typed, version: stored.version }, saving: false });
        }
        return { status: "saved", id: key };
      } catch (error) {
        return await refused(kind, id, error);
      }
    },
    async remove(kind, id) {
      const draft = all.value[`${kind}/${id}`];
      const seen = draft?.theirs ?? draft?.entry ?? storedEntry(knowledge, kind, id);
      if (!seen) return { status: "removed" };
      try {
        await knowledge.remove(kind, seen);
      } catch (error) {
        return await notRemoved(kind, id, error);
      }
      keep(`${kind}/${id}`, undefined);
      return { status: "removed" };
    },
  };
}

/** The entry as it is stored, or one to begin with at `NEW`. */
export function storedEntry<K extends Kind>({ state }: KnowledgeBase, kind: K, id: string): Entries[K] | undefined {
  if (state.value.status !== "ready") return undefined;
  if (id === NEW) return newEntry(kind);
  return entriesOf(state.value.value, kind).find((entry) => keyOf(kind, entry) === id);
}

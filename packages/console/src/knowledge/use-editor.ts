import { useEffect } from "preact/hooks";
import { go, route } from "../route.ts";
import { useDesk } from "../desk/use-desk.ts";
import { carried } from "../ui/carried.ts";
import { toast } from "../ui/toast.ts";
import { explain, uiWords } from "../ui/words.ts";
import { type Draft, NEW, storedEntry } from "../desk/knowledge-drafts.ts";
import { changedBy, type Entries, keyOf, type Kind } from "../desk/knowledge.ts";
import { knowledgeWords } from "./words.ts";

export interface Editor<K extends Kind> {
  readonly entry: Entries[K];
  readonly isNew: boolean;
  readonly dirty: boolean;
  readonly saving: boolean;
  /** What somebody else has stored while this was edited. */
  readonly theirs: Entries[K] | undefined;
  /** Another entry has the id of this new one. */
  readonly taken: boolean;
  readonly change: (fields: Partial<Entries[K]>) => void;
  readonly save: () => Promise<void>;
  /** Saves over what the other one has stored. */
  readonly keepMine: () => Promise<void>;
  /** Goes back to what is stored. */
  readonly discard: () => void;
  /** Deletes it, unless somebody changed it meanwhile: then that is shown. */
  readonly remove: () => Promise<void>;
}

/** Edits one entry: its draft if there is one, otherwise what is stored. Undefined where there is no such entry. */
export function useEditor<K extends Kind>(kind: K, id: string): Editor<K> | undefined {
  const { knowledge, drafts } = useDesk();
  const draft = drafts.all.value[`${kind}/${id}`] as Draft<K> | undefined;
  const entry = draft?.entry ?? storedEntry(knowledge, kind, id);
  useLeaveWarning(draft !== undefined);
  if (!entry) return undefined;
  /** Saving takes a moment; who has gone elsewhere meanwhile is left there. */
  const goIfHere = (...rest: string[]) => {
    if (route.value.rest.join("/") === `${kind}/${id}`) go("knowledge", kind, ...rest);
  };
  const store = async (over: boolean) => {
    const saved = await drafts.save(kind, id, over);
    if (saved?.status === "refused") toast(explain(saved.error), "bad");
    if (saved?.status !== "saved") return;
    toast(uiWords().saved);
    if (id === NEW) goIfHere(saved.id);
  };
  return {
    entry,
    isNew: entry.version === 0,
    dirty: draft !== undefined,
    saving: draft?.saving === true,
    theirs: draft?.theirs,
    taken: draft?.taken !== undefined && draft.taken === keyOf(kind, draft.entry),
    change(fields) {
      const now = (drafts.all.peek()[`${kind}/${id}`] as Draft<K> | undefined)?.entry ?? entry;
      drafts.change(kind, id, carried(now, entry, { ...entry, ...fields }));
    },
    save: () => store(false),
    keepMine: () => store(true),
    discard: () => drafts.discard(kind, id),
    async remove() {
      const removed = await drafts.remove(kind, id);
      if (removed.status === "removed") goIfHere();
      if (removed.status === "refused") toast(explain(removed.error), "bad");
      if (removed.status === "changed") toast(knowledgeWords().notRemoved(changedBy(removed.theirs)), "bad");
    },
  };
}

function useLeaveWarning(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [on]);
}

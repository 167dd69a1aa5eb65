import type { Collection } from "../../../store/store.ts";
import { createAlike } from "./alike.ts";
import type { SentAnswer } from "./stored.ts";

/** Answers that are held against a question, the newest. */
const HELD = 5_000;
/** Milliseconds after which what other nodes wrote is read, and after which all is read anew. */
const READ_AFTER = 5_000;
const READ_ANEW = 600_000;
/** Clocks of nodes differ by as much. */
const APART = 60_000;

/** Holds the newest answers in memory, as hashes, with what finds among them. */
export function createHeld(sent: Collection<SentAnswer>, now: () => number, kept: number) {
  let held = new Map<string, SentAnswer>();
  /** What finds among those of an inbox in a language, until others are held. */
  const finders = new Map<string, ReturnType<typeof createAlike>>();
  let readAt = -Infinity;
  let anewAt = -Infinity;

  return {
    /** Reads what was written since, on any node; seldom enough to be asked with each question. */
    async read(): Promise<void> {
      if (now() - readAt < READ_AFTER) return;
      const isAnew = now() - anewAt > READ_ANEW;
      const since = isAnew ? now() - kept : readAt - APART;
      const at = now();
      const found = await sent.find({ at: { $gt: since } }, { sort: { at: -1 }, limit: HELD });
      const all = isAnew ? found : [...found, ...held.values()];
      if (isAnew || found.some(({ _id }) => !held.has(_id))) finders.clear();
      held = new Map(all.slice(0, HELD).map((row) => [row._id, row]));
      [readAt, anewAt] = [at, isAnew ? at : anewAt];
    },

    /** What was answered to such terms in an inbox, in a language. */
    find(inboxId: string, language: SentAnswer["language"], terms: readonly string[]): Map<string, number> {
      const key = `${language} ${inboxId}`;
      const here = (row: SentAnswer) => row.inboxId === inboxId && row.language === language;
      const finder = finders.get(key) ?? createAlike([...held.values()].filter(here));
      finders.set(key, finder);
      return finder(terms);
    },

    /** Where nobody asks, nothing reads them anew: what is too much is read when somebody does. */
    add(row: SentAnswer): void {
      if (held.size < 2 * HELD) held.set(row._id, row);
      finders.clear();
    },

    drop(ids: readonly string[]): void {
      for (const id of ids) held.delete(id);
      finders.clear();
    },
  };
}

import type { Documents } from "./documents.ts";
import type { Snapshot } from "./snapshot.ts";

/** A change whose revision was not raised, because its node stopped in between, is seen by others after this long. */
const RELOAD_ANYWAY = 60_000;

const EMPTY: Snapshot = { revision: -1, intents: new Map(), articles: new Map(), cannedReplies: [] };

/** Holds all knowledge in memory, the same on every node. Nothing is read before the first `refresh`. */
export function createHeld({ state, intents, articles, replies }: Documents, now: () => number) {
  let snapshot = EMPTY;
  let loadedAt = 0;
  let refreshing: Promise<void> = Promise.resolve();
  const listeners: (() => Promise<void>)[] = [];

  async function load(): Promise<void> {
    const revision = (await state.findOne({ _id: "knowledge" }))?.revision ?? 0;
    if (revision === snapshot.revision && now() - loadedAt < RELOAD_ANYWAY) return;
    const [allIntents, allArticles, allReplies] = await Promise.all([intents.all(), articles.all(), replies.all()]);
    snapshot = {
      revision,
      intents: new Map(allIntents.map(({ _id, ...intent }) => [_id, intent])),
      articles: new Map(allArticles.map(({ _id, ...article }) => [_id, article])),
      cannedReplies: allReplies.map(({ _id, ...reply }) => reply),
    };
    loadedAt = now();
    for (const listener of listeners) await listener();
  }

  /** Reads what has changed. A call sees everything written before it. */
  function refresh(): Promise<void> {
    const run = refreshing.then(load);
    refreshing = run.catch(() => undefined);
    return run;
  }

  async function changed(): Promise<void> {
    await state.update({ _id: "knowledge" }, { $inc: { revision: 1 } }, { upsert: true });
    await refresh();
  }

  return {
    current: (): Snapshot => snapshot,
    refresh,
    /** To be called after every change: other nodes, and who listens here, hear of it. */
    changed,
    /** Calls a function after every change, before `refresh` resolves. */
    onChange(listener: () => Promise<void>): void {
      listeners.push(listener);
    },
  };
}
export type Held = ReturnType<typeof createHeld>;

import { FIRST_INBOX } from "@parley/protocol";
import { setImmediate as others, setTimeout as wait } from "node:timers/promises";
import type { Collection } from "../../../store/store.ts";
import type { StoredHead } from "../stored-heads.ts";
import { GATHER } from "./gathering.ts";
import type { Keyed } from "./keyed.ts";
import { doneOf, type SearchState, spanId, spanOf, type Spans } from "./stored.ts";
import type { Writing } from "./writing.ts";

export interface CatchingUpParts {
  conversations: Collection<StoredHead>;
  spans: Spans;
  states: Collection<SearchState>;
  writing: Pick<Writing, "complete">;
  keyed: () => Promise<Keyed>;
  now: () => number;
  onError: (error: unknown) => void;
}

/** Conversations that are looked at together, and milliseconds for others after those among them that had to be read. */
const PAGE = 100;
const PAUSE = 5;
/** Milliseconds between two looks. */
const AGAIN = 60_000;
/** Milliseconds that are looked at once more: by a node that starts, as clocks of nodes that died may have been behind, and by one that runs. */
const OVERLAP = { first: 2 * 3_600_000, later: 600_000 };
/** Milliseconds for which what was said is left to the node that gathers it, but for a node that starts. */
const THEIRS = 3 * GATHER.least;

/**
 * Finds what is in no index yet: what was said before there was one, what a node left behind that died in between, what nodes of a version
 * before wrote. Conversations are gone through as they changed, and how far that has come is kept, so that it goes on after a stop.
 */
export function createCatchingUp({ conversations, spans, states, writing, keyed, now, onError }: CatchingUpParts) {
  let looked: { at: number; until: number } | undefined;
  let running: Promise<void> | undefined;
  /** Those that could not be read before. One that never can be must not keep all later ones from it. */
  const failed = new Set<string>();
  const ending = new AbortController();
  const { signal } = ending;

  async function look(): Promise<void> {
    const began = now();
    const hash = await keyed();
    const keep = (until: number) => states.update({ _id: hash.mark }, { $max: { until } }, { upsert: true });
    const stored = (await states.findOne({ _id: hash.mark }))?.until ?? 0;
    const from = looked ? looked.until - OVERLAP.later : stored - OVERLAP.first;
    const isMine = ({ updatedAt }: StoredHead) => !looked || Math.abs(began - updatedAt) >= THEIRS;
    let until = from;
    let kept = stored;
    for (let id = ""; !signal.aborted;) {
      const page = await changedAfter(until, id);
      await complete(page.filter(isMine), hash);
      const last = page.at(-1);
      if (last) [until, id] = [last.updatedAt, last._id];
      if (page.length < PAGE) break;
      if (until > kept + OVERLAP.later) await keep((kept = until));
    }
    if (signal.aborted) return;
    looked = { at: began, until: began };
    if (began > kept + AGAIN) await keep(began);
  }

  /** The conversations that changed after a moment, or at it and have a greater id, whatever state they are in. */
  async function changedAfter(at: number, id: string): Promise<StoredHead[]> {
    const sort = { updatedAt: 1, _id: 1 } as const;
    const parts = await Promise.all(
      (["bot", "queued", "agent", "closed"] as const).map(async (status) => [
        ...(await conversations.find({ status, updatedAt: at, _id: { $gt: id } }, { sort, limit: PAGE })),
        ...(await conversations.find({ status, updatedAt: { $gt: at } }, { sort, limit: PAGE })),
      ]),
    );
    return parts.flat().toSorted(oldestFirst).slice(0, PAGE);
  }

  async function complete(page: readonly StoredHead[], hash: Keyed): Promise<void> {
    const lasts = page.filter(({ seq }) => seq > 0).map((head) => ({ head, last: spanId(head._id, spanOf(head.seq)) }));
    const found = await spans.find({ _id: { $in: lasts.map(({ last }) => last) } });
    const seqs = new Map(found.map((span) => [span._id, doneOf(span, hash)]));
    for (const { head, last } of lasts) {
      if (signal.aborted) return;
      if ((seqs.get(last) ?? 0) >= head.seq) continue;
      await completeOne(head);
      await others();
    }
    if (found.length < lasts.length) await wait(PAUSE);
  }

  async function completeOne({ _id, inboxId = FIRST_INBOX, seq }: StoredHead): Promise<void> {
    try {
      await writing.complete({ conversationId: _id, inboxId }, seq);
      failed.delete(_id);
    } catch (error) {
      // The first time it may be the store: the next look begins here again.
      if (!failed.has(_id)) {
        failed.add(_id);
        throw error;
      }
      onError(error);
    }
  }

  return {
    /** Looks for what is missing, unless this node did a moment ago. Resolves when it has. */
    look(): Promise<void> {
      if (looked && now() - looked.at < AGAIN && now() >= looked.at) return running ?? Promise.resolve();
      running ??= look()
        .catch((error: unknown) => (signal.aborted ? undefined : onError(error)))
        .finally(() => (running = undefined));
      return running;
    },
    /** Whether everything that was there when this node began is in the index. */
    isComplete: () => looked !== undefined,
    async close(): Promise<void> {
      ending.abort();
      await running;
    },
  };
}

const oldestFirst = (one: StoredHead, other: StoredHead) =>
  one.updatedAt - other.updatedAt || (one._id === other._id ? 0 : one._id < other._id ? -1 : 1);

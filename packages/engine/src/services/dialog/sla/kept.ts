import { FIRST_INBOX, type PromiseCount, type PromiseOf } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";
import type { Head } from "../head.ts";
import { dueOf } from "./due-times.ts";
import type { Done } from "./facts.ts";
import type { LevelParts, Record, ServiceLevels } from "./levels.ts";
import type { Holding } from "./policies.ts";

/** A promise that was kept or missed. It says nothing of who was promised. */
export interface StoredPromise extends Doc {
  conversationId: string;
  inboxId: string;
  team?: string;
  /** Who kept it, or had it when it was missed. */
  agentId?: string;
  of: PromiseOf;
  due: number;
  kept: boolean;
}

export const PROMISES_KEPT = defineCollection<StoredPromise>("promisesKept", {
  owner: "dialog",
  indexes: [{ on: ["due", "_id"] }, { on: ["conversationId"] }],
  whose: { conversation: "conversationId" },
  refersTo: ["events"],
});

/** Read at once, so that a long range fills no memory. */
const PAGE = 2_000;
/** Milliseconds between two looks for those that are too old to be kept. */
const FORGET = 3_600_000;
const DAY = 24 * 3_600_000;
/** Conversations of which it is known what was noted. */
const KNOWN = 20_000;

/** Notes of each promise once whether it was kept, and adds up. */
export function createKept(
  store: Store,
  levels: Pick<ServiceLevels, "holding">,
  { settings, now }: Pick<LevelParts, "settings" | "now">,
) {
  const promises = PROMISES_KEPT.open(store);
  let forgotten = -FORGET;
  const noted = new Map<string, ReadonlySet<string>>();

  const docOf = (
    { conversation }: Head,
    { team }: Holding,
    { of, from, agentId }: Done,
  ): Omit<StoredPromise, "due" | "kept"> => ({
    _id: `${conversation.id}/${nameOf({ of, from })}`,
    conversationId: conversation.id,
    inboxId: conversation.inboxId ?? FIRST_INBOX,
    of,
    ...(team !== undefined && { team }),
    ...(agentId !== undefined && { agentId }),
  });

  return {
    /** Notes what is over in a conversation, by what is promised now; what was noted before stays as it is. */
    async over(head: Head): Promise<void> {
      const { id } = head.conversation;
      const before = noted.get(id);
      // By what they are, not by time: clocks of nodes differ, and two may be over in the same moment.
      const fresh = head.service?.done.filter((one) => !before?.has(nameOf(one))) ?? [];
      if (!head.service || fresh.length === 0) return;
      const held = await levels.holding(head);
      const { service } = head;
      // What nothing was promised of is over too: a policy that comes later does not judge it.
      const docs = fresh.flatMap((done) => {
        if (!held) return [];
        const due = dueOf(done, service, held.policy, held.hours);
        return due === undefined ? [] : [{ ...docOf(head, held, done), due, kept: done.to <= due }];
      });
      if (docs.length > 0) await promises.insertMany(docs);
      if (noted.size >= KNOWN) noted.clear();
      noted.set(id, new Set(service.done.map(nameOf)));
    },

    /** Notes what is missed and not over yet. */
    async missed(head: Head, held: Holding, { of, from, at = 0 }: Record): Promise<void> {
      const { state } = head.conversation;
      const holder = state.status === "agent" ? { agentId: state.agent.id } : {};
      await promises.insert({ ...docOf(head, held, { of, from, to: at, ...holder }), due: at, kept: false });
    },

    /** Those that were due longer ago than the workspace keeps what was said are gone. */
    async forget(): Promise<void> {
      const at = now();
      if (at - forgotten < FORGET) return;
      const { retentionDays } = (await settings.current()).workspace.value;
      if (retentionDays > 0) await promises.remove({ due: { $lt: at - retentionDays * DAY } });
      forgotten = at;
    },

    async promisesKept({ from, to, starts, inboxIds }: Parameters<Dialog["promisesKept"]>[0]): Promise<PromiseCount[]> {
      const counts = createCounts(starts);
      const within = inboxIds && { inboxId: { $in: inboxIds } };
      for (let start = from; ;) {
        const page = await promises.find(
          { due: { $gte: start, $lt: to }, ...within },
          { sort: { due: 1 }, limit: PAGE },
        );
        const last = page.length < PAGE ? undefined : page.at(-1);
        for (const one of page) if (!last || one.due < last.due) counts.add(one);
        if (!last) return counts.all();
        // Of those that were due at the same moment the page may hold only some.
        for (const one of await promises.find({ due: last.due, ...within })) counts.add(one);
        start = last.due + 1;
      }
    },
  };
}
export type Kept = ReturnType<typeof createKept>;

const nameOf = ({ of, from }: Pick<Done, "of" | "from">) => `${of}/${from}`;

/** Adds up, each promise in all, and by each of what it is of. */
function createCounts(starts: readonly number[]) {
  const counts = new Map<string, PromiseCount>();
  const add = (by: PromiseCount["by"], key: string, { of, kept }: StoredPromise) => {
    const name = JSON.stringify([of, by, key]);
    const before = counts.get(name) ?? { of, by, key, kept: 0, missed: 0 };
    counts.set(name, { ...before, [kept ? "kept" : "missed"]: before[kept ? "kept" : "missed"] + 1 });
  };
  return {
    all: () => [...counts.values()],
    add(one: StoredPromise): void {
      const start = starts.findLast((at) => at <= one.due);
      add("all", "", one);
      add("inbox", one.inboxId, one);
      if (one.team !== undefined) add("team", one.team, one);
      if (one.agentId !== undefined) add("agent", one.agentId, one);
      if (start !== undefined) add("time", String(start), one);
    },
  };
}

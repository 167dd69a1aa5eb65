import { type AgentRef, ChatError } from "@parley/protocol";
import type { Collection, Filter } from "../../../store/store.ts";
import type { Analytics } from "../contract.ts";
import { seenBy, type Within } from "./judged.ts";
import type { StoredReview } from "./stored.ts";

/** Reviews that are told at once, unless told otherwise. */
const USUAL = 100;
/** Reviews of versions before that are looked through at once. */
const BATCH = 500;

type ReviewsAsked = Parameters<Analytics["reviews"]>[0];
type Wanted = Filter<StoredReview>;
const NEWEST = { at: -1, _id: -1 } as const;

const newestFirst = (one: StoredReview, other: StoredReview) =>
  other.at - one.at || (one._id < other._id ? 1 : one._id > other._id ? -1 : 0);

/** What of these is older than a review: two of the same moment are told apart by their ids. */
const olderThan = (of: Wanted, { at, _id }: StoredReview): Wanted[] => [
  { ...of, at, _id: { $lt: _id } },
  { ...of, at: { $lt: at } },
];

/** What somebody asks for: of the inboxes that they see, and their own wherever they are. */
function wantedBy({ by, inboxIds, agentId, appealed }: ReviewsAsked): Wanted[] {
  const waits: Wanted = appealed ? { appealed } : {};
  const within: Wanted = inboxIds && agentId !== by.id ? { inboxId: { $in: inboxIds } } : {};
  if (agentId !== undefined) return [{ ...waits, ...within, agentId }];
  return inboxIds
    ? [
        { ...waits, ...within },
        { ...waits, agentId: by.id },
      ]
    : [waits];
}

/** Reads reviews page by page, the newest first, and of two who calibrate only what somebody may see. */
export function createListing(reviews: Collection<StoredReview>) {
  /** Those of these that somebody may see, by all that there are of the same, which may be of another time. */
  async function seenOf(found: readonly StoredReview[], by: AgentRef, inboxIds: Within): Promise<StoredReview[]> {
    const items = [...new Set(found.flatMap(({ calibration, item }) => (calibration ? [item] : [])))];
    const all = items.length > 0 ? await reviews.find({ item: { $in: items } }) : [];
    const ids = new Set(found.map(({ _id }) => _id));
    const others = all.filter(({ _id }) => !ids.has(_id));
    return seenBy([...found, ...others], by, inboxIds).filter(({ _id }) => ids.has(_id));
  }

  /** Reviews of versions before do not say whose they are by a field that the store could look for. */
  async function nameAgents(): Promise<void> {
    for (;;) {
      const unnamed = await reviews.find({ agentId: { $exists: false } }, { limit: BATCH });
      for (const { _id, agent } of unnamed) await reviews.update({ _id }, { $set: { agentId: agent.id } });
      if (unnamed.length < BATCH) return;
    }
  }

  async function pageOf(wanted: readonly Wanted[], after: StoredReview | undefined, limit: number) {
    const asked = after ? wanted.flatMap((one) => olderThan(one, after)) : wanted;
    const found = await Promise.all(asked.map((one) => reviews.find(one, { sort: NEWEST, limit })));
    const once = new Map(found.flat().map((review) => [review._id, review]));
    return [...once.values()].sort(newestFirst).slice(0, limit);
  }

  return {
    seenOf,
    /** The newest that somebody may see, or those after the one called `before`. Fewer than `limit`: there are no more. */
    async list({ before, limit = USUAL, ...asked }: ReviewsAsked): Promise<StoredReview[]> {
      await nameAgents();
      let after = before === undefined ? undefined : await reviews.findOne({ _id: before });
      if (before !== undefined && !after) throw new ChatError("notFound", "There is no such review.");
      const told: StoredReview[] = [];
      for (;;) {
        const page = await pageOf(wantedBy(asked), after, limit);
        told.push(...(await seenOf(page, asked.by, asked.inboxIds)));
        after = page.at(-1);
        if (page.length < limit || told.length >= limit) return told.slice(0, limit);
      }
    },
  };
}

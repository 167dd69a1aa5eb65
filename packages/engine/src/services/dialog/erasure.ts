import { FIRST_INBOX } from "@parley/protocol";
import type { Collection } from "../../store/store.ts";
import { type Answers, REPEATED_FOR } from "./answered.ts";
import type { Away } from "./away.ts";
import type { createBridgeThreads } from "./bridges/threads.ts";
import type { createAwaited } from "./channels/awaited-files.ts";
import type { createThreads } from "./channels/threads.ts";
import type { Deliveries } from "./deliveries/deliveries.ts";
import type { Outcome } from "./contract.ts";
import type { Arranging } from "./desk/arranging.ts";
import type { SiteInvitations } from "./live/invitations.ts";
import type { Files } from "./files/files.ts";
import type { Head } from "./head.ts";
import type { Heads } from "./heads.ts";
import type { StoredHead } from "./stored-heads.ts";
import type { Log, Step } from "./log.ts";
import type { Events } from "./events.ts";
import type { Search } from "./search/search.ts";

/** Conversations erased in one pass; the others are in the next. */
const AT_ONCE = 100;

/**
 * Milliseconds for which nothing may have been written, not even a note or a rating. By then every node knows the end of the log, and
 * none takes a number that is free again for the next one; two hours, as nodes' clocks may differ by one.
 */
const QUIET = 2 * 3_600_000;

export interface ErasureParts {
  conversations: Collection<StoredHead>;
  events: Events;
  heads: Heads;
  log: Log;
  answers: Answers;
  deliveries: Pick<Deliveries, "erase">;
  away: Pick<Away, "erase">;
  files: Pick<Files, "erase">;
  /** What is still to be fetched from platforms. */
  awaited: Pick<ReturnType<typeof createAwaited>, "erase">;
  /** What channels keep of conversations. */
  threads: Pick<ReturnType<typeof createThreads>, "erase">;
  /** Where agents answer in other houses. */
  bridgeThreads: Pick<ReturnType<typeof createBridgeThreads>, "erase">;
  search: Pick<Search, "erase">;
  /** What people answered before. */
  copilot: { erase: (conversationId: string) => Promise<void> };
  /** What the team has planned in them. */
  arranging: Pick<Arranging, "erase">;
  siteInvitations: Pick<SiteInvitations, "erase">;
  now: () => number;
  /** Takes what was removed out of the store's files. */
  scrub: () => Promise<void>;
}

/**
 * Removes what was said. An event of the log says so first: it takes the next number, so that whoever writes at that moment
 * decides anew, and numbers go on after it. A pass that is cut short is done again, as lists name the conversation until the end.
 */
export function createErasure({
  conversations,
  events,
  heads,
  log,
  answers,
  deliveries,
  away,
  files,
  awaited,
  threads,
  bridgeThreads,
  search,
  copilot,
  arranging,
  siteInvitations,
  now,
  scrub,
}: ErasureParts) {
  async function eraseOne(conversationId: string): Promise<Outcome | undefined> {
    const { state, updatedAt } = (await heads.refresh(conversationId)).conversation;
    if (state.status !== "closed" || (!state.erased && updatedAt > now() - QUIET)) return undefined;
    const { at } = state;
    const id = `erased:${at}`;
    const next = ({ conversation: { state } }: Head): Step =>
      state.status === "closed" && state.at === at && !state.erased ? { id, happening: { type: "erased" } } : undefined;
    const outcome = await log.commit({ conversationId, id, next });
    const mark = outcome.events.find((event) => event.id === id);
    if (!mark) return undefined;
    const erased = { conversationId, seq: { $lt: mark.seq } };
    // What may still be asked again has its answer, not its words.
    const recent = await events.find({ ...erased, at: { $gt: mark.at - REPEATED_FOR } });
    await answers.remember(conversationId, recent);
    await deliveries.erase(conversationId, mark.seq);
    await away.erase(conversationId);
    await files.erase(conversationId, mark.at);
    await awaited.erase(conversationId, mark.at);
    await threads.erase(conversationId, mark.at);
    await bridgeThreads.erase(conversationId);
    await copilot.erase(conversationId);
    await arranging.erase(conversationId);
    await siteInvitations.erase(conversationId);
    await events.remove(erased);
    await search.erase({ conversationId, inboxId: outcome.conversation.inboxId ?? FIRST_INBOX }, mark.seq);
    // The entry that is about to be written would name it once more.
    await heads.flush();
    await conversations.update({ _id: conversationId, closedAt: at }, { $unset: { closedAt: true } });
    return outcome.duplicate ? undefined : outcome;
  }

  return {
    async erasable(before: number) {
      const old = await conversations.find({ closedAt: { $lt: before } }, { sort: { closedAt: 1 }, limit: AT_ONCE });
      return old.map(({ _id, head }) => ({ conversationId: _id, visitorId: head.conversation.visitorId }));
    },

    async erase(conversationIds: readonly string[]): Promise<Outcome[]> {
      const outcomes: Outcome[] = [];
      for (const conversationId of conversationIds) {
        const outcome = await eraseOne(conversationId);
        if (outcome) outcomes.push(outcome);
      }
      await scrub();
      return outcomes;
    },
  };
}

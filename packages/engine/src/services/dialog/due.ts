import { type Conversation, FIRST_INBOX, type Happening } from "@parley/protocol";
import type { Collection, Filter } from "../../store/store.ts";
import type { Dialog, Outcome } from "./contract.ts";
import type { Head } from "./head.ts";
import type { StoredHead } from "./heads.ts";
import type { Log } from "./log.ts";
import { isQuiet, waitingSince } from "./waiting.ts";

export interface DueParts {
  conversations: Collection<StoredHead>;
  log: Log;
  now: () => number;
}

/** What time brings to a conversation. Its id follows from what it is about, so that it happens once on however many nodes. */
interface Occasion {
  id: string;
  happening: Happening;
  /** Whether it is still due, asked again at the moment of writing. */
  holds: (head: Head) => boolean;
}

/** Conversations of a kind that are taken up in one pass; the others are in the next. */
const AT_ONCE = 100;

/** Does what is due because time went by, or because somebody is gone. */
export function createDue({ conversations, log, now }: DueParts) {
  const find = (filter: Filter<StoredHead>, by: "waitingSince" | "idleSince") =>
    conversations.find(filter, { sort: { [by]: 1 }, limit: AT_ONCE });

  async function late(status: "queued" | "agent", within: number | undefined): Promise<StoredHead[]> {
    return within === undefined ? [] : await find({ status, waitingSince: { $lt: now() - within } }, "waitingSince");
  }
  async function quiet(after: number | undefined): Promise<StoredHead[]> {
    return after === undefined ? [] : await find({ idleSince: { $lt: now() - after } }, "idleSince");
  }

  async function happen({ _id }: StoredHead, { id, happening, holds }: Occasion): Promise<Outcome | undefined> {
    const next = (head: Head) => (holds(head) ? { id, happening } : undefined);
    const outcome = await log.commit({ conversationId: _id, id, next });
    return outcome.duplicate || outcome.events.length === 0 ? undefined : outcome;
  }

  async function due({ agentWithin, replyWithin, closeAfter }: Parameters<Dialog["due"]>[0]): Promise<Outcome[]> {
    const [waiting, unanswered, idle] = await Promise.all([
      late("queued", agentWithin),
      late("agent", replyWithin),
      quiet(closeAfter),
    ]);
    const outcomes = await Promise.all([
      ...[...waiting, ...unanswered].map((listed) => happen(listed, overdue(listed.head))),
      ...idle.map((listed) => happen(listed, idleClose(listed.head))),
    ]);
    return outcomes.filter((outcome) => outcome !== undefined);
  }

  async function giveBack(agentIds: readonly string[], keep: readonly string[] = []): Promise<Outcome[]> {
    // What they keep is theirs for long: it must not stand in the way of what they do not.
    const limit = keep.length > 0 ? {} : { limit: AT_ONCE };
    const held = await conversations.find({ agentId: { $in: agentIds } }, limit);
    const given = held.filter(({ head: { conversation } }) => !keep.includes(conversation.inboxId ?? FIRST_INBOX));
    const outcomes = await Promise.all(given.slice(0, AT_ONCE).map((listed) => happen(listed, gone(listed.head))));
    return outcomes.filter((outcome) => outcome !== undefined);
  }

  return { due, giveBack };
}

function overdue({ conversation }: Head): Occasion {
  const since = waitingSince(conversation);
  const wanted = conversation.state.status === "queued" ? "agent" : "reply";
  return {
    id: `overdue:${wanted}:${since}`,
    happening: { type: "overdue", wanted },
    holds: (head) =>
      head.conversation.state.status === conversation.state.status && waitingSince(head.conversation) === since,
  };
}

function idleClose({ conversation: { seq } }: Head): Occasion {
  return {
    id: `idle:${seq}`,
    happening: { type: "closed", author: { kind: "system" } },
    holds: (head) => head.conversation.seq === seq && isQuiet(head),
  };
}

/** Whoever has it is gone: it goes back to the queue, unless it has changed hands. */
function gone({ conversation }: Head): Occasion {
  const held = holder(conversation);
  return {
    id: `gone:${held}`,
    happening: { type: "released", to: "queue", author: { kind: "system" } },
    holds: (head) => held !== undefined && holder(head.conversation) === held,
  };
}

const holder = ({ state }: Conversation) => (state.status === "agent" ? `${state.agent.id}:${state.since}` : undefined);

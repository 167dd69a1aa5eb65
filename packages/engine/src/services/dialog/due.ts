import type { Conversation, Happening, Inbox } from "@parley/protocol";
import type { Collection, Filter } from "../../store/store.ts";
import type { Dialog, Outcome } from "./contract.ts";
import type { Arranging } from "./desk/arranging.ts";
import type { Head } from "./head.ts";
import { createOver } from "./routing/over.ts";
import type { StoredHead } from "./stored-heads.ts";
import type { Log } from "./log.ts";
import { isQuiet, waitingSince } from "./waiting.ts";

export interface DueParts {
  conversations: Collection<StoredHead>;
  log: Log;
  inboxes: () => Promise<Inbox[]>;
  /** What the team has planned: it happens, or does not where those are gone who planned it. */
  arranging: Pick<Arranging, "due" | "stop">;
  /** Records which promises are nearly due and which are missed. */
  record: () => Promise<Outcome[]>;
  now: () => number;
  /** Hears of what could not be given back; it is tried again when somebody asks again. */
  onError: (error: unknown) => void;
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
export function createDue({ conversations, log, inboxes, arranging, record, now, onError }: DueParts) {
  const offers = createOver({ conversations, log, now, onError });
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

  async function due({
    agentWithin,
    replyWithin,
    closeAfter,
    pagesAt,
  }: Parameters<Dialog["due"]>[0]): Promise<Outcome[]> {
    const [waiting, unanswered, idle, planned, recorded] = await Promise.all([
      late("queued", agentWithin),
      late("agent", replyWithin),
      quiet(closeAfter),
      arranging.due(pagesAt),
      record(),
    ]);
    // One that cannot be written now keeps nobody from hearing of what was.
    const failed = (error: unknown): undefined => void onError(error);
    const outcomes = await Promise.all([
      ...[...waiting, ...unanswered].map((listed) => happen(listed, overdue(listed.head)).catch(failed)),
      ...idle.map((listed) => happen(listed, idleClose(listed.head)).catch(failed)),
    ]);
    return [...planned, ...recorded, ...outcomes.filter((outcome) => outcome !== undefined)];
  }

  async function giveBack({ agentIds, keep = {} }: Parameters<Dialog["giveBack"]>[0]): Promise<Outcome[]> {
    const limited = Object.keys(keep);
    const gone = agentIds.filter((id) => !limited.includes(id));
    const all = limited.length > 0 ? (await inboxes()).map(({ id }) => id) : [];
    // What they keep is theirs for long: it is not even read.
    const mayNot = limited.map((agentId) => ({
      agentId,
      inboxId: { $in: all.filter((id) => !keep[agentId]?.includes(id)) },
    }));
    const theirs = [{ agentId: { $in: gone } }, ...mayNot];
    await Promise.all(theirs.map(arranging.stop));
    // Nor do others wait for their answer.
    const asked = theirs.map(({ agentId: offeredTo, ...where }) => offers.end({ offeredTo, ...where }));
    const ended = (await Promise.all(asked)).flat();
    const held = theirs.map((what) => conversations.find(what, { limit: AT_ONCE }));
    const given = (await Promise.all(held)).flat().slice(0, AT_ONCE);
    // One that cannot go back now keeps no other from it.
    const outcomes = await Promise.all(given.map((listed) => happen(listed, goneFrom(listed.head)).catch(onError)));
    return [...ended, ...outcomes.flatMap((outcome) => outcome ?? [])];
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
function goneFrom({ conversation }: Head): Occasion {
  const held = holder(conversation);
  return {
    id: `gone:${held}`,
    happening: { type: "released", to: "queue", author: { kind: "system" } },
    holds: (head) => held !== undefined && holder(head.conversation) === held,
  };
}

const holder = ({ state }: Conversation) => (state.status === "agent" ? `${state.agent.id}:${state.since}` : undefined);

import { type Happening, PROMISED, PROMISES, type PromiseDeeds } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { Outcome } from "../contract.ts";
import type { Head } from "../head.ts";
import { headOf, type Heads } from "../heads.ts";
import type { Log } from "../log.ts";
import type { StoredHead } from "../stored-heads.ts";
import type { Kept } from "./kept.ts";
import { nextRecord, type Record, type ServiceLevels } from "./levels.ts";
import type { Holding } from "./policies.ts";

export interface RecordingParts {
  conversations: Collection<StoredHead>;
  heads: Pick<Heads, "get" | "refresh">;
  log: Log;
  levels: ServiceLevels;
  kept: Pick<Kept, "missed">;
  now: () => number;
  /** Hears of what could not be written; it is tried again. */
  onError: (error: unknown) => void;
}

type Held = NonNullable<Awaited<ReturnType<ServiceLevels["holding"]>>>;

/** So many are taken up in one pass; the others are in the next. */
const AT_ONCE = 200;
const OPEN = ["queued", "agent"] as const;

/**
 * Records which promises are nearly due and which are missed, and does what the policy says then, each once: the ids of the events follow from
 * what was promised and since when, so that of several nodes, or after a crash, the log takes the first.
 */
export function createRecording({ conversations, heads, log, levels, kept, now, onError }: RecordingParts) {
  async function write(conversationId: string, id: string, happening: Happening, holds: (head: Head) => boolean) {
    const next = (head: Head) => (holds(head) ? { id, happening } : undefined);
    const outcome = await log.commit({ conversationId, id, next });
    return outcome.duplicate || outcome.events.length === 0 ? [] : [outcome];
  }

  /** As this node knows it, or whoever wrote the list. */
  async function newest(listed: StoredHead): Promise<Head> {
    const head = await heads.get(listed._id);
    return head.conversation.seq < listed.seq ? headOf(listed) : head;
  }

  async function record(listed: StoredHead): Promise<Outcome[]> {
    // As the log has it: another node may have heard an answer of which lists do not know yet.
    const head = await heads.refresh(listed._id);
    const held = await levels.holding(head);
    const due = held && nextRecord(head, held, now());
    if (!held || !due || due.when > now()) {
      await list(listed, head);
      return [];
    }
    return await happen(head, held, due);
  }

  async function happen(head: Head, held: Held, due: Record): Promise<Outcome[]> {
    const conversationId = head.conversation.id;
    const id = idOf(due);
    const holds = (there: Head) => {
      const still = nextRecord(there, held, now());
      return still !== undefined && still.when <= now() && idOf(still) === id;
    };
    const deeds = held.policy[due.is] ?? {};
    // Noted and moved before it is recorded: what a crash leaves in between is found again.
    if (due.is === "missed") await kept.missed(head, held, due);
    const team = held.levels.routing.teams.find((one) => one.id === deeds.team)?.id;
    const moved = { type: "released", to: "queue", author: { kind: "system" }, ...(team && { team }) } as const;
    const isElsewhere = team !== undefined && held.team !== team;
    const before = isElsewhere ? await write(conversationId, `${id}:moved`, moved, holds) : [];
    return [...before, ...(await write(conversationId, id, happeningOf(head, held, due, deeds), holds))];
  }

  /** What lists say of it is not so any more. */
  async function list({ _id, seq }: StoredHead, head: Head): Promise<void> {
    const { promiseAt, promisedBy } = await levels.listed(head);
    await conversations.update(
      { _id, seq },
      {
        $set: { ...(promiseAt !== undefined && { promiseAt }), ...(promisedBy !== undefined && { promisedBy }) },
        $unset: { ...(promiseAt === undefined && { promiseAt: true }) },
      },
    );
  }

  async function outdated(version: number): Promise<StoredHead[]> {
    const found = OPEN.flatMap((status) => [
      conversations.find({ status, promisedBy: { $lt: version } }, { limit: AT_ONCE }),
      conversations.find({ status, promisedBy: { $exists: false } }, { limit: AT_ONCE }),
    ]);
    return (await Promise.all(found)).flat();
  }

  return async (): Promise<Outcome[]> => {
    const current = await levels.current();
    if (!current) return [];
    // One that fails keeps no other from it.
    const failed = (error: unknown): undefined => void onError(error);
    const old = await outdated(current.version);
    await Promise.all(old.map(async (listed) => await list(listed, await newest(listed)).catch(failed)));
    const due = await conversations.find({ promiseAt: { $lte: now() } }, { sort: { promiseAt: 1 }, limit: AT_ONCE });
    const done = await Promise.all(due.map((listed) => record(listed).catch(failed)));
    return done.flatMap((outcomes) => outcomes ?? []);
  };
}

/** Of which promise, whether it is missed, and since when it counts: visitors see another (`forVisitor`). */
const idOf = ({ of, is, from }: Record) => `${PROMISED}${PROMISES.indexOf(of)}${is === "near" ? 0 : 1}:${from}`;

function happeningOf(
  { conversation: { state } }: Head,
  { policy }: Holding,
  { of, is, at = 0 }: Record,
  { tell, priority }: PromiseDeeds,
): Happening {
  return {
    type: "promise",
    of,
    is,
    policy: policy.name,
    due: at,
    ...(state.status === "agent" && { agent: state.agent }),
    ...(tell && { tell: true as const }),
    ...(priority !== undefined && { priority }),
  };
}

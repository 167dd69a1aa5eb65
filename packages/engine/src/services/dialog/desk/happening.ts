import { ChatError, RETRYABLE } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { Command, Dialog, Outcome } from "../contract.ts";
import type { Head } from "../head.ts";
import type { Heads } from "../heads.ts";
import type { StoredHead } from "../stored-heads.ts";
import type { Log } from "../log.ts";
import type { PlannedThings } from "./planned.ts";
import type { StoredPlan } from "./stored.ts";

export interface HappeningParts {
  conversations: Collection<StoredHead>;
  plans: PlannedThings["plans"];
  heads: Pick<Heads, "get">;
  log: Log;
  carryOut: (asked: Parameters<Dialog["apply"]>[0]) => Promise<Outcome>;
  now: () => number;
  onError: (error: unknown) => void;
}

/** So many are taken up in one pass; the others are in the next. */
const AT_ONCE = 100;

/**
 * Brings back what was put aside, sends what was planned and reminds who wanted it, each once: the ids of the events follow from what they are
 * about, so that of several nodes, or after a crash, the log takes the first.
 */
export function createHappening({ conversations, plans, heads, log, carryOut, now, onError }: HappeningParts) {
  async function wake({ _id }: StoredHead, at: number): Promise<Outcome[]> {
    const { desk } = await heads.get(_id);
    const id = `woken:${desk?.snoozed?.from}`;
    const next = ({ desk }: Head) => {
      const { until, by, from } = desk?.snoozed ?? {};
      if (!by || until === undefined || until > at || id !== `woken:${from}`) return undefined;
      return { id, happening: { type: "woken" as const, author: { kind: "system" as const }, agent: by } };
    };
    const outcome = await log.commit({ conversationId: _id, id, next });
    return fresh(outcome);
  }

  async function happen(plan: StoredPlan): Promise<Outcome[]> {
    const { _id, version } = plan;
    // From here on nobody changes it or takes it back: it is done, however often it takes.
    const taken =
      plan.taken ?? (await plans.update({ _id, version, taken: { $exists: false } }, { $set: { taken: true } }));
    if (!taken) return [];
    const outcomes = plan.kind === "message" ? await send(plan) : await remind(plan);
    return outcomes;
  }

  async function remind(plan: StoredPlan): Promise<Outcome[]> {
    const outcome = await tell(plan, `planned:${plan.id}`);
    await plans.remove({ _id: plan._id });
    return outcome;
  }

  async function send(plan: StoredPlan): Promise<Outcome[]> {
    const { _id, id, conversationId, text } = plan;
    const say: Command = { do: "say", author: { kind: "agent", ...agentOf(plan) }, content: { type: "text", text } };
    try {
      const before = await theirs(plan);
      const said = await carryOut({ conversationId, id: `planned:${id}`, command: say, ...since(plan) });
      await plans.remove({ _id });
      return [...before, ...fresh(said)];
    } catch (cause) {
      const { code } = ChatError.from(cause);
      if (RETRYABLE.includes(code)) throw cause;
      const told = await tell(plan, `planned:${id}:${plan.version}`, true);
      const $set = { problem: code, version: plan.version + 1 };
      await plans.update({ _id, taken: true }, { $set, $unset: { due: true, taken: true } });
      return told;
    }
  }

  /** Who wanted it sent has the conversation then, unless somebody else has. */
  async function theirs(plan: StoredPlan): Promise<Outcome[]> {
    const { id, conversationId } = plan;
    if (await log.find(conversationId, `planned:${id}`)) return [];
    const { status } = (await heads.get(conversationId)).conversation.state;
    if (status === "agent") return [];
    // Though another is asked to take it: nobody has it yet, and what was promised at a time is said at that time.
    const command: Command = { do: "claim", agent: agentOf(plan), force: true };
    return fresh(await carryOut({ conversationId, id: `planned:${id}:claimed`, command, ...since(plan) }));
  }

  async function tell(plan: StoredPlan, id: string, failed = false): Promise<Outcome[]> {
    const { conversationId, text, madeAt = Infinity } = plan;
    const about = { agent: agentOf(plan), text, ...(failed && { failed: true as const }) };
    const happening = { type: "reminded" as const, ...about };
    // Nothing of what was erased since it was read comes back.
    const next = ({ erasedAt = 0 }: Head) => (erasedAt < madeAt ? { id, happening } : undefined);
    return fresh(await log.commit({ conversationId, id, next }));
  }

  return async (): Promise<Outcome[]> => {
    const at = now();
    const [asleep, due] = await Promise.all([
      conversations.find({ wakeAt: { $lte: at } }, { sort: { wakeAt: 1 }, limit: AT_ONCE }),
      plans.find({ due: { $lte: at } }, { sort: { due: 1 }, limit: AT_ONCE }),
    ]);
    // One that fails keeps no other from it.
    const failed = (error: unknown): Outcome[] => (onError(error), []);
    const woken = await Promise.all(asleep.map((listed) => wake(listed, at).catch(failed)));
    const done: Outcome[][] = [];
    // In their order: two of one conversation are said as they were planned.
    for (const plan of due) done.push(await happen(plan).catch(failed));
    return [...woken, ...done].flat();
  };
}

const since = ({ madeAt }: StoredPlan) => (madeAt === undefined ? {} : { since: madeAt });
const agentOf = ({ agentId, agentName }: StoredPlan) => ({ id: agentId, name: agentName });
const fresh = (outcome: Outcome): Outcome[] => (outcome.duplicate || outcome.events.length === 0 ? [] : [outcome]);

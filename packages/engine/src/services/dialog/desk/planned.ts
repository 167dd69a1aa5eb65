import { ChatError, FIRST_INBOX, type Planned } from "@parley/protocol";
import type { Filter, Store } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";
import type { Heads } from "../heads.ts";
import { PLANNED, type StoredPlan } from "./stored.ts";

export interface PlannedParts {
  store: Store;
  heads: Pick<Heads, "get">;
  now: () => number;
}

/** What may be planned at once, in a conversation and by a member in all of them, and how far ahead. */
const MOST = { conversation: 50, member: 500 } as const;
const LATEST = 400 * 24 * 3_600_000;

const keyOf = (conversationId: string, id: string) => `${conversationId}/${id}`;
const changed = () => new ChatError("conflict", "This was changed meanwhile, or is being done.");
const tooMany = (whose: keyof typeof MOST, where: string) =>
  new ChatError("invalid", `At most ${MOST[whose]} things can be planned ${where} at once.`, {
    details: { reason: "planned", whose, most: MOST[whose] },
  });
const isOf = (plan: StoredPlan, agentId: string | undefined) => agentId === undefined || plan.agentId === agentId;

/** What agents want to happen later: messages, and to be reminded. */
export function createPlanned({ store, heads, now }: PlannedParts) {
  const plans = PLANNED.open(store);

  async function insert(asked: Parameters<Dialog["plan"]>[0]): Promise<StoredPlan> {
    const { agent, version, force: _force, ...plan } = asked;
    const { conversationId, id, at } = plan;
    const { inboxId = FIRST_INBOX } = (await heads.get(conversationId)).conversation;
    const who = { agentId: agent.id, agentName: agent.name, inboxId };
    const made = { _id: keyOf(conversationId, id), ...plan, ...who, due: at, version: version + 1, madeAt: now() };
    const known = await plans.findOne({ _id: made._id });
    // The same once more: its answer was lost.
    if (known?.version === 1 && known.text === plan.text && known.at === at && isOf(known, agent.id)) return known;
    if (known) throw changed();
    await makeSure(made, 1);
    if (!(await plans.insert(made))) throw changed();
    // Of several at one moment none passes the limit.
    await makeSure(made, 0).catch(async (cause: unknown) => {
      await plans.remove({ _id: made._id, version: made.version, taken: { $exists: false } });
      throw cause;
    });
    return made;
  }

  /** Refuses what would be more than may be planned, with so many still to come. */
  async function makeSure({ conversationId, agentId }: StoredPlan, more: number): Promise<void> {
    const [here, theirs] = await Promise.all([plans.count({ conversationId }), plans.count({ agentId })]);
    if (here + more > MOST.conversation) throw tooMany("conversation", "in a conversation");
    if (theirs + more > MOST.member) throw tooMany("member", "by one member");
  }

  async function change({ conversationId, id, version, agent, force, text, at }: Parameters<Dialog["plan"]>[0]) {
    const _id = keyOf(conversationId, id);
    const mine = force ? {} : { agentId: agent.id };
    const written = await plans.update(
      { _id, version, taken: { $exists: false }, ...mine },
      { $set: { text, at, due: at, version: version + 1 }, $unset: { problem: true } },
    );
    if (!written) throw changed();
    return written;
  }

  return {
    plans,

    async erase(conversationId: string): Promise<void> {
      await plans.remove({ conversationId });
    },

    /** What these members planned does not happen: they are gone, or do not see the inbox any more. */
    async stop(whose: Filter<Pick<StoredPlan, "agentId" | "inboxId">>): Promise<void> {
      const waiting = { ...whose, due: { $exists: true }, taken: { $exists: false } } as Filter<StoredPlan>;
      await plans.updateMany(waiting, { $unset: { due: true }, $set: { problem: "gone" }, $inc: { version: 1 } });
    },

    handlers: {
      async planned({ conversationId, agentId }) {
        const found = await plans.find({ conversationId }, { sort: { at: 1 }, limit: MOST.conversation });
        return found.filter((plan) => isOf(plan, agentId)).map(shown);
      },

      async plan(asked) {
        if (asked.at > now() + LATEST) throw new ChatError("invalid", "That is too far ahead: at most 400 days.");
        return shown(await (asked.version === 0 ? insert(asked) : change(asked)));
      },

      async unplan({ conversationId, id, agentId }) {
        const _id = keyOf(conversationId, id);
        const mine = agentId === undefined ? {} : { agentId };
        const removed = await plans.remove({ _id, taken: { $exists: false }, ...mine });
        if (removed === 0 && (await plans.findOne({ _id }))) throw changed();
        return {};
      },
    } satisfies Pick<Dialog, "planned" | "plan" | "unplan">,
  };
}
export type PlannedThings = ReturnType<typeof createPlanned>;

function shown(plan: StoredPlan): Planned {
  const { id, conversationId, kind, agentId, agentName, text, at, version, problem } = plan;
  const agent = { id: agentId, name: agentName };
  return { id, conversationId, kind, agent, text, at, version, ...(problem !== undefined && { problem }) };
}

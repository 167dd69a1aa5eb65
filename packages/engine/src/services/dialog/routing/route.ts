import type { AgentRef, Happening, RoutingSettings, Why } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { Capacity } from "../capacity.ts";
import type { Dialog, Outcome } from "../contract.ts";
import type { Head } from "../head.ts";
import type { StoredHead } from "../stored-heads.ts";
import type { Log } from "../log.ts";
import type { Settings } from "../settings/settings.ts";
import { assign } from "./assign.ts";
import { havingOf, weightOf } from "./having.ts";
import { createOver, offerIn } from "./over.ts";
import { passedOver } from "./others.ts";
import type { Assignment, World } from "./world.ts";
import { UNLIMITED, worldOf } from "./world-of.ts";

export interface RoutingParts {
  conversations: Collection<StoredHead>;
  log: Log;
  capacity: Capacity;
  settings: Pick<Settings, "current">;
  now: () => number;
  /** Hears of what could not be given out; it is tried again. */
  onError: (error: unknown) => void;
  bringListsUpToDate: () => Promise<void>;
  /** Until when who waits is promised a reply; nothing where they are not. */
  replyDue: (head: Head) => Promise<number | undefined>;
}

/** Conversations that are looked at in one round, those first that have waited longest. */
const AT_ONCE = 2_000;

/** Gives who waits to the right agent, or asks them: each once, on however many nodes this is called. */
export function createRouting({
  conversations,
  log,
  capacity,
  settings,
  now,
  onError,
  bringListsUpToDate,
  replyDue,
}: RoutingParts) {
  const { happen, endOffers, endOf, takeBack, each } = createOver({ conversations, log, now, onError });
  const waitingNow = async () => {
    const listed = await conversations.find({ status: "queued" }, { sort: { queuedAt: 1 }, limit: AT_ONCE });
    return listed.filter(({ head }) => !offerIn(head.conversation));
  };

  /** Until when they are promised a reply is looked up where the order needs it. */
  const promised = (waiting: readonly StoredHead[], { order }: RoutingSettings) =>
    Promise.all(
      waiting.map(async ({ head, queuedAt = 0 }) => ({
        head,
        since: queuedAt,
        ...(order === "due" && { due: await replyDue(head) }),
      })),
    );

  async function give(
    world: World,
    made: Assignment,
    known: { routing: RoutingSettings; agent: AgentRef; head: Head },
  ) {
    const { routing, agent, head } = known;
    const { conversationId } = made;
    const { state, seq } = head.conversation;
    const one = world.waiting.find(({ id }) => id === conversationId);
    const most = world.agents.find(({ id }) => id === agent.id)?.capacity;
    if (state.status !== "queued" || !one || most === undefined) return [];
    const why: Why = { ...whyOf(made, one, world.now), others: passedOver(world, one, made) };
    const happening: Happening =
      routing.mode === "offer"
        ? { type: "offered", agent, until: now() + routing.offerSeconds * 1_000, why }
        : { type: "claimed", agent, why };
    const isSame = ({ conversation: { state: there } }: Head) =>
      there.status === "queued" && there.since === state.since && !there.offer;
    const weigh = (listed: StoredHead) => weightOf(listed, routing.weights);
    return await capacity.give({ agentId: agent.id, conversationId, most, weight: one.need.weight, weigh }, () =>
      happen(conversationId, `${happening.type}:${seq}`, happening, isSame),
    );
  }

  return {
    async routable(): Promise<Awaited<ReturnType<Dialog["routable"]>>> {
      const { mode, vip } = (await settings.current()).routing.value;
      if (mode === "pull") return { wanted: false };
      await bringListsUpToDate();
      const waiting = await waitingNow();
      const whose = ({ _id, head }: StoredHead) => ({ conversationId: _id, visitorId: head.conversation.visitorId });
      return { wanted: waiting.length > 0, ...(vip && { vip, visitors: waiting.map(whose) }) };
    },

    async overdueRouting({ gone = [] }: Parameters<Dialog["overdueRouting"]>[0]): Promise<Outcome[]> {
      const { value } = (await settings.current()).routing;
      // Where nothing is given out and nothing taken back, only an offer of before is looked for, which lists have at once.
      if (value.mode !== "pull" || value.takeBackMinutes > 0) await bringListsUpToDate();
      return [...(await endOffers()), ...(await endOf(gone, value)), ...(await takeBack(value))];
    },

    async route({ agents, vips }: Parameters<Dialog["route"]>[0]): Promise<Outcome[]> {
      const { routing, workspace } = await settings.current();
      const { value } = routing;
      if (value.mode === "pull") return [];
      await bringListsUpToDate();
      const [waiting, having] = await Promise.all([waitingNow(), havingOf(conversations, agents, value)]);
      const world = worldOf({
        now: now(),
        settings: value,
        capacity: workspace.value.capacity || UNLIMITED,
        agents,
        having,
        heads: await promised(waiting, value),
        vips: new Set(vips),
      });
      const heads = new Map(waiting.map(({ _id, head }) => [_id, head]));
      const names = new Map(agents.map(({ id, name }) => [id, { id, name }]));
      return await each(oneEach(assign(world), value), async (made) => {
        const [agent, head] = [names.get(made.agentId), heads.get(made.conversationId)];
        return agent && head ? await give(world, made, { routing: value, agent, head }) : [];
      });
    },
  };
}

/** One thing at a time is asked of somebody. */
function oneEach(made: readonly Assignment[], { mode }: RoutingSettings): readonly Assignment[] {
  if (mode !== "offer") return made;
  const asked = new Set<string>();
  return made.filter(({ agentId }) => !asked.has(agentId) && asked.add(agentId));
}

function whyOf({ next, because, among }: Assignment, { need, since }: World["waiting"][number], now: number): Why {
  const { team, skills, language } = need;
  return {
    next,
    because,
    among,
    waited: Math.max(0, now - since),
    ...(team !== undefined && { team }),
    ...(skills && { skills: { ...skills } }),
    ...(language !== undefined && { language }),
  };
}

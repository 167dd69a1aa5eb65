import {
  type Conversation,
  FIRST_INBOX,
  type Hours,
  NO_ROUTING,
  type RoutingSettings,
  type Wait,
} from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import { isOpen } from "../../../team-hours.ts";
import type { Dialog, InLine } from "../contract.ts";
import type { Head } from "../head.ts";
import type { Settings } from "../settings/settings.ts";
import type { StoredHead } from "../stored-heads.ts";
import { type Expected, expectedWaits, LATELY, type Pace } from "./expect.ts";
import { type PresentAgent, UNLIMITED, worldOf } from "./world-of.ts";

export interface WaitsParts {
  conversations: Collection<StoredHead>;
  settings: Pick<Settings, "current">;
  /** When people are there for who waits in an inbox, if that was said. */
  inboxSettings: (where: { inboxId: string }) => Promise<{ hours: Hours | undefined }>;
  bringListsUpToDate: () => Promise<void>;
  /** Until when who waits is promised a reply; nothing where they are not. */
  replyDue: (head: Head) => Promise<number | undefined>;
  /** The place that a conversation would have. */
  nextPlace: (conversation: Conversation, line?: InLine) => Promise<number>;
  now: () => number;
  onError: (error: unknown) => void;
}

/** Of so many who wait, those who have waited longest, it is said when they are taken. */
const AT_ONCE = 1_000;
const MINUTE = 60_000;
/** Minutes beyond which a time is worth nothing to who waits. */
const LONGEST = 240;

/** Milliseconds for which what was looked up is taken to hold for who asks for a person. */
const LATELY_FOUND = 1_000;

interface Waiter {
  head: Head;
  since: number;
}

interface Found {
  waiting: readonly Waiter[];
  paces: readonly Pace[];
}

/** For whom is waited, and the conversations of VIPs. */
interface Asked extends Pick<InLine, "agents" | "vips"> {}

/** When those who wait are likely to be taken, from what was lately taken and who is there. */
export function createWaits(parts: WaitsParts) {
  const { conversations, settings, inboxSettings, bringListsUpToDate, replyDue, nextPlace, now, onError } = parts;

  async function pacesOf(agents: readonly PresentAgent[]): Promise<Pace[]> {
    const whose = { $in: agents.map(({ id }) => id) };
    const held = await conversations.find({ agentId: whose });
    const given = await conversations.find({ givenTo: whose, givenAt: { $gt: now() - LATELY } });
    const times = new Map(agents.map(({ id }) => [id, [] as number[]]));
    for (const { givenTo = "", givenAt = 0 } of given) times.get(givenTo)?.push(givenAt);
    return agents.map(({ id }) => ({
      agentId: id,
      held: held.filter(({ agentId }) => agentId === id).length,
      given: (times.get(id) ?? []).toSorted((one, other) => one - other),
    }));
  }

  /** Those of them whose inbox has people now, by its hours. */
  async function inHours(waiting: readonly Waiter[]): Promise<Waiter[]> {
    const of = ({ head }: Waiter) => head.conversation.inboxId ?? FIRST_INBOX;
    const inboxes = [...new Set(waiting.map(of))];
    const hours = await Promise.all(inboxes.map(async (inboxId) => (await inboxSettings({ inboxId })).hours));
    const open = new Set(inboxes.filter((_, at) => !hours[at] || isOpen(hours[at], now())));
    return waiting.filter((one) => open.has(of(one)));
  }

  async function lookUp(agents: readonly PresentAgent[]): Promise<Found> {
    await bringListsUpToDate();
    const listed = await conversations.find({ status: "queued" }, { sort: { queuedAt: 1 }, limit: AT_ONCE });
    const waiting = listed.map(({ head, queuedAt = 0 }) => ({ head, since: queuedAt }));
    return { waiting, paces: await pacesOf(agents) };
  }

  let found: { at: number; whose: string; known: Promise<Found> } | undefined;
  /** Once a second, however many ask for a person. */
  function lookUpLately(agents: readonly PresentAgent[]): Promise<Found> {
    const [at, whose] = [now(), JSON.stringify(agents)];
    if (!found || found.whose !== whose || Math.abs(at - found.at) >= LATELY_FOUND)
      found = { at, whose, known: lookUp(agents) };
    return found.known;
  }

  async function expected(
    { agents = [], vips = [] }: Asked,
    { waiting: known, paces }: Found,
    more: readonly Waiter[] = [],
  ): Promise<Map<string, Wait>> {
    // Who comes now is behind them all, and nobody knows how many those are.
    const waiting = await inHours([...known, ...(known.length < AT_ONCE ? more : [])]);
    if (waiting.length === 0) return new Map();
    const { routing, workspace } = await settings.current();
    const rules = followed(routing.value);
    const due = rules.order === "due" ? replyDue : async () => undefined;
    const isPull = rules.mode === "pull";
    const world = worldOf({
      now: now(),
      settings: rules,
      capacity: workspace.value.capacity || UNLIMITED,
      agents,
      having: new Map(),
      heads: await Promise.all(waiting.map(async (one) => ({ ...one, due: await due(one.head) }))),
      vips: new Set(isPull ? [] : vips),
    });
    const inTurn = isPull ? world.waiting.map((one) => ({ ...one, priority: 1 })) : world.waiting;
    const waits = expectedWaits({ ...world, waiting: inTurn }, paces);
    return new Map([...waits].flatMap(([id, wait]) => inMinutes(wait).map((minutes) => [id, minutes] as const)));
  }

  const isAnybodyThere = ({ agents = [] }: Asked) => agents.some(({ takes }) => takes);

  return {
    /** By conversation; of whom nothing can be said, nothing. */
    async waits(asked: Parameters<Dialog["waits"]>[0]): Promise<Record<string, Wait>> {
      if (!isAnybodyThere(asked)) return {};
      return Object.fromEntries(await expected(asked, await lookUp(asked.agents)));
    },

    /** The place that a conversation would have, and how long it would wait: nobody is kept from a person for the latter. */
    async next(conversation: Conversation, line?: InLine): Promise<{ position: number; wait?: Wait | undefined }> {
      const position = await nextPlace(conversation, line);
      if (!line || !isAnybodyThere(line)) return { position };
      const since = now();
      const state = { status: "queued", reason: "asked", since, from: conversation.seq } as const;
      const own = { head: { conversation: { ...conversation, state } }, since };
      const waits = await lookUpLately(line.agents ?? [])
        .then((there) => expected(line, there, [own]))
        .catch(onError);
      return { position, wait: waits?.get(conversation.id) };
    },
  };
}

/** Agents who take what waits themselves follow no rule but that the oldest is next. */
const followed = (settings: RoutingSettings): RoutingSettings => (settings.mode === "pull" ? NO_ROUTING : settings);

function inMinutes({ from, until }: Expected): Wait[] {
  const least = Math.floor(from / MINUTE);
  const most = Math.max(least + 1, Math.ceil(until / MINUTE));
  return most > LONGEST ? [] : [{ from: least, until: most }];
}

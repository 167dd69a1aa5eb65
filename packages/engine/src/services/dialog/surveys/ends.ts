import { FIRST_INBOX, type Survey } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { PersonOf } from "../copilot/copilot.ts";
import type { Events } from "../events.ts";
import type { Head } from "../head.ts";
import type { StoredHead } from "../stored-heads.ts";
import type { StoredAsk, StoredSurvey } from "./stored.ts";
import type { SurveyClaims } from "./claims.ts";
import { whomWith } from "./whom.ts";

export interface EndsParts {
  surveys: Collection<StoredSurvey>;
  asks: Collection<StoredAsk>;
  claims: Pick<SurveyClaims, "with" | "sweep">;
  conversations: Collection<StoredHead>;
  events: Events;
  personOf: PersonOf;
  now: () => number;
  onError: (error: unknown) => void;
}

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
/** Conversations of a pass; the others are in the next. */
const AT_ONCE = 100;
/** Ends that are known to be looked at, at most. */
const KNOWN = 10_000;

/** Notes who is to be asked after the ends of conversations, each once on however many nodes. */
export function createEnds({ surveys, asks, claims, conversations, events, personOf, now, onError }: EndsParts) {
  /** Up to where ends were looked at by this node. */
  let upTo = 0;
  /** Ends that this node has looked at since: each stays in the list for a while. */
  let seen = new Set<string>();

  async function lookAt(head: Head, enabled: readonly StoredSurvey[]): Promise<void> {
    const key = keyOf(head);
    // What goes on in another conversation is not over.
    if (seen.has(key) || head.desk?.merged !== undefined) return;
    // Who is being asked after another conversation is looked at again.
    if (!(await noteEnd(head, enabled))) return;
    if (seen.size >= KNOWN) seen = new Set();
    seen.add(key);
  }

  /** Resolves to whether it is known that they are asked, or are not. */
  async function noteEnd(head: Head, enabled: readonly StoredSurvey[]): Promise<boolean> {
    const { id: conversationId, inboxId = FIRST_INBOX, locale, visitorId: personId, state } = head.conversation;
    if (state.status !== "closed" || state.erased) return true;
    const _id = keyOf(head);
    const { at } = state;
    const fitting = enabled.filter((survey) => isFor(survey, inboxId, locale) && (survey.since ?? 0) <= at);
    if (fitting.length === 0 || (await asks.findOne({ _id }))) return true;
    const { spoke, agent } = await whomWith(events, conversationId);
    const survey = fitting.find(({ after }) => after === "any" || (after === "agent") === (agent !== undefined));
    if (!spoke || !survey) return true;
    const who = {
      conversationId,
      inboxId,
      locale,
      personId,
      ...(agent && { agentId: agent.id, agentName: agent.name }),
    };
    const ask = { _id, surveyId: survey._id, ...who, say: "ask" as const, version: 1 };
    const cools = enabled.some(({ coolingDays }) => coolingDays > 0);
    const visitorIds = cools ? await visitorsOf(personId) : [personId];
    return await claims.with({ visitorIds, conversationId, ask: _id }, async () => {
      if (!(await isCooling(visitorIds, survey))) await asks.insert({ ...ask, at: now(), sayAt: now() });
    });
  }

  /** All the visitors that somebody is: on another channel, say. */
  async function visitorsOf(visitorId: string): Promise<string[]> {
    const { visitorIds = [] } = (await personOf(visitorId)) ?? {};
    return [...new Set([visitorId, ...visitorIds])];
  }

  /** Whether they were asked lately, as whichever of the visitors that they are. */
  async function isCooling(visitorIds: string[], { coolingDays }: StoredSurvey): Promise<boolean> {
    if (coolingDays === 0) return false;
    const since = now() - coolingDays * DAY;
    return (await asks.findOne({ personId: { $in: visitorIds }, at: { $gt: since } })) !== undefined;
  }

  return async (): Promise<void> => {
    await claims.sweep();
    const enabled = await surveys.find({ enabled: true }, { sort: { _id: 1 } });
    if (enabled.length === 0) return;
    const from = Math.max(upTo, now() - HOUR);
    const ended = await conversations.find({ closedAt: { $gte: from } }, { sort: { closedAt: 1 }, limit: AT_ONCE });
    for (const { head } of ended) await lookAt(head, enabled).catch(onError);
    const last = ended.at(-1)?.closedAt;
    // Lists of other nodes come a moment later; what was noted already is not noted again.
    if (ended.length === AT_ONCE && last !== undefined) upTo = last === upTo ? last + 1 : last;
    else upTo = Math.max(upTo, now() - MINUTE);
  };
}

/** The episode that a conversation is in. */
export const keyOf = ({ conversation: { id, episode } }: Head) => `${id}/${episode}`;

const isFor = ({ inboxes, languages }: Pick<Survey, "inboxes" | "languages">, inboxId: string, locale: string) =>
  (inboxes?.includes(inboxId) ?? true) && (languages?.includes(locale.toLowerCase().split("-")[0] ?? "") ?? true);

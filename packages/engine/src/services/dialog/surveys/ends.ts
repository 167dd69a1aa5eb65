import { FIRST_INBOX, type Survey } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { PersonOf } from "../copilot/copilot.ts";
import type { Events } from "../events.ts";
import type { Head } from "../head.ts";
import type { StoredHead } from "../stored-heads.ts";
import type { StoredAsk, StoredSurvey } from "./stored.ts";
import { whomWith } from "./whom.ts";

export interface EndsParts {
  surveys: Collection<StoredSurvey>;
  asks: Collection<StoredAsk>;
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
export function createEnds({ surveys, asks, conversations, events, personOf, now, onError }: EndsParts) {
  /** Up to where ends were looked at by this node. */
  let upTo = 0;
  /** Ends that this node has looked at since: each stays in the list for a while. */
  let seen = new Set<string>();

  async function lookAt(head: Head, enabled: readonly StoredSurvey[]): Promise<void> {
    const key = keyOf(head);
    if (seen.has(key)) return;
    await noteEnd(head, enabled);
    if (seen.size >= KNOWN) seen = new Set();
    seen.add(key);
  }

  async function noteEnd(head: Head, enabled: readonly StoredSurvey[]): Promise<void> {
    const { id: conversationId, inboxId = FIRST_INBOX, locale, visitorId: personId, state } = head.conversation;
    if (state.status !== "closed" || state.erased) return;
    const _id = keyOf(head);
    const { at } = state;
    const fitting = enabled.filter((survey) => isFor(survey, inboxId, locale) && (survey.since ?? 0) <= at);
    if (fitting.length === 0 || (await asks.findOne({ _id }))) return;
    const { spoke, agent } = await whomWith(events, conversationId);
    const survey = fitting.find(({ after }) => after === "any" || (after === "agent") === (agent !== undefined));
    if (!spoke || !survey || (await isCooling(personId, survey))) return;
    const who = {
      conversationId,
      inboxId,
      locale,
      personId,
      ...(agent && { agentId: agent.id, agentName: agent.name }),
    };
    await asks.insert({ _id, surveyId: survey._id, ...who, at: now(), sayAt: now(), say: "ask", version: 1 });
  }

  /** Whether they were asked lately, as whichever of the visitors that they are: on another channel, say. */
  async function isCooling(visitorId: string, { coolingDays }: StoredSurvey): Promise<boolean> {
    if (coolingDays === 0) return false;
    const { visitorIds = [] } = (await personOf(visitorId)) ?? {};
    const personId = { $in: [...new Set([visitorId, ...visitorIds])] };
    return (await asks.findOne({ personId, at: { $gt: now() - coolingDays * DAY } })) !== undefined;
  }

  return async (): Promise<void> => {
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

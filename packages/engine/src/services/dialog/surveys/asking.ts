import { type ConversationEvent, FIRST_INBOX, type Survey } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { Outcome } from "../contract.ts";
import type { Events } from "../events.ts";
import type { Head } from "../head.ts";
import type { Log } from "../log.ts";
import type { StoredHead } from "../stored-heads.ts";
import { surveyOf } from "./definitions.ts";
import type { StoredAsk, StoredSurvey } from "./stored.ts";
import { hashOf, newSurveyToken } from "./tokens.ts";

export interface AskingParts {
  surveys: Collection<StoredSurvey>;
  asks: Collection<StoredAsk>;
  conversations: Collection<StoredHead>;
  events: Events;
  log: Log;
  now: () => number;
  onError: (error: unknown) => void;
}

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
/** Conversations, and asks, of a pass; the others are in the next. */
const AT_ONCE = 100;
/** Events of an episode that are looked through for whom it was with. */
const LOOKED_THROUGH = 200;

/**
 * Asks after the end of a conversation, and reminds once, each once on however many nodes: who is asked is noted first, under an id of the
 * episode, and the message has an id that follows from it.
 */
export function createAsking({ surveys, asks, conversations, events, log, now, onError }: AskingParts) {
  /** Up to where ends were looked at by this node. */
  let upTo = 0;

  async function takeEnds(): Promise<void> {
    const enabled = (await surveys.find({ enabled: true })).map(surveyOf);
    if (enabled.length === 0) return;
    const from = Math.max(upTo, now() - HOUR);
    const ended = await conversations.find({ closedAt: { $gte: from } }, { sort: { closedAt: 1 }, limit: AT_ONCE });
    for (const { head } of ended) await noteEnd(head, enabled).catch(onError);
    const last = ended.at(-1)?.closedAt;
    // Lists of other nodes come a moment later; what was noted already is not noted again.
    if (ended.length === AT_ONCE && last !== undefined) upTo = last === upTo ? last + 1 : last;
    else upTo = Math.max(upTo, now() - MINUTE);
  }

  async function noteEnd({ conversation }: Head, enabled: readonly Survey[]): Promise<void> {
    const { id: conversationId, episode, inboxId = FIRST_INBOX, locale, visitorId: personId, state } = conversation;
    if (state.status !== "closed") return;
    const _id = `${conversationId}/${episode}`;
    const fitting = enabled.filter((survey) => isFor(survey, inboxId, locale));
    if (fitting.length === 0 || (await asks.findOne({ _id }))) return;
    const episodeSaid = await events.find({ conversationId }, { sort: { seq: -1 }, limit: LOOKED_THROUGH });
    const { spoke, agent } = whomWith(episodeSaid);
    const survey = fitting.find(({ after }) => after === "any" || (after === "agent") === (agent !== undefined));
    if (!spoke || !survey || (await isCooling(personId, survey))) return;
    const who = {
      conversationId,
      inboxId,
      locale,
      personId,
      ...(agent && { agentId: agent.id, agentName: agent.name }),
    };
    await asks.insert({ _id, surveyId: survey.id, ...who, at: now(), sayAt: now(), say: "ask", version: 1 });
  }

  async function isCooling(personId: string, { coolingDays }: Survey): Promise<boolean> {
    const since = now() - coolingDays * DAY;
    return coolingDays > 0 && (await asks.findOne({ personId, at: { $gt: since } })) !== undefined;
  }

  async function say(ask: StoredAsk, at: string): Promise<Outcome[]> {
    const { _id, conversationId, say: kind = "ask", version } = ask;
    const survey = await surveys.findOne({ _id: ask.surveyId });
    const id = `survey:${kind}:${_id}`;
    const wanted = survey?.enabled && ask.answeredAt === undefined && !(await log.find(conversationId, id));
    if (!wanted) return await done(ask, survey);
    const token = newSurveyToken();
    // Another node that finds it meanwhile waits; if this one dies it is told then.
    const $set = {
      sayAt: now() + MINUTE,
      version: version + 1,
      [kind === "ask" ? "askHash" : "remindHash"]: hashOf(token),
    };
    const taken = await asks.update({ _id, version }, { $set });
    if (!taken) return [];
    const text = `${inLanguage(survey.invitation, ask.locale)}\n${at}/s/${token}`;
    const outcome = await log.commit({
      conversationId,
      id,
      // Who goes on talking is asked at the next end.
      next: ({ conversation: { state } }) =>
        state.status === "closed" && !state.erased
          ? { id, happening: { type: "message", author: { kind: "bot" }, content: { type: "text", text } } }
          : undefined,
    });
    await done(taken, survey);
    return outcome.duplicate || outcome.events.length === 0 ? [] : [outcome];
  }

  async function done(
    { _id, version, say: kind, answeredAt, at }: StoredAsk,
    survey: StoredSurvey | undefined,
  ): Promise<Outcome[]> {
    const remindAt = at + (survey?.remindHours ?? 0) * HOUR;
    const again = kind === "ask" && answeredAt === undefined && remindAt > at;
    const change = again
      ? { $set: { sayAt: remindAt, say: "remind" as const, version: version + 1 } }
      : { $set: { version: version + 1 }, $unset: { sayAt: true as const, say: true as const } };
    await asks.update({ _id, version }, change);
    return [];
  }

  /** `at` is where customers reach the engine. */
  return async (at: string | undefined): Promise<Outcome[]> => {
    if (at === undefined) return [];
    await takeEnds();
    const due = await asks.find({ sayAt: { $lte: now() } }, { sort: { sayAt: 1 }, limit: AT_ONCE });
    const said: Outcome[][] = [];
    // One that fails keeps no other from it.
    for (const ask of due) said.push(await say(ask, at).catch((error) => (onError(error), [])));
    return said.flat();
  };
}

const isFor = ({ inboxes, languages }: Survey, inboxId: string, locale: string) =>
  (inboxes?.includes(inboxId) ?? true) && (languages?.includes(locale.toLowerCase().split("-")[0] ?? "") ?? true);

export const inLanguage = (text: { en: string; "zh-CN": string }, locale: string): string =>
  (/^zh\b/i.test(locale) ? text["zh-CN"] || text.en : text.en || text["zh-CN"]) || "";

/** Whether the visitor spoke in the newest episode, and the last agent in it. */
function whomWith(newestFirst: readonly ConversationEvent[]) {
  const began = newestFirst.findIndex(({ type }) => type === "opened");
  const episode = began < 0 ? newestFirst : newestFirst.slice(0, began);
  const claimed = episode.find((event) => event.type === "claimed");
  const spoke = episode.some((event) => event.type === "message" && event.author.kind === "visitor");
  return { spoke, agent: claimed?.type === "claimed" ? claimed.agent : undefined };
}

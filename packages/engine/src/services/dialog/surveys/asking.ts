import { FIRST_INBOX, type Survey } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { Outcome } from "../contract.ts";
import type { Events } from "../events.ts";
import type { Head } from "../head.ts";
import type { Log } from "../log.ts";
import type { StoredHead } from "../stored-heads.ts";
import type { StoredAsk, StoredSurvey } from "./stored.ts";
import { hashOf, newSurveyToken } from "./tokens.ts";
import { whomWith } from "./whom.ts";

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
/** Ends that are known to be looked at, at most. */
const KNOWN = 10_000;

/**
 * Asks after the end of a conversation, and reminds once, each once on however many nodes: who is asked is noted first, under an id of the
 * episode, and the message has an id that follows from it.
 */
export function createAsking({ surveys, asks, conversations, events, log, now, onError }: AskingParts) {
  /** Up to where ends were looked at by this node. */
  let upTo = 0;
  /** Ends that this node has looked at since: each stays in the list for a while. */
  let seen = new Set<string>();

  async function takeEnds(): Promise<void> {
    const enabled = await surveys.find({ enabled: true }, { sort: { _id: 1 } });
    if (enabled.length === 0) return;
    const from = Math.max(upTo, now() - HOUR);
    const ended = await conversations.find({ closedAt: { $gte: from } }, { sort: { closedAt: 1 }, limit: AT_ONCE });
    for (const { head } of ended) await lookAt(head, enabled).catch(onError);
    const last = ended.at(-1)?.closedAt;
    // Lists of other nodes come a moment later; what was noted already is not noted again.
    if (ended.length === AT_ONCE && last !== undefined) upTo = last === upTo ? last + 1 : last;
    else upTo = Math.max(upTo, now() - MINUTE);
  }

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

  async function isCooling(personId: string, { coolingDays }: StoredSurvey): Promise<boolean> {
    const since = now() - coolingDays * DAY;
    return coolingDays > 0 && (await asks.findOne({ personId, at: { $gt: since } })) !== undefined;
  }

  async function say(ask: StoredAsk, at: string): Promise<Outcome[]> {
    const { _id, conversationId, say: kind = "ask", version } = ask;
    const survey = await surveys.findOne({ _id: ask.surveyId });
    const id = `survey:${kind}:${_id}`;
    if (ask.answeredAt !== undefined || (await log.find(conversationId, id))) return await done(ask, survey);
    if (!survey?.enabled) return await leave(ask);
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
      next: (head) =>
        isOver(head) && keyOf(head) === _id
          ? { id, happening: { type: "message", author: { kind: "bot" }, content: { type: "text", text } } }
          : undefined,
    });
    if (!outcome.duplicate && outcome.events.length === 0) return await leave(taken);
    await done(taken, survey);
    return outcome.duplicate ? [] : [outcome];
  }

  /** Who was not asked counts as that, and may be at the next end. Who was is not reminded. */
  async function leave(ask: StoredAsk): Promise<Outcome[]> {
    const { _id, version, say: kind } = ask;
    if (kind === "remind") return await done(ask, undefined);
    await asks.remove({ _id, version });
    return [];
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

/** The episode that a conversation is in. */
const keyOf = ({ conversation: { id, episode } }: Head) => `${id}/${episode}`;
const isOver = ({ conversation: { state } }: Head) => state.status === "closed" && !state.erased;

const isFor = ({ inboxes, languages }: Pick<Survey, "inboxes" | "languages">, inboxId: string, locale: string) =>
  (inboxes?.includes(inboxId) ?? true) && (languages?.includes(locale.toLowerCase().split("-")[0] ?? "") ?? true);

export const inLanguage = (text: { en: string; "zh-CN": string }, locale: string): string =>
  (/^zh\b/i.test(locale) ? text["zh-CN"] || text.en : text.en || text["zh-CN"]) || "";

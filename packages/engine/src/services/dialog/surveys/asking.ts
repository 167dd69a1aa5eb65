import type { Outcome } from "../contract.ts";
import type { Head } from "../head.ts";
import type { Log } from "../log.ts";
import { createEnds, type EndsParts, keyOf } from "./ends.ts";
import type { StoredAsk, StoredSurvey } from "./stored.ts";
import { hashOf, newSurveyToken } from "./tokens.ts";

export interface AskingParts extends EndsParts {
  log: Log;
}

const [MINUTE, HOUR] = [60_000, 3_600_000];
/** Asks of a pass; the others are in the next. */
const AT_ONCE = 100;

/**
 * Asks after the end of a conversation, and reminds once, each once on however many nodes: who is asked is noted first, under an id of the
 * episode, and the message has an id that follows from it.
 */
export function createAsking({ log, ...parts }: AskingParts) {
  const { surveys, asks, now, onError } = parts;
  const takeEnds = createEnds(parts);

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
    const happening = {
      type: "message" as const,
      author: { kind: "bot" as const },
      content: { type: "text" as const, text },
    };
    // Who goes on talking is asked at the next end.
    const next = (head: Head) => (isOver(head) && keyOf(head) === _id ? { id, happening } : undefined);
    const outcome = await log.commit({ conversationId, id, next });
    if (!isSaid(outcome)) return await leave(taken);
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

const isSaid = ({ duplicate, events }: Outcome) => duplicate || events.length > 0;
const isOver = ({ conversation: { state } }: Head) => state.status === "closed" && !state.erased;

export const inLanguage = (text: { en: string; "zh-CN": string }, locale: string): string =>
  (/^zh\b/i.test(locale) ? text["zh-CN"] || text.en : text.en || text["zh-CN"]) || "";

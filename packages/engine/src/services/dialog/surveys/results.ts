import { ChatError, type SurveyQuestion, type SurveyStanding } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";
import type { StoredAsk, StoredSurvey } from "./stored.ts";

type Asked = Parameters<Dialog["surveyResults"]>[0];

/** Asks that are looked through, and words that are shown. */
const [MOST, MOST_WORDS] = [20_000, 200];

/** How surveys were answered. */
export function createResults(surveys: Collection<StoredSurvey>, asks: Collection<StoredAsk>) {
  async function read({ survey, from, to, inboxIds }: Asked) {
    const within = inboxIds && { inboxId: { $in: inboxIds } };
    const where = { surveyId: survey, at: { $gte: from, $lt: to }, ...within };
    const [all, definition] = await Promise.all([
      asks.find(where, { sort: { at: -1 }, limit: MOST }),
      surveys.findOne({ _id: survey }),
    ]);
    return {
      all,
      questions: definition?.questions ?? [],
      answered: all.filter(({ answeredAt }) => answeredAt !== undefined),
    };
  }

  return {
    async surveyResults(asked) {
      const { all, questions, answered } = await read(asked);
      const agents = grouped(answered, ({ agentId }) => agentId);
      return {
        asked: all.length,
        answered: answered.length,
        questions: standingOf(questions, answered),
        inboxes: grouped(answered, ({ inboxId }) => inboxId).map(([id, of]) => ({
          id,
          questions: standingOf(questions, of),
        })),
        agents: agents.map(([id, of]) => ({ id, name: of[0]?.agentName ?? id, questions: standingOf(questions, of) })),
        words: answered.flatMap(wordsOf).slice(0, MOST_WORDS),
        ...(all.length === MOST && { partial: true as const }),
      };
    },

    async surveyAnswers(asked) {
      const { all, answered } = await read(asked);
      // A file from which something is missing looks like one from which nothing is.
      if (all.length === MOST) throw new ChatError("invalid", "That is too much for one file. Choose a shorter time.");
      return answered.flatMap(({ answeredAt = 0, inboxId, agentName, conversationId, given, texts }) =>
        Object.entries({ ...given, ...texts }).map(([question, answer]) => ({
          at: answeredAt,
          inboxId,
          ...(agentName !== undefined && { agentName }),
          conversationId,
          question,
          answer,
        })),
      );
    },
  } satisfies Pick<Dialog, "surveyResults" | "surveyAnswers">;
}

const wordsOf = ({ answeredAt: at = 0, conversationId, texts = {} }: StoredAsk) =>
  Object.entries(texts).map(([question, text]) => ({ at, conversationId, question, text: String(text) }));

function grouped(all: readonly StoredAsk[], by: (ask: StoredAsk) => string | undefined) {
  const groups = new Map<string, StoredAsk[]>();
  for (const ask of all) {
    const key = by(ask);
    if (key === undefined) continue;
    const known = groups.get(key);
    if (known) known.push(ask);
    else groups.set(key, [ask]);
  }
  return [...groups];
}

const standingOf = (questions: readonly SurveyQuestion[], answered: readonly StoredAsk[]): SurveyStanding[] =>
  questions.map(({ id, kind }) => {
    const answers = answered.flatMap(({ given, texts }) => given?.[id] ?? texts?.[id] ?? []);
    const scores = answers.filter((answer) => typeof answer === "number");
    const given: Record<string, number> = {};
    if (kind !== "text") for (const answer of answers) given[answer] = (given[answer] ?? 0) + 1;
    return { question: id, kind, count: answers.length, ...figures(kind, scores), given };
  });

/** Contents of a score are 4 and 5, of an effort 5 to 7, as surveys are commonly counted; NPS counts 9 and 10 less 0 to 6. */
function figures(kind: SurveyQuestion["kind"], scores: readonly number[]) {
  if (scores.length === 0) return {};
  const share = (is: (score: number) => boolean) => scores.filter(is).length / scores.length;
  const average = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  if (kind === "nps")
    return { average, nps: Math.round(100 * (share((score) => score >= 9) - share((score) => score <= 6))) };
  return { average, content: share((score) => score >= (kind === "ces" ? 5 : 4)) };
}

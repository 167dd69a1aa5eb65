import { ChatError, SCALES, type SurveyAnswers, type SurveyQuestion } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";
import { mappedId } from "../../../text/mapped-id.ts";
import { inLanguage } from "./asking.ts";
import type { StoredAsk, StoredSurvey } from "./stored.ts";
import { hashOf } from "./tokens.ts";

interface AnsweringParts {
  surveys: Collection<StoredSurvey>;
  asks: Collection<StoredAsk>;
  putTask: Dialog["putTask"];
  now: () => number;
}

/** Characters of words that are kept, and the time that a task for a low score has. */
const [LONGEST, TASK_WITHIN] = [2_000, 24 * 3_600_000];

/** Tries to keep what somebody answers while they are being reminded. */
const TRIES = 5;

const notThere = () => new ChatError("notFound", "There is no such survey.");

/** Takes what people answer behind their link. */
export function createAnswering({
  surveys,
  asks,
  putTask,
  now,
}: AnsweringParts): Pick<Dialog, "surveyOf" | "answerSurvey"> {
  async function found(token: string) {
    const hash = hashOf(token);
    const ask = (await asks.findOne({ askHash: hash })) ?? (await asks.findOne({ remindHash: hash }));
    const survey = ask && (await surveys.findOne({ _id: ask.surveyId }));
    if (!ask || !survey) throw notThere();
    return { ask, survey };
  }

  /** What is kept of it: this, or what was answered before; nothing where the ask changed at this moment. */
  async function keep(ask: StoredAsk, { given, texts }: ReturnType<typeof sorted>): Promise<StoredAsk | undefined> {
    if (Object.keys(given).length + Object.keys(texts).length === 0)
      throw new ChatError("invalid", "Nothing was answered.");
    if (ask.answeredAt !== undefined) return ask;
    const { _id, version } = ask;
    const $set = { answeredAt: now(), given, texts, version: version + 1 };
    return await asks.update({ _id, version }, { $set, $unset: { sayAt: true, say: true } });
  }

  return {
    async surveyOf({ token }) {
      const { ask, survey } = await found(token);
      return { questions: survey.questions, locale: ask.locale, answered: ask.answeredAt !== undefined };
    },

    async answerSurvey({ token, answers }) {
      for (let tries = 0; tries < TRIES; tries++) {
        const { ask, survey } = await found(token);
        const kept = await keep(ask, sorted(survey.questions, answers));
        // Also where it comes once more: the first may have been cut short before the task was made.
        if (kept) return (await callFor(kept, survey), {});
      }
      throw new ChatError("unavailable", "Please try again.");
    },
  };

  /** A low score is a task for who supervises: nobody's yet. */
  async function callFor(
    { _id, conversationId, given = {}, texts = {}, agentName, locale }: StoredAsk,
    survey: StoredSurvey,
  ) {
    const [first] = survey.questions;
    const score = first && given[first.id];
    if (survey.lowScore === undefined || typeof score !== "number" || score > survey.lowScore) return;
    const isChinese = /^zh\b/i.test(locale);
    const said = survey.questions.flatMap(({ id, text }) => {
      const answer = given[id] ?? texts[id];
      return answer === undefined ? [] : [`${inLanguage(text, locale)} ${answer}`];
    });
    const about = agentName === undefined ? [] : [agentName];
    const edit = {
      id: mappedId("low score", _id),
      conversationId,
      title: `${isChinese ? "低分评价" : "Low score"}: ${score} · ${survey.name}`.slice(0, 200),
      words: [...about, ...said].join("\n").slice(0, 4_000),
      dueAt: now() + TASK_WITHIN,
      priority: 2,
      state: "open",
      version: 0,
    } as const;
    await putTask({ edit }).catch((cause: unknown) => {
      // It was made before, and somebody may have changed it since; or the conversation has as many as it can, or is erased.
      if (!["conflict", "invalid", "notFound"].includes(ChatError.from(cause).code)) throw cause;
    });
  }
}

/** What of the answers is one, and what is words. */
function sorted(questions: readonly SurveyQuestion[], answers: SurveyAnswers) {
  const given: SurveyAnswers = {};
  const texts: SurveyAnswers = {};
  for (const question of questions) {
    const answer = answers[question.id];
    if (answer === undefined || answer === "") continue;
    if (question.kind === "text") texts[question.id] = String(answer).slice(0, LONGEST);
    else given[question.id] = valueOf(question, answer);
  }
  return { given, texts };
}

function valueOf({ id, kind, options = [] }: SurveyQuestion, answer: number | string): number | string {
  if (kind === "choice" && options.some((option) => option.id === answer)) return answer;
  if (kind === "score" || kind === "nps" || kind === "ces") {
    const [least, most] = SCALES[kind];
    const score = Number(answer);
    if (Number.isInteger(score) && score >= least && score <= most) return score;
  }
  throw new ChatError("invalid", `There is no such answer to “${id}”.`);
}

import * as v from "valibot";
import { some, words } from "../by-language.ts";

/** Answers are fields of an object, none of which may be called as what every object has. */
const TAKEN: ReadonlySet<string> = new Set(["constructor", "prototype"]);
const Slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, "must be lower-case letters, digits, _ or -"),
  v.check((id) => !TAKEN.has(id), "must be another word"),
);
const InBoth = v.pipe(
  v.object({ en: v.optional(words(500), ""), "zh-CN": v.optional(words(500), "") }),
  v.check(({ en, "zh-CN": zh }) => en !== "" || zh !== "", "must not be empty"),
);
const whole = (least: number, most: number) =>
  v.pipe(
    v.number("must be a number"),
    v.integer("must be a whole number"),
    v.minValue(least, `must not be less than ${least}`),
    v.maxValue(most, `must not be more than ${most}`),
  );

/** Kinds of questions that are answered with a number, and what those may be. */
export const SCALES = { score: [1, 5], nps: [0, 10], ces: [1, 7] } as const;
export const QUESTION_KINDS = ["score", "nps", "ces", "choice", "text"] as const;

/** What is asked: how good it was (1 to 5), whether they would recommend us (0 to 10), how easy it was (1 to 7), one of some, or words. */
export const SurveyQuestion = v.object({
  id: Slug,
  kind: v.picklist(QUESTION_KINDS, `must be one of ${QUESTION_KINDS.join(", ")}`),
  text: InBoth,
  /** Of a choice. */
  options: v.optional(some(v.object({ id: Slug, text: InBoth }), 20)),
});
export type SurveyQuestion = v.InferOutput<typeof SurveyQuestion>;

const isWhole = ({ kind, options = [] }: SurveyQuestion) => kind !== "choice" || options.length > 1;

/** Questions that are asked when a conversation has ended. */
export const Survey = v.object({
  id: Slug,
  name: v.pipe(words(60), v.nonEmpty("must not be empty")),
  enabled: v.boolean("must be yes or no"),
  /** What is said with the link. */
  invitation: InBoth,
  questions: v.pipe(
    some(v.pipe(SurveyQuestion, v.check(isWhole, "must have two options or more")), 10),
    v.minLength(1, "must ask something"),
    v.check((all) => new Set(all.map(({ id }) => id)).size === all.length, "must have ids of their own"),
  ),
  /** Only of these inboxes; of all, unless told. */
  inboxes: v.optional(some(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)), 100)),
  /** Only in these languages (`zh` is all of them); in all, unless told. */
  languages: v.optional(some(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/)), 20)),
  /** Whose end it follows: of a conversation that the bot had alone, or in which an agent was. */
  after: v.picklist(["bot", "agent", "any"], "must be one of bot, agent, any"),
  /** Days in which nobody is asked again; 0: after every end. */
  coolingDays: whole(0, 365),
  /** Hours after which who has not answered is reminded, once; 0: never. */
  remindHours: whole(0, 720),
  /** Scores of the first question that are no more than this make a task. */
  lowScore: v.optional(whole(0, 10)),
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type Survey = v.InferOutput<typeof Survey>;

/** Answers by the question's id: a number, an option's id, or words. */
export const SurveyAnswers = v.record(Slug, v.union([v.number(), v.string()]));
export type SurveyAnswers = v.InferOutput<typeof SurveyAnswers>;

/** What who was asked sees. */
export const AskedSurvey = v.object({
  questions: v.array(SurveyQuestion),
  locale: v.string(),
  answered: v.boolean(),
});
export type AskedSurvey = v.InferOutput<typeof AskedSurvey>;

const Standing = v.object({
  question: v.string(),
  kind: SurveyQuestion.entries.kind,
  count: v.number(),
  average: v.optional(v.number()),
  /** Of NPS: those who would recommend us less those who would not, from -100 to 100; of the others: the share of those content. */
  nps: v.optional(v.number()),
  content: v.optional(v.number()),
  /** How often each was answered. */
  given: v.record(v.string(), v.number()),
});
export type SurveyStanding = v.InferOutput<typeof Standing>;

/** How a survey was answered. `partial`: there are more than could be looked through. */
export const SurveyResults = v.object({
  asked: v.number(),
  answered: v.number(),
  questions: v.array(Standing),
  inboxes: v.array(v.object({ id: v.string(), questions: v.array(Standing) })),
  agents: v.array(v.object({ id: v.string(), name: v.string(), questions: v.array(Standing) })),
  words: v.array(v.object({ at: v.number(), conversationId: v.string(), question: v.string(), text: v.string() })),
  partial: v.optional(v.literal(true)),
});
export type SurveyResults = v.InferOutput<typeof SurveyResults>;

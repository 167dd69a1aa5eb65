import * as v from "valibot";
import { some, words, yes } from "../by-language.ts";

const name = (most: number) => v.pipe(words(most), v.nonEmpty("must not be empty"));
const number = (most: number) =>
  v.pipe(
    v.number("must be a number"),
    v.minValue(0, "must not be less than 0"),
    v.maxValue(most, `must not be more than ${most}`),
  );

/** What is asked of a conversation. */
export const ReviewQuestion = v.object({
  id: name(64),
  text: name(300),
  /** Yes or no, or from 1 to 5. */
  kind: v.picklist(["yesno", "scale"], "must be one of yesno, scale"),
  weight: number(100),
  /** “No”, or 1, and the whole review is failed. */
  fatal: v.optional(yes),
});
export type ReviewQuestion = v.InferOutput<typeof ReviewQuestion>;

export const ReviewSection = v.object({ id: name(64), name: name(120), questions: some(ReviewQuestion, 50) });
export type ReviewSection = v.InferOutput<typeof ReviewSection>;

/** What agents should reach; what is left out is no target. */
export const QualityTargets = v.object({
  firstResponseSeconds: v.optional(number(86_400)),
  csat: v.optional(number(5)),
  /** In percent. */
  adherence: v.optional(number(100)),
  quality: v.optional(number(100)),
});
export type QualityTargets = v.InferOutput<typeof QualityTargets>;

/** How work is judged. */
export const QualitySettings = v.object({
  sections: v.pipe(
    some(ReviewSection, 20),
    v.check((sections) => {
      const ids = sections.flatMap(({ questions }) => questions.map(({ id }) => id));
      return new Set(ids).size === ids.length;
    }, "must have questions with ids of their own"),
  ),
  sampling: v.object({
    /** Percent of an agent's conversations in a week, and how many at least. */
    share: number(100),
    least: number(50),
    /** Rated so or lower; 0: none for that. */
    lowScore: number(5),
    /** Held for longer than so many minutes; 0: none for that. */
    longMinutes: number(10_000),
    escalated: yes,
    reopened: yes,
    /** Percent of the sample that two review, without seeing each other's. */
    calibration: number(100),
  }),
  targets: QualityTargets,
});
export type QualitySettings = v.InferOutput<typeof QualitySettings>;

export const NO_QUALITY: QualitySettings = {
  sections: [],
  sampling: { share: 5, least: 1, lowScore: 2, longMinutes: 0, escalated: true, reopened: true, calibration: 0 },
  targets: {},
};

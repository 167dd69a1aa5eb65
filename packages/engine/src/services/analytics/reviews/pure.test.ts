import { NO_QUALITY, type ReviewAnswers, type ReviewSection, scoreOf } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Episode } from "../episode.ts";
import { alphaOf, interval, nominal } from "./agreement.ts";
import { beginOf, drawn, reasonsOf, weekOf } from "./drawn.ts";

const SECTIONS: ReviewSection[] = [
  {
    id: "tone",
    name: "Tone",
    questions: [
      { id: "polite", text: "Polite?", kind: "yesno", weight: 1 },
      { id: "clear", text: "Clear?", kind: "scale", weight: 3 },
    ],
  },
  {
    id: "law",
    name: "Law",
    questions: [{ id: "private", text: "Kept secret?", kind: "yesno", weight: 0, fatal: true }],
  },
];

test.each<[string, ReviewAnswers, ReturnType<typeof scoreOf>]>([
  ["all is good", { polite: "yes", clear: 5, private: "yes" }, { score: 1, failed: false }],
  ["weights count", { polite: "no", clear: 5, private: "yes" }, { score: 0.75, failed: false }],
  ["3 of 5 is a half", { polite: "yes", clear: 3, private: "yes" }, { score: 0.625, failed: false }],
  ["1 of 5 is nothing", { polite: "yes", clear: 1, private: "yes" }, { score: 0.25, failed: false }],
  ["what does not apply is left out", { polite: "na", clear: 3, private: "na" }, { score: 0.5, failed: false }],
  ["what is fatal fails all", { polite: "yes", clear: 5, private: "no" }, { score: 0, failed: true }],
  ["nothing applies", { polite: "na", clear: "na", private: "na" }, undefined],
  ["only what weighs nothing applies", { polite: "na", clear: "na", private: "yes" }, undefined],
  [
    "an answer to another kind of question counts for nothing",
    { polite: 5, clear: 3, private: "yes" },
    { score: 0.5, failed: false },
  ],
])("[E4] a review's score: %s", (_name, answers, expected) => {
  expect(scoreOf(SECTIONS, answers)).toEqual(expected);
});

/** The example with four observers of the source named in `agreement.ts`. */
const OBSERVED = [
  [1, 1, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [5, 5, 5],
  [1, 1],
  [3],
];

test("[E6] agreement is Krippendorff's alpha, as in his example", () => {
  expect(alphaOf(OBSERVED, nominal)).toBeCloseTo(0.743, 3);
  expect(alphaOf(OBSERVED, interval)).toBeCloseTo(0.849, 3);
  expect(
    alphaOf(
      [
        [1, 1],
        [1, 1],
      ],
      nominal,
    ),
  ).toBeUndefined();
  expect(
    alphaOf(
      [
        [1, 2],
        [2, 1],
      ],
      nominal,
    ),
  ).toBeCloseTo(-0.5, 3);
});

test("[E6] of a quarter of a million answers it is known at once how far reviewers agree", () => {
  const units = Array.from({ length: 125_000 }, (_, at) => [(at % 5) / 4, at % 10 === 0 ? 1 : (at % 5) / 4]);
  expect(alphaOf(units, interval)).toBeCloseTo(0.6, 1);
});

const AT = beginOf(2900);
function ended(id: string, agentId: string, more: Partial<Episode> = {}): Episode {
  const agents = [{ id: agentId, name: agentId, claimed: 1, messages: 1 }];
  return {
    _id: id,
    conversationId: id,
    episode: 1,
    seq: 9,
    closedAt: AT,
    agents,
    lastAgent: agentId,
    ...more,
  } as Episode;
}

test("[E5] a week's share is of each agent, at least so many, and the same in whatever order they come", () => {
  const many = Array.from({ length: 40 }, (_, at) => ended(`a${at}`, "ada"));
  const all = [...many, ended("b0", "bo"), ended("b1", "bo"), ended("open", "bo", { closedAt: undefined as never })];
  const ids = (episodes: readonly Episode[]) => drawn(episodes, { share: 10, least: 1 }).map(({ _id }) => _id);
  expect(ids(all).filter((id) => id.startsWith("a"))).toHaveLength(4);
  expect(ids(all).filter((id) => !id.startsWith("a"))).toHaveLength(1);
  expect(ids(all.toReversed()).toSorted()).toEqual(ids(all).toSorted());
  expect(drawn(all, { share: 0, least: 0 })).toEqual([]);
});

test("[E5] a bad rating, an upset visitor, a long one and what was reopened are reviewed in any case", () => {
  const sampling = { ...NO_QUALITY.sampling, longMinutes: 30 };
  const work = { to: 9, agents: [{ held: 31 * 60_000, passedOn: 1 }] } as unknown as NonNullable<Episode["work"]>;
  expect(reasonsOf(ended("a", "ada", { score: 3 }), sampling, false)).toEqual([]);
  expect(reasonsOf(ended("a", "ada", { score: 2, reason: "negative" }), sampling, false)).toEqual(["low", "escalated"]);
  expect(reasonsOf(ended("a", "ada", { work }), sampling, true)).toEqual(["long", "escalated", "reopened"]);
  expect(reasonsOf(ended("a", "ada", { work }), { ...sampling, longMinutes: 0, escalated: false }, false)).toEqual([]);
});

test("[E5] weeks begin on Mondays", () => {
  expect(new Date(AT).toISOString()).toMatch(/T00:00:00/);
  expect(new Date(AT).getUTCDay()).toBe(1);
  expect([weekOf(AT - 1), weekOf(AT)]).toEqual([2899, 2900]);
});

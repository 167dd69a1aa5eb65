import type { SurveyQuestion, SurveyStanding } from "@parley/protocol";
import { expect, test } from "vitest";
import { figureOf, givenOf } from "./figures.ts";

const text = { en: "?", "zh-CN": "？" };
const standing = (kind: SurveyStanding["kind"], more: Partial<SurveyStanding> = {}): SurveyStanding => ({
  question: "q",
  kind,
  count: 1,
  given: {},
  ...more,
});

test("NPS is told with its sign, others by their mean, and what nobody answered not at all", () => {
  expect(figureOf(standing("nps", { nps: 25, average: 8 }))).toBe("+25");
  expect(figureOf(standing("nps", { nps: -100, average: 1 }))).toBe("-100");
  expect(figureOf(standing("nps", { nps: 0, average: 7 }))).toBe("0");
  expect(figureOf(standing("ces", { average: 5.25 }))).toBe("5.3");
  expect(figureOf(standing("score", { count: 0 }))).toBeUndefined();
});

test("every answer of a scale is shown, the best first, and a choice that is gone as long as it was given", () => {
  const asked = (kind: SurveyQuestion["kind"]): SurveyQuestion => ({
    id: "q",
    kind,
    text,
    options: [{ id: "a", text }],
  });
  expect(givenOf(asked("score"), standing("score", { given: { 4: 2 } }))).toEqual([
    { key: "5", count: 0 },
    { key: "4", count: 2 },
    { key: "3", count: 0 },
    { key: "2", count: 0 },
    { key: "1", count: 0 },
  ]);
  expect(givenOf(asked("choice"), standing("choice", { given: { gone: 1 } }))).toEqual([
    { key: "a", count: 0 },
    { key: "gone", count: 1 },
  ]);
});

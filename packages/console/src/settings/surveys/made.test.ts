import { expect, test } from "vitest";
import { asKind, KINDS, newQuestion, newSurvey } from "./made.ts";

test("a new survey has an id that none has yet", () => {
  expect(newSurvey([]).id).toBe("survey-1");
  expect(newSurvey(["survey-1", "survey-3"]).id).toBe("survey-2");
});

test("questions of a kind never share an id, so that their answers are never counted together", () => {
  const ids = KINDS.flatMap((kind) => [newQuestion(kind).id, newQuestion(kind).id]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9][a-z0-9_-]{0,63}$/);
});

test("a question of another kind asks what that one usually asks, but keeps words of one's own", () => {
  const usual = newQuestion("score");
  expect(asKind(usual, "nps").text).toEqual(newQuestion("nps").text);
  const own = { ...usual, text: { en: "And?", "zh-CN": "怎样？" } };
  expect(asKind(own, "choice")).toMatchObject({ kind: "choice", text: own.text, options: [{}, {}] });
  expect(asKind(asKind(own, "choice"), "text")).not.toHaveProperty("options");
});

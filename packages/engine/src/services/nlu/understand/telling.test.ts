import { describe, expect, test } from "vitest";
import type { Verdict } from "../model/model.ts";
import { tell } from "./telling.ts";

/** A model that knows words, as sure as they are told to be. */
const SURE: Record<string, [string, number]> = {
  refund: ["refund", 0.95],
  exchange: ["exchange", 0.9],
  cancel: ["cancel", 0.97],
  crack: ["damaged", 0.85],
  invoice: ["invoice", 0.9],
};

function classify(text: string): Verdict {
  const words: string[] = text.toLowerCase().match(/\w+/g) ?? [];
  const intents = Object.entries(SURE).flatMap(([word, [intent, confidence]]) =>
    words.includes(word) ? [{ intent, confidence: confidence * Math.min(1, 8 / words.length) }] : [],
  );
  const [best] = intents.toSorted((a, b) => b.confidence - a.confidence);
  return { intents: best ? [best] : [], inScope: (best?.confidence ?? 0) > 0.3, score: best?.confidence ?? 0 };
}

const said = (intent: string, confidence: number): Verdict => ({
  intents: [{ intent, confidence }],
  inScope: true,
  score: confidence,
});

describe("what a message means by its parts", () => {
  test("one thing is what the model says", () => {
    expect(tell("I want a refund", "en", { classify })).toEqual(classify("I want a refund"));
  });

  test("what is not wished is not the wish, unless nothing else is said", () => {
    expect(tell("please don't cancel it, I need an exchange", "en", { classify }).intents[0]?.intent).toBe("exchange");
    expect(tell("please don't cancel it", "en", { classify }).intents[0]?.intent).toBe("cancel");
  });

  test("two wishes are both named, and neither is sure", () => {
    const { intents, inScope } = tell("I want a refund. And I need an invoice!", "en", { classify });
    expect(intents.slice(0, 2).map(({ intent }) => intent)).toEqual(["refund", "invoice"]);
    expect(intents[0]?.confidence).toBeLessThan(0.8);
    expect(inScope).toBe(true);
  });

  test("a greeting or thanks beside a wish is no second wish", () => {
    const judges = { classify, isAside: (intent: string) => intent === "invoice" };
    expect(tell("I need an invoice. And I want a refund!", "en", judges).intents[0]).toMatchObject({
      intent: "refund",
    });
  });

  test("a story is known by its telling clause, and asked back", () => {
    const story =
      "We moved into our new flat two weeks ago and bought the lamp that we had looked at for months. The courier was nice. The shade has a crack down one side.";
    const { intents, inScope } = tell(story, "en", { classify });
    expect(intents[0]).toEqual({ intent: "damaged", confidence: 0.75 });
    expect(inScope).toBe(true);
  });

  test("a story of which only the whole says something, and no clause, is asked back too", () => {
    const sure = { intents: [{ intent: "late", confidence: 0.95 }], inScope: true, score: 0.9 };
    const nothing = { intents: [], inScope: false, score: 0 };
    const words = "my daughter got hold of my tablet last night";
    const story = `${words}, and it seems she bought a drone in the evening, and we are both a bit shocked about what it costs us`;
    const read = (text: string) => (text.length > words.length + 40 ? sure : nothing);
    expect(tell(story, "en", { classify: read }).intents[0]).toEqual({ intent: "late", confidence: 0.75 });
    expect(tell(words, "en", { classify: () => sure }).intents[0]?.confidence).toBe(0.95);
  });

  test("one clause is no answer where another says something else", () => {
    const read = (text: string) =>
      ({ "I have a new number": said("profile", 0.9), "now I cannot get in": said("password", 0.6) })[text] ??
      said("profile", 0.7);
    const { intents } = tell("I have a new number, now I cannot get in", "en", { classify: read });
    expect(intents.map(({ intent }) => intent)).toEqual(["profile", "password"]);
    expect(intents[0]?.confidence).toBe(0.75);
  });

  test.each([
    [0.55, 0.75],
    [0.65, 0.97],
  ])("what only a clause is sure of, and the whole to %d, is sure to %d", (whole, sure) => {
    const read = (text: string) => (text === "worked twice" ? said("charged", 0.97) : said("charged", whole));
    const { intents } = tell("worked twice. now it just beeps", "en", {
      classify: (text) => (text.includes("beeps") && !text.includes("twice") ? said("order", 0.2) : read(text)),
    });
    expect(intents[0]).toEqual({ intent: "charged", confidence: sure });
  });

  test("nothing is nothing", () => {
    expect(tell("", "en", { classify })).toMatchObject({ intents: [], inScope: false });
    expect(tell("... !!", "zh", { classify })).toMatchObject({ intents: [], inScope: false });
  });
});

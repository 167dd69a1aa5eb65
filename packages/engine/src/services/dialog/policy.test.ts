import type { Understanding } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import {
  decideChoice,
  decideFound,
  decideLast,
  decideMeant,
  type Situation as Meant,
  type Thresholds,
} from "./policy.ts";

type Situation = Meant & { article?: { articleId: string; score: number } | undefined };

/** What the bot does with what it understood, then with what it found, then without. */
function decide(situation: Situation, limits?: Thresholds) {
  const { article } = situation;
  const found = article && decideFound(article, limits) ? { do: "article", articleId: article.articleId } : undefined;
  return decideMeant(situation, limits) ?? found ?? decideLast(situation, limits);
}

const limits = {
  answer: 0.7,
  clarify: 0.3,
  mention: 0.1,
  article: 0.5,
  patience: 3,
  brief: { answer: 0.99, mention: 0.01 },
};

function situation(intents: [string, number][], more: Partial<Situation & Understanding> = {}): Situation {
  const understanding: Understanding = {
    intents: intents.map(([intent, confidence]) => ({ intent, confidence })),
    inScope: more.inScope ?? true,
    language: "en",
    sentiment: more.sentiment ?? "neutral",
    entities: [],
    model: 1,
  };
  const { text = "what about my order", article, mood, unsure = 0, offered, someoneOnline } = more;
  return { text, understanding, article, mood, unsure, offered, someoneOnline };
}

test("a confident intent is answered", () => {
  expect(decide(situation([["refund", 0.9]]), limits)).toEqual({ do: "answer", intent: "refund" });
});

test("two or three wishes at once are all answered, of more it asks which", () => {
  const at = (...wishes: string[]) => {
    const several = situation(wishes.map((intent) => [intent, 0.6 / wishes.length]));
    return decide({ ...several, understanding: { ...several.understanding, wishes } }, { ...limits, clarify: 0.1 });
  };
  expect(at("refund", "invoice")).toEqual({ do: "answer", intent: "refund", also: ["invoice"] });
  expect(at("refund", "invoice", "coupon")).toMatchObject({ do: "answer", also: ["invoice", "coupon"] });
  expect(at("refund", "invoice", "coupon", "jobs")).toMatchObject({ do: "clarify" });
});

test("a doubtful intent is asked back, best guesses first, without the unlikely ones", () => {
  const doubtful = situation([
    ["refund", 0.5],
    ["invoice", 0.3],
    ["coupon", 0.02],
  ]);
  expect(decide(doubtful, limits)).toEqual({ do: "clarify", intents: ["refund", "invoice"] });
});

test.each(["order", "订单", " Order? "])("one word, “%s”, is asked back even if the model sounds sure", (text) => {
  const guesses: [string, number][] = [
    ["change_order", 0.9],
    ["order_status", 0.05],
  ];
  expect(decide(situation(guesses, { text }), limits)).toEqual({
    do: "clarify",
    intents: ["change_order", "order_status"],
  });
  expect(decide(situation([["tracking", 1]], { text }), limits)).toEqual({ do: "answer", intent: "tracking" });
});

describe("unsure again and again", () => {
  const guess: [string, number][] = [["refund", 0.5]];

  test("it does not ask the same back, but another thing", () => {
    const offered = ["intent:refund", "none", "human"];
    expect(decide(situation(guess, { unsure: 1, offered }), limits)).toEqual({ do: "offer", again: true });
    const other = situation([["invoice", 0.5], ...guess], { unsure: 1, offered });
    expect(decide(other, limits)).toEqual({ do: "clarify", intents: ["invoice", "refund"] });
  });

  test("it hands over by itself only after some turns, and only if somebody is there or that is not known", () => {
    const after = (unsure: number, someoneOnline?: boolean) => decide(situation([], { unsure, someoneOnline }), limits);
    expect(after(0)).toEqual({ do: "offer" });
    expect(after(1)).toEqual({ do: "offer", again: true });
    expect(after(2)).toEqual({ do: "offer", again: true });
    expect(after(3)).toEqual({ do: "escalate", reason: "unsure" });
    expect(after(3, true)).toEqual({ do: "escalate", reason: "unsure" });
    expect(after(9, false)).toEqual({ do: "offer", again: true });
  });

  test("a fitting article is shown before that", () => {
    const article = { articleId: "refunds", score: 0.8 };
    const shown = { do: "article", articleId: "refunds" };
    for (const unsure of [0, 1, 5]) expect(decide(situation([], { unsure, article }), limits)).toEqual(shown);
  });
});

test("where no intent fits, a good article is shown, and a poor one is not", () => {
  const article = { articleId: "refunds", score: 0.8 };
  expect(decide(situation([], { article }), limits)).toEqual({ do: "article", articleId: "refunds" });
  expect(decide(situation([], { article: { ...article, score: 0.2 } }), limits)).toEqual({ do: "offer" });
});

test("what seems out of scope is never answered, however sure the model sounds, but asked back", () => {
  expect(decide(situation([["refund", 0.95]], { inScope: false }), limits)).toEqual({
    do: "clarify",
    intents: ["refund"],
  });
  expect(decide(situation([["refund", 0.2]], { inScope: false }), limits)).toEqual({ do: "offer" });
});

test("an upset visitor is answered by a bot that is sure, asked back once, and else goes to a person", () => {
  const upset = { mood: "upset" } as const;
  const doubtful: [string, number][] = [["refund", 0.4]];
  expect(decide(situation([["refund", 0.9]], upset), limits)).toEqual({ do: "answer", intent: "refund" });
  expect(decide(situation(doubtful, upset), limits)).toEqual({ do: "clarify", intents: ["refund"] });
  const asked = { ...upset, unsure: 1, offered: ["intent:refund"] };
  expect(decide(situation(doubtful, asked), limits)).toEqual({ do: "escalate", reason: "negative" });
  expect(decide(situation([["refund", 0.2]], upset), limits)).toEqual({ do: "escalate", reason: "negative" });
});

test("a bad mood brings nobody in for what is none of our business", () => {
  expect(decide(situation([], { mood: "upset", inScope: false }), limits)).toEqual({ do: "offer" });
});

test.each(["you are useless idiots", "我要投诉你们，退款"])("“%s” goes to a person, or gets the answer", (text) => {
  const angry = { mood: "angry" } as const;
  expect(decide({ ...situation([["refund", 0.4]], { text }), ...angry }, limits)).toEqual({
    do: "escalate",
    reason: "negative",
  });
  expect(decide({ ...situation([["refund", 0.9]], { text }), ...angry }, limits)).toEqual({
    do: "answer",
    intent: "refund",
  });
});

test("a bad mood alone is no evidence: it is asked back, or offered a person", () => {
  const displeased = { mood: "displeased" } as const;
  expect(decide(situation([["refund", 0.4]], displeased), limits)).toEqual({ do: "clarify", intents: ["refund"] });
  expect(decide(situation([], displeased), limits)).toEqual({ do: "offer" });
});

test.each(["don't cancel my order", "不要取消我的订单"])("what is not wanted is not explained: “%s”", (text) => {
  expect(decide(situation([["cancel_order", 1]], { text }), limits)).toEqual({ do: "stay" });
});

test("[H6] asking for a person wins over any intent", () => {
  const asked = situation([["refund", 0.99]], { text: "refund me or let me talk to a human" });
  expect(decide(asked, limits)).toEqual({ do: "escalate", reason: "asked" });
});

test("a weak wish for a person gives way to a model that is sure, and reaches one else", () => {
  const text = "can someone help me";
  expect(decide(situation([["return_policy", 0.9]], { text }), limits)).toEqual({
    do: "answer",
    intent: "return_policy",
  });
  expect(decide(situation([["return_policy", 0.4]], { text }), limits)).toEqual({ do: "escalate", reason: "asked" });
});

test.each(["no human please", "不要人工"])("nobody is called for “%s”", (text) => {
  const doubtful = situation([["talk_to_human", 0.6]], { text, unsure: 1, sentiment: "negative" });
  expect(decide(doubtful, limits)).toEqual({ do: "stay" });
});

test("a picked choice is taken at its word, and any other value is read as text", () => {
  expect(decideChoice("human")).toEqual({ do: "escalate", reason: "asked" });
  expect(decideChoice("intent:refund")).toEqual({ do: "answer", intent: "refund" });
  expect(decideChoice("article:refunds")).toEqual({ do: "article", articleId: "refunds" });
  expect(decideChoice("42")).toBeUndefined();
});

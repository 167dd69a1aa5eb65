import type { Article, Intent } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { decide } from "../model/serving/classifier.ts";
import { only } from "../model/serving/only.ts";
import { createNlu } from "../nlu.ts";
import { temporaryStore } from "../small-shop.fixture.ts";
import { hereOf } from "./for-inbox.ts";
import { NOTHING, plan } from "./exchange/plan.test.kit.ts";
import { writeCsv, writeYaml } from "./exchange/write.ts";

const texts = (text: string) => ({ en: text, "zh-CN": "" });
const intent = (id: string, answer: string, more: Partial<Intent>): Intent => ({
  id,
  title: texts(id),
  examples: [],
  answer: texts(answer),
  version: 0,
  ...more,
});

const SHIPPING = ["how much is shipping", "what does delivery cost", "shipping fees"];
const INTENTS = [
  intent("shipping-shop", "Five euros.", { examples: SHIPPING, inboxes: ["shop"], choices: ["parking", "opening"] }),
  intent("shipping-de", "Nine euros.", { examples: SHIPPING, inboxes: ["de", "outlet"] }),
  intent("parking", "Behind the house.", { examples: ["where can i park", "parking spaces"], inboxes: ["shop"] }),
  intent("opening", "Nine to six.", { examples: ["when do you open", "opening hours"], articleId: "hours" }),
];
const ARTICLES: Article[] = [
  { id: "hours", title: texts("Hours"), body: texts("We open at nine."), inboxes: ["shop"], version: 0 },
  { id: "bicycles", title: texts("Bicycles"), body: texts("Bicycles are repaired."), inboxes: ["de"], version: 0 },
];

async function withKnowledge() {
  const nlu = createNlu({ store: await temporaryStore() });
  onTestFinished(() => nlu.close());
  for (const article of ARTICLES) await nlu.service.saveArticle({ article, by: "Ann" });
  for (const one of [...INTENTS.slice(2), ...INTENTS.slice(0, 2)])
    await nlu.service.saveIntent({ intent: one, by: "Ann" });
  return nlu.service;
}

test("[B9] in an inbox a question means what is for it, as surely as if nothing else were there", async () => {
  const nlu = await withKnowledge();
  const best = async (text: string, inboxId?: string) => {
    const { intents, inScope } = await nlu.understand({ text, inboxId });
    return { best: intents[0]?.intent, sure: (intents[0]?.confidence ?? 0) >= 0.8 && inScope };
  };
  expect((await best("how much is shipping")).sure).toBe(false);
  expect(await best("how much is shipping", "shop")).toEqual({ best: "shipping-shop", sure: true });
  expect(await best("how much is shipping", "de")).toEqual({ best: "shipping-de", sure: true });
  expect(await best("tell me how much shipping is", "outlet")).toMatchObject({ best: "shipping-de" });
  expect(await best("when do you open", "web")).toEqual({ best: "opening", sure: true });
  // What only others know is not answered by what is near.
  for (const text of ["how much is shipping", "where can i park"]) expect((await best(text, "web")).sure).toBe(false);
});

test("[B9] nothing of other inboxes is answered, offered, found or named", async () => {
  const nlu = await withKnowledge();
  const locale = "en" as const;
  const told = async (intentId: string, inboxId: string) =>
    await nlu.answer({ intent: intentId, locale, inboxId }).then(
      ({ content }) => content,
      (cause) => cause.code,
    );
  expect(await told("shipping-shop", "shop")).toMatchObject({
    text: "Five euros.",
    choices: [{ value: "intent:parking" }, { value: "intent:opening" }],
  });
  expect(await told("shipping-shop", "de")).toBe("notFound");
  expect(await told("opening", "shop")).toMatchObject({ source: { articleId: "hours" } });
  expect(await told("opening", "de")).not.toHaveProperty("source");
  const found = async (inboxId?: string) =>
    (await nlu.search({ text: "do you repair bicycles", locale, inboxId })).map(({ source }) => source.articleId);
  expect(await found()).toEqual(["bicycles"]);
  expect(await found("de")).toEqual(["bicycles"]);
  expect(await found("shop")).toEqual([]);
  await expect(nlu.article({ articleId: "hours", locale, inboxId: "de" })).rejects.toMatchObject({ code: "notFound" });
  const ids = INTENTS.map(({ id }) => id);
  expect((await nlu.titles({ intents: ids, locale, inboxId: "de" })).map((one) => one.intent)).toEqual([
    "shipping-de",
    "opening",
  ]);
});

test.each([
  ["yaml", writeYaml],
  ["csv", writeCsv],
] as const)("[B9] what %s says is for all is for all again, unless it is only added", async (format, write) => {
  const reply = { shortcut: "hi", text: texts("Hello."), version: 1 };
  const file = write({ intents: INTENTS.slice(3), articles: ARTICLES.map(forAll), cannedReplies: [reply] });
  const narrow = { inboxes: ["de"] };
  const there = {
    intents: INTENTS.slice(3).map((one) => ({ ...one, ...narrow })),
    articles: ARTICLES.map((one) => ({ ...one, ...narrow })),
    cannedReplies: [{ ...reply, ...narrow }],
  };
  const widened = { change: "changed", fields: [{ field: "inboxes", from: "de", to: "" }] };
  for (const mode of ["replace", "replaceAll"] as const) {
    const { changes, replies } = await plan(`x.${format}`, file, { there, mode });
    expect(changes).toMatchObject([widened, widened, widened, widened]);
    expect(replies.map(({ make }) => make(there.cannedReplies[0]))).toEqual([reply]);
  }
  const { changes } = await plan(`x.${format}`, file, { there, mode: "merge" });
  expect(changes.filter(({ change }) => change !== "unchanged")).toEqual([]);
});

const forAll = ({ inboxes: _narrow, ...article }: Article): Article => article;

const SHARES: [chances: Record<string, number>, near: number, fits: boolean][] = [
  // Two sites have an answer to the same question.
  [{ hiddenSame: 0.5, near: 0.48 }, 0.98, true],
  [{ hiddenSame: 0.4, hiddenSame2: 0.3, near: 0.28 }, 0.98, true],
  // The same words, but the model has learnt to tell them apart.
  [{ hiddenSame: 0.9, near: 0.05 }, 0.05, false],
  // What another site knows was meant as probably at most.
  [{ near: 0.5, hidden: 0.4, other: 0.1 }, 0.5 / 0.6, true],
  // Something else was meant: what is near gets no likelier.
  [{ hidden: 0.72, near: 0.25, other: 0.02 }, 0.25, true],
  [{ near: 0.3, hidden: 0.28, hidden2: 0.27, hidden3: 0.1, other: 0.05 }, 0.3, true],
  [{ hidden: 0.9, near: 0.08 }, 0.08, false],
  [{ hidden: 0.97, near: 0.01 }, 0.01, false],
  // Nothing is left out of it.
  [{ near: 0.7, other: 0.2 }, 0.7, true],
];
test.each(SHARES)("[B9] of %o what is left is %d, and may be meant: %s", (chances, expected, fits) => {
  const guesses = Object.entries(chances).map(([id, confidence]) => ({ intent: id, confidence }));
  const here = {
    has: (id: string) => !id.startsWith("hidden"),
    areAlike: (one: string, other: string) => one.startsWith("hiddenSame") && other === "near",
  };
  const left = only(guesses, here);
  expect(left.guesses[0]).toEqual({ intent: "near", confidence: expect.closeTo(expected, 5) });
  expect(left.fits).toBe(fits);
});

test("[B9] what another inbox knows is neither likely nor in scope by what is near", () => {
  const labels = ["hidden", "near", "other"];
  const scores = { linear: new Float32Array([9, 1, 1]), network: new Float32Array([9, 1, 1]), familiarity: 1 };
  const calibration = { temperature: 1, share: 0.5, threshold: 0.3 };
  const here = { has: (id: string) => id !== "hidden", areAlike: () => false };
  expect(decide(labels, scores, calibration)).toMatchObject({ inScope: true });
  const { inScope, intents } = decide(labels, scores, calibration, here);
  expect([inScope, intents[0]?.intent, (intents[0]?.confidence ?? 1) < 0.1]).toEqual([false, "near", true]);
});

test("[B9] intents are alike that have half of each other's examples at least", () => {
  const words = ["a", "b", "c", "d", "e", "f"];
  const all = {
    revision: 1,
    articles: new Map(),
    cannedReplies: [],
    intents: new Map(
      [
        intent("shop", "", { examples: words.slice(0, 4) }),
        intent("de", "", { examples: ["A ", ...words.slice(1, 3), "x", "y"] }),
        intent("few", "", { examples: words.slice(0, 1) }),
        intent("others", "", { examples: words.slice(3) }),
      ].map((one) => [one.id, one]),
    ),
  };
  const { areAlike } = hereOf(all, all.intents);
  const pairs = [...all.intents.keys()].flatMap((one, at, ids) =>
    ids.slice(at + 1).map((other) => [one, other] as const),
  );
  expect(pairs.filter(([one, other]) => areAlike(other, one))).toEqual([["shop", "de"]]);
});

test.each([
  ["yaml", writeYaml],
  ["csv", writeCsv],
] as const)("[B9] for which inboxes entries are comes through %s, and its change is shown", async (format, write) => {
  const reply = { shortcut: "hi", text: texts("Hello."), inboxes: ["shop", "de"], version: 0 };
  const there = { ...NOTHING, intents: INTENTS, articles: ARTICLES, cannedReplies: [reply] };
  const { changes, problems } = await plan(`x.${format}`, write(there), { there, mode: "replace" });
  expect(problems).toEqual([]);
  expect(changes.filter(({ change }) => change !== "unchanged")).toEqual([]);
  const moved = { ...there, articles: ARTICLES.map((article) => ({ ...article, inboxes: ["outlet"] })) };
  const next = await plan(`x.${format}`, write(moved), { there, mode: "replace" });
  expect(next.changes.filter(({ change }) => change === "changed")).toMatchObject([
    { id: "hours", fields: [{ field: "inboxes", from: "shop", to: "outlet" }] },
    { id: "bicycles", fields: [{ field: "inboxes", from: "de", to: "outlet" }] },
  ]);
  const wrong = {
    ...there,
    intents: [],
    cannedReplies: [],
    articles: [{ ...ARTICLES[0], inboxes: ["a/b"] } as Article],
  };
  expect((await plan(`x.${format}`, write(wrong))).problems).toMatchObject([{ code: "field", detail: "inboxes: a/b" }]);
});

import { expect, test, vi } from "vitest";
import type { Example, TrainedModel, TrainingProgress } from "../model.ts";
import { loadClassifier } from "../serving/classifier.ts";
import { SHOP } from "../shop.fixture.ts";
import { openSentences } from "../text/sentences.ts";
import { trainInProcess } from "./trainer.ts";

/** The shop's model, for tests that only ask it. */
let shop: Promise<TrainedModel> | undefined;
const trainedShop = () => (shop ??= trainInProcess({ examples: SHOP }));

test("a model of a few examples answers new wordings in both languages and knows what it does not know", async () => {
  const { artefact, report } = await trainedShop();
  const classifier = loadClassifier(artefact);
  const answers = [
    "my order has not arrived yet",
    "我想退款",
    "几点开门营业",
    "please refund my money",
    "WHERE IS MY ODRER",
  ];
  expect(answers.map((text) => classifier.classify(text).intents[0]?.intent)).toEqual([
    "order_status",
    "refund",
    "opening_hours",
    "refund",
    "order_status",
  ]);
  expect(classifier.classify("where is my order").inScope).toBe(true);
  expect(classifier.classify("quantum entanglement violates locality").inScope).toBe(false);
  expect(classifier.classify("").inScope).toBe(false);
  expect(report.heldOut).toBe(30);
  expect(report.accuracy).toBeGreaterThan(0.6);
  expect(Object.keys(report.perIntent).sort()).toEqual(["opening_hours", "order_status", "refund"]);
  expect(report.runtime).toMatch(/TensorFlow/);
});

test("confidences are a distribution, best first, and batches give the same verdicts as single messages", async () => {
  const classifier = loadClassifier((await trainedShop()).artefact);
  const texts = SHOP.map(({ text }) => text);
  const verdicts = classifier.classifyBatch(texts);
  expect(verdicts).toEqual(texts.map((text) => classifier.classify(text)));
  for (const { intents } of verdicts) {
    const confidences = intents.map(({ confidence }) => confidence);
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
    expect(confidences.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);
  }
});

test("sentence vectors have length 1 and lie closer for what means the same", async () => {
  const { vector } = loadClassifier((await trainedShop()).artefact);
  const similarity = (a: string, b: string) =>
    vector(a).reduce((sum, value, at) => sum + value * (vector(b)[at] ?? 0), 0);
  expect(similarity("where is my order", "where is my order")).toBeCloseTo(1, 5);
  expect(similarity("where is my parcel", "has my order shipped")).toBeGreaterThan(
    similarity("where is my parcel", "are you open on sunday"),
  );
});

test("the same seed gives the same bytes, another seed others", async () => {
  const once = await trainInProcess({ examples: SHOP, seed: 4 });
  const again = await trainInProcess({ examples: SHOP, seed: 4 });
  const other = await trainInProcess({ examples: SHOP, seed: 5 });
  expect(again.artefact).toEqual(once.artefact);
  expect(other.artefact).not.toEqual(once.artefact);
});

test("what is wrong with the examples is reported by name, and training goes on", async () => {
  const examples: Example[] = [
    ...SHOP,
    { text: "Where is my order", intent: "order_status" },
    { text: "i want my money back", intent: "opening_hours" },
    { text: "  ", intent: "refund" },
    { text: "refund ".repeat(2_000), intent: "refund" },
    { text: "do you ship to norway", intent: "shipping" },
    { text: "to Norway, do you ship?", intent: "thanks" },
    { text: "👍", intent: "thanks" },
    { text: "😡", intent: "refund" },
  ];
  const { artefact, report } = await trainInProcess({ examples });
  expect(report.problems).toEqual(
    expect.arrayContaining([
      { kind: "duplicate", text: "where is my order", intent: "order_status", times: 2 },
      { kind: "contradiction", text: "i want my money back", intents: ["refund", "opening_hours"] },
      { kind: "empty", text: "  ", intent: "refund" },
      expect.objectContaining({ kind: "too-long", intent: "refund", length: 14_000 }),
      { kind: "few-examples", intent: "shipping", count: 1 },
      {
        kind: "contradiction",
        text: "do you ship to norway ≈ to Norway, do you ship?",
        intents: ["shipping", "thanks"],
      },
      { kind: "few-examples", intent: "thanks", count: 2 },
    ]),
  );
  const classifier = loadClassifier(artefact);
  expect(classifier.classify("do you ship to norway").intents[0]?.intent).toBe("shipping");
  expect(classifier.classify("👍").intents[0]?.intent).toBe("thanks");
  expect(classifier.classify("x".repeat(10_000)).intents).toHaveLength(5);
});

test("one intent with one example is a model too", async () => {
  const { artefact, report } = await trainInProcess({ examples: [{ text: "hello", intent: "greeting" }] });
  const classifier = loadClassifier(artefact);
  expect(classifier.classify("hello")).toMatchObject({
    intents: [{ intent: "greeting", confidence: 1 }],
    inScope: true,
  });
  expect(report.heldOut).toBe(0);
});

test("nothing to learn from is an error, not a model", async () => {
  await expect(trainInProcess({ examples: [{ text: "...", intent: "a" }] })).rejects.toThrow("nothing to learn from");
});

test("messages of no intent are learnt from and judged by", async () => {
  const outOfScope = ["what is the weather", "tell me a joke", "who won the match", "今天天气怎么样", "讲个笑话"];
  const { artefact, report } = await trainInProcess({ examples: SHOP, outOfScope, devOutOfScope: ["tell me a story"] });
  expect(report.outOfScope.auroc).toBeGreaterThan(0.5);
  expect(loadClassifier(artefact).classify("tell me a joke").inScope).toBe(false);
  expect(loadClassifier(artefact).labels).toHaveLength(3);
});

test("given held-out examples are never learnt from", async () => {
  const dev = [{ text: "zyxwvu", intent: "refund" }];
  const { report } = await trainInProcess({ examples: SHOP, dev });
  expect(report.heldOut).toBe(1);
  const without = await trainInProcess({ examples: SHOP.slice(0, 20), dev: SHOP.slice(20) });
  expect(without.report.accuracy).toBe(0);
});

test("what was held out is learnt afterwards if that is wished, and measured before", async () => {
  const dev = [{ text: "zyxwvu", intent: "refund" }];
  const input = { examples: SHOP, outOfScope: ["tell me a joke"], dev, devOutOfScope: ["what is the weather"] };
  const without = await trainInProcess(input);
  const whole = await trainInProcess({ ...input, learnHeldOut: true });
  const { accuracy, failures, outOfScope, learnedHeldOut } = whole.report;
  expect({ accuracy, failures, outOfScope }).toEqual({
    accuracy: without.report.accuracy,
    failures: without.report.failures,
    outOfScope: without.report.outOfScope,
  });
  expect([without.report.learnedHeldOut, learnedHeldOut]).toEqual([false, true]);
  const confidence = ({ artefact }: typeof whole) =>
    loadClassifier(artefact)
      .classify("zyxwvu")
      .intents.find(({ intent }) => intent === "refund")?.confidence ?? 0;
  expect(confidence(whole)).toBeGreaterThan(confidence(without) + 0.2);
});

test.each(["on", "off"])("a first model comes before the LSTM, with sentence vectors %s", async (vectors) => {
  vi.stubEnv("PARLEY_NLU_VECTORS", vectors);
  const order: string[] = [];
  const firsts: TrainedModel[] = [];
  const { report } = await trainInProcess(
    { examples: SHOP },
    {
      onFirst: (model) => {
        order.push("first");
        firsts.push(model);
      },
      onProgress: ({ epoch, epochs }) => order.push(epoch === epochs ? "all" : "some"),
    },
  );
  const sentences = await openSentences();
  vi.unstubAllEnvs();
  const [first] = firsts;
  if (!first) throw new Error("There was no first model.");
  expect(firsts).toHaveLength(1);
  expect(order.indexOf("first")).toBeLessThan(order.indexOf("all"));
  expect(first.report.parts).toEqual(vectors === "on" ? ["ngrams", "vectors"] : ["ngrams"]);
  expect(report.parts).toEqual(["lstm", ...first.report.parts]);
  const { classify, parts, vector } = loadClassifier(first.artefact, sentences);
  expect(parts).toEqual(first.report.parts);
  const answers = ["my order has not arrived yet", "我想退款", "几点开门营业"].map(
    (text) => classify(text).intents[0]?.intent,
  );
  expect(answers).toEqual(["order_status", "refund", "opening_hours"]);
  expect(vector("where is my order").reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
});

test("progress counts every step up to the total, and an abort ends training at once", async () => {
  const seen: TrainingProgress[] = [];
  await trainInProcess({ examples: SHOP }, { onProgress: (progress) => seen.push(progress) });
  expect(seen[0]?.phase).toBe("preparing");
  expect(seen.at(-1)).toMatchObject({ done: seen[0]?.total, epoch: seen[0]?.epochs });

  const controller = new AbortController();
  const aborted = trainInProcess(
    { examples: SHOP },
    {
      signal: controller.signal,
      onProgress: ({ phase }) => phase === "training" && controller.abort(new Error("enough")),
    },
  );
  await expect(aborted).rejects.toThrow("enough");
});

test("where the native library is missing, WebAssembly trains a model as good", async () => {
  vi.stubEnv("PARLEY_NLU_RUNTIME", "tensorflow-wasm");
  const { artefact, report } = await trainInProcess({ examples: SHOP });
  vi.unstubAllEnvs();
  expect(report.runtime).toContain("WebAssembly");
  const { classify } = loadClassifier(artefact);
  expect(["has my order shipped", "我想退款", "几点开门营业"].map((text) => classify(text).intents[0]?.intent)).toEqual(
    ["order_status", "refund", "opening_hours"],
  );
});

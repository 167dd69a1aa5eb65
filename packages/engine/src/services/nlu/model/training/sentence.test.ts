import { afterEach, expect, test, vi } from "vitest";
import { loadClassifier } from "../serving/classifier.ts";
import { openSentences } from "../text/sentences.ts";
import { trainInProcess } from "./trainer.ts";

const ENGLISH = {
  refund: ["I want my money back", "please refund me", "can I get a refund"],
  delivery: ["where is my parcel", "my order has not arrived", "when will it be delivered"],
  password: ["I forgot my password", "I can't log in", "reset my password"],
  hours: ["when do you open", "are you open on Sunday", "what are your opening hours"],
};
const examples = Object.entries(ENGLISH).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent })));
const CHINESE = {
  refund: ["我想退款", "钱什么时候退给我"],
  delivery: ["我的快递到哪了", "包裹还没收到"],
  password: ["密码忘了怎么办", "登录不了"],
  hours: ["你们几点开门", "周末营业吗"],
};
const asked = Object.entries(CHINESE).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent })));

afterEach(() => vi.unstubAllEnvs());

test("three English examples of an intent are enough to know what is meant in Chinese", async () => {
  const { artefact } = await trainInProcess({ examples });
  const { classify } = loadClassifier(artefact, await openSentences());
  const right = asked.filter(({ text, intent }) => classify(text).intents[0]?.intent === intent);
  expect(right.length).toBeGreaterThanOrEqual(7);
});

test("one example of an intent is read by its sentence vector too", async () => {
  const { artefact } = await trainInProcess({
    examples: [
      { text: "refund", intent: "refund" },
      { text: "parcel", intent: "delivery" },
    ],
  });
  const { classify } = loadClassifier(artefact, await openSentences());
  expect(classify("I want my money back").intents[0]?.intent).toBe("refund");
  expect(classify("when does the package arrive").intents[0]?.intent).toBe("delivery");
});

test("a model that gets no sentence vectors says so, and answers as one that was trained without them", async () => {
  const { artefact } = await trainInProcess({ examples });
  vi.stubEnv("PARLEY_NLU_VECTORS", "off");
  const without = await trainInProcess({ examples });
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const poorer = loadClassifier(artefact);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining("Install @parley/vectors"), expect.anything());
  warn.mockClear();
  const plain = loadClassifier(without.artefact, undefined);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
  for (const { text } of [...examples, ...asked]) expect(poorer.classify(text)).toEqual(plain.classify(text));
});

test("a model that was trained without sentence vectors does not mind any", async () => {
  vi.stubEnv("PARLEY_NLU_VECTORS", "off");
  const { artefact } = await trainInProcess({ examples });
  vi.unstubAllEnvs();
  const text = "please refund me";
  expect(loadClassifier(artefact, await openSentences()).classify(text)).toEqual(
    loadClassifier(artefact).classify(text),
  );
});

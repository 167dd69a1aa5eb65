import { expect, test } from "vitest";
import { openSentiment, readOutOfScope, readStarter, STARTER_FOLDER } from "./knowledge/starter.ts";
import type { Nlu } from "./contract.ts";
import { withSamples } from "./entities/entities.ts";
import { checkExamples } from "./model/training/examples.ts";
import { startNlu } from "./small-shop.fixture.ts";
import { isHeldOut } from "./training/held-out.ts";
import type { Trainer } from "./training/trainer.ts";
import { loadClassifier, openSentences, train } from "./model/model.ts";
import { languageOf } from "./understand/language.ts";

test("the starter knowledge is understood on examples that were not learned from", { timeout: 900_000 }, async () => {
  const trainer: Trainer = {
    load: async (artefact) => loadClassifier(artefact, await openSentences()),
    train: (input, options) => train({ ...input, learnHeldOut: false }, options),
  };
  const nlu = await startNlu({ starter: STARTER_FOLDER, trainer });
  await nlu.ready();
  const { service } = nlu;
  const [card] = await service.models({});
  expect(card?.accuracyByLanguage["en"]).toBeGreaterThan(0.9);
  expect(card?.accuracyByLanguage["zh"]).toBeGreaterThan(0.9);
  expect(await articlesFound(service)).toBeGreaterThan(0.94);
  expect(await outsideRejected(service)).toBeGreaterThan(0.7);

  await expect
    .poll(async () => (await service.understand({ text: "thank you so much" })).sentiment, { timeout: 600_000 })
    .toBe("positive");
  expect(await moodsRight(service)).toBeGreaterThan(0.82);
  for (const text of ["this is not good at all", "I'm not happy with it", "一点都不满意", "不好用"]) {
    expect((await service.understand({ text })).sentiment, text).toBe("negative");
  }
});

test("nothing in the starter knowledge is said twice, and nothing is said for two intents", async () => {
  const { intents } = await readStarter();
  const examples = intents.flatMap(({ id, examples }) =>
    examples.map((text) => ({ text: withSamples(text), intent: id })),
  );
  expect(checkExamples(examples).problems).toEqual([]);
});

test.each(["photo", "picture", "照片", "截图", "图片"])("no answer asks for a “%s” in the chat", async (what) => {
  const { intents, articles, cannedReplies } = await readStarter();
  const said = [...intents.map(({ answer }) => answer), ...articles.map(({ body }) => body)];
  const texts = [...said, ...cannedReplies.map(({ text }) => text)].flatMap((text) => Object.values(text));
  const sentences = texts.flatMap((text) => text.split(/(?<=[.!?。！？\n])/));
  const asked = sentences.filter(
    (sentence) =>
      sentence.includes(what) &&
      /\bin the chat\b|\bhere\b|\bsend (?:me|us|(?:a |the )?(?:photo|picture))|发给|发到|聊天/i.test(sentence),
  );
  expect(asked).toEqual([]);
});

async function articlesFound(service: Nlu): Promise<number> {
  const { intents } = await readStarter();
  const found: boolean[] = [];
  for (const { examples, articleId } of intents) {
    if (!articleId) continue;
    for (const text of examples.filter(isHeldOut)) {
      const [best] = await service.search({ text, locale: languageOf(text) === "zh" ? "zh-CN" : "en" });
      found.push(best?.source.articleId === articleId);
    }
  }
  return found.filter(Boolean).length / found.length;
}

async function outsideRejected(service: Nlu): Promise<number> {
  const outside = (await readOutOfScope()).filter(isHeldOut);
  const understood = await Promise.all(outside.map((text) => service.understand({ text })));
  return understood.filter(({ inScope }) => !inScope).length / outside.length;
}

async function moodsRight(service: Nlu): Promise<number> {
  const moods = (await openSentiment()).read().filter(({ text }) => isHeldOut(text));
  const understood = await Promise.all(moods.map(({ text }) => service.understand({ text })));
  return understood.filter(({ sentiment }, at) => sentiment === moods[at]?.intent).length / moods.length;
}

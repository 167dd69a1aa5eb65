import type { Article } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Snapshot } from "../knowledge/snapshot.ts";
import { readOutOfScope, readStarter } from "../knowledge/starter.ts";
import { isHeldOut } from "../training/held-out.ts";
import { languageOf } from "../understand/language.ts";
import { createArticleSearch } from "./articles.ts";
import { createNearest } from "./nearest.ts";

const starter = await readStarter();
/** What is asked in the tests is not in the index. */
const intents = starter.intents.map((intent) => ({
  ...intent,
  examples: intent.examples.filter((text) => !isHeldOut(text)),
}));
const snapshot: Snapshot = {
  revision: 1,
  intents: new Map(intents.map((intent) => [intent.id, intent])),
  articles: new Map(starter.articles.map((article) => [article.id, article])),
  cannedReplies: [],
};
const questions = starter.intents.flatMap(({ id, articleId, examples }) =>
  examples.filter(isHeldOut).map((text) => ({ id, articleId, text, language: languageOf(text) })),
);

test.each(["en", "zh"] as const)("finds the article of a question it has not seen (%s)", async (language) => {
  const search = await createArticleSearch(snapshot);
  const asked = questions.filter((question) => question.articleId && question.language === language);
  const ranks = asked.map(({ text, articleId }) =>
    search(text, { locale: language === "en" ? "en" : "zh-CN" }).findIndex(
      ({ source }) => source.articleId === articleId,
    ),
  );
  const first = ranks.filter((rank) => rank === 0).length / ranks.length;
  const reciprocal = ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / ranks.length;
  expect(asked.length).toBeGreaterThan(300);
  expect(first).toBeGreaterThan(language === "en" ? 0.82 : 0.88);
  expect(reciprocal).toBeGreaterThan(language === "en" ? 0.88 : 0.92);
});

test("a score of one half separates questions with an article from those without", async () => {
  const search = await createArticleSearch(snapshot);
  const speaking = (text: string) => ({ locale: languageOf(text) === "zh" ? ("zh-CN" as const) : ("en" as const) });
  const trusted = questions.flatMap(({ text, articleId }) => {
    const [best] = search(text, speaking(text));
    return best && best.score >= 0.5 && articleId ? [best.source.articleId === articleId] : [];
  });
  const outside = (await readOutOfScope()).map((text) => search(text, speaking(text))[0]?.score ?? 0);
  expect(trusted.filter(Boolean).length / trusted.length).toBeGreaterThan(0.9);
  expect(outside.filter((score) => score >= 0.5).length / outside.length).toBeLessThan(0.05);
});

const article = (id: string, en: string, zh = ""): Article => ({
  id,
  title: { en: id, "zh-CN": zh && "标题" },
  body: { en, "zh-CN": zh },
  version: 1,
});

test("marks the passage that answers, in the visitor's language", async () => {
  const articles = new Map([
    [
      "returns",
      article(
        "returns",
        "Send it back within 30 days.\n\n## Labels\n\nPrint the label at home. No printer? Show the code.",
        "30 天内可以退货。\n\n没有打印机？出示二维码即可。",
      ),
    ],
    ["other", article("other", "Something else altogether.")],
  ]);
  const search = await createArticleSearch({ ...snapshot, intents: new Map(), articles });
  expect(search("how do I print the label", { locale: "en" })[0]?.source).toEqual({
    articleId: "returns",
    title: "returns",
    passage: "## Labels\nPrint the label at home. No printer? Show the code.",
  });
  expect(search("打印机没有怎么办", { locale: "zh-CN" })[0]?.source).toEqual({
    articleId: "returns",
    title: "标题",
    passage: "没有打印机？出示二维码即可。",
  });
  expect(search("something else", { locale: "zh-CN" })[0]?.source.title).toBe("other");
  expect(search("???", { locale: "en" })).toEqual([]);
});

test("without a model the nearest examples tell the intent", async () => {
  const nearest = await createNearest(intents);
  for (const language of ["en", "zh"]) {
    const asked = questions.filter((question) => question.language === language);
    const right = asked.filter(({ text, id }) => nearest(text).intents[0]?.intent === id).length;
    expect(right / asked.length).toBeGreaterThan(0.75);
  }
  expect(nearest("zzzz qqqq")).toEqual({ intents: [], inScope: false, score: 0 });
});

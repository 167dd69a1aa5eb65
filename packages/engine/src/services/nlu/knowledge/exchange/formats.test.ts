import { expect, test } from "vitest";
import type { Snapshot } from "../snapshot.ts";
import { planImport } from "./plan.ts";
import { readFiles } from "./read.ts";
import { idsOf } from "./names.ts";
import { BOTS } from "./bots.fixture.ts";
import { CLOUDS } from "./clouds.fixture.ts";
import { PAGES } from "./pages.fixture.ts";
import type { Sample } from "./samples.fixture.ts";
import { TABLES } from "./tables.fixture.ts";

const NOTHING: Snapshot = { revision: 0, intents: new Map(), articles: new Map(), cannedReplies: [] };

/** Reads files as an import into an empty store would. */
async function read(files: Sample["files"]) {
  const sources = Object.entries(files).map(([name, content]) => ({
    name,
    bytes: typeof content === "string" ? new TextEncoder().encode(content) : content,
  }));
  const reading = await readFiles(sources);
  const plan = planImport(reading, NOTHING, "merge");
  return {
    formats: reading.files.map(({ format }) => format),
    problems: plan.problems,
    intents: plan.intents.map(({ make }) => make(undefined)),
    articles: plan.articles.map(({ make }) => make(undefined)),
    replies: plan.replies.map(({ make }) => make(undefined)),
  };
}

/** The id that a name in a sample has: ids of other scripts end in a digest. */
const idOf = (name: string) => [...idsOf([name]).values()][0] ?? name;

/** Keys of samples as the ids that they become. */
const byId = <T>(entries: Record<string, T> = {}): [string, T][] =>
  Object.entries(entries).map(([name, entry]): [string, T] => [idOf(name), entry]);

test.each([...TABLES, ...PAGES, ...BOTS, ...CLOUDS])("what people have is read: $what", async (sample) => {
  const found = await read(sample.files);
  expect(found.problems).toEqual([]);
  expect(found.formats).toContain(sample.format);
  const [intents, articles] = [byId(sample.intents), byId(sample.articles)];
  expect(Object.fromEntries(found.intents.map(({ id, examples, answer }) => [id, [examples, answer]]))).toEqual(
    Object.fromEntries(intents.map(([id, { examples, en = "", zh = "" }]) => [id, [examples, { en, "zh-CN": zh }]])),
  );
  for (const [id, { title }] of intents) if (title) expect(titlesOf(found.intents, id)).toContain(title);
  expect(found.articles.map(({ id }) => id)).toEqual(articles.map(([id]) => id));
  for (const [id, { title, en = /^$/, zh = /^$/ }] of articles) {
    expect(titlesOf(found.articles, id)).toContain(title);
    const body = found.articles.find((article) => article.id === id)?.body;
    expect(body?.en).toMatch(en);
    expect(body?.["zh-CN"]).toMatch(zh);
  }
  const replies = found.replies.map(({ shortcut, text }) => [shortcut, text.en || text["zh-CN"]] as const);
  expect(Object.fromEntries(replies)).toEqual(sample.replies ?? {});
});

const titlesOf = (entries: readonly { id: string; title: object }[], id: string): string[] =>
  Object.values(entries.find((entry) => entry.id === id)?.title ?? {});

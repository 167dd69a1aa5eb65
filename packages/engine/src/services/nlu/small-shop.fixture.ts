import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Knowledge } from "@parley/protocol";
import { onTestFinished } from "vitest";
import { stringify } from "yaml";
import { openStore } from "../../store/open.ts";
import type { Store } from "../../store/store.ts";
import { openSentiment, readEveryday, readOutOfScope, readProducts, readStarter } from "./knowledge/starter.ts";
import { writeYaml } from "./knowledge/exchange/write.ts";
import { createNlu, type NluOptions, type RunningNlu } from "./nlu.ts";
import { languageOf } from "./understand/language.ts";

/** The intents of the small shop, enough to train in seconds. */
export const SMALL_INTENTS = [
  "order_status",
  "cancel_order",
  "refund_status",
  "talk_to_human",
  "invoice",
  "coupon_use",
];

/** An import of one file. */
export const inFile = (format: "yaml" | "csv", text: string) => ({
  files: [{ name: `knowledge.${format}`, content: Buffer.from(text).toString("base64") }],
});

/** A small part of the starter knowledge: some of the intents, `each` examples of them in each language, and their articles. */
export async function smallKnowledge(each = 20): Promise<Knowledge> {
  const starter = await readStarter();
  const chosen = starter.intents.filter(({ id }) => SMALL_INTENTS.includes(id));
  const intents = chosen.map((intent) => ({
    ...intent,
    choices: undefined,
    examples: ["en", "zh"].flatMap((language) =>
      intent.examples.filter((example) => languageOf(example) === language).slice(0, each),
    ),
  }));
  const linked = new Set(intents.map(({ articleId }) => articleId));
  return {
    intents: intents.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    articles: starter.articles.filter(({ id }) => linked.has(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    cannedReplies: starter.cannedReplies.toSorted((a, b) => (a.shortcut < b.shortcut ? -1 : 1)),
  };
}

/** Files of the small shop: they are read out of all that is shipped, which is most of what a test would take. */
let small: Promise<ReadonlyMap<string, string>> | undefined;

/** A folder with the small shop's knowledge, as a new store begins with. */
export async function smallStarter(knowledge?: Knowledge): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ["intents", "articles", "out-of-scope", "sentiment"]) await mkdir(path.join(folder, name));
  const files = await (knowledge ? filesOf(knowledge) : (small ??= smallKnowledge().then(filesOf)));
  for (const [name, text] of files) await writeFile(path.join(folder, name), text);
  return folder;
}

async function filesOf({ cannedReplies, ...rest }: Knowledge): Promise<ReadonlyMap<string, string>> {
  const files = new Map([["intents/all.yaml", writeYaml({ ...rest, cannedReplies: [] })]]);
  const outOfScope = await readOutOfScope();
  const moods = (await openSentiment()).read();
  const write = (name: string, content: unknown) => files.set(name, stringify(content));
  write(
    "canned-replies.yaml",
    cannedReplies.map(({ shortcut, text }) => ({ shortcut, text })),
  );
  write("products.yaml", await readProducts());
  write("everyday.yaml", await readEveryday());
  for (const language of ["en", "zh"]) {
    const spoken = (text: string) => languageOf(text) === language;
    write(`out-of-scope/${language}.yaml`, outOfScope.filter(spoken).slice(0, 60));
    const inMood = (mood: string) =>
      moods
        .filter(({ text, intent }) => intent === mood && spoken(text))
        .map(({ text }) => text)
        .slice(0, 60);
    write(`sentiment/${language}.yaml`, {
      positive: inMood("positive"),
      neutral: inMood("neutral"),
      negative: inMood("negative"),
    });
  }
  return files;
}

/** An empty store in a temporary folder; closed and removed when the test ends. */
export async function temporaryStore(): Promise<Store> {
  const store = await openStore(await temporaryFolder());
  onTestFinished(() => store.close());
  return store;
}

/** A service on a store, closed when the test ends; nothing is planted before `ready`. */
export async function startNlu(options: Partial<NluOptions> = {}): Promise<RunningNlu & { store: Store }> {
  const store = options.store ?? (await temporaryStore());
  const starter = options.starter ?? (await smallStarter());
  const nlu = createNlu({ ...options, store, starter });
  onTestFinished(() => nlu.close());
  return { ...nlu, store };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "parley-nlu-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

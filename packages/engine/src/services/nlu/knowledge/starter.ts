import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Knowledge } from "@parley/protocol";
import * as v from "valibot";
import { parse } from "yaml";
import { planImport } from "./exchange/plan.ts";
import { readOwn } from "./exchange/formats/parley.ts";
import { createReading, type Reading } from "./exchange/reading.ts";
import { phrased } from "./exchange/words.ts";
import { readYamlFile } from "./exchange/yaml-document.ts";

/** The folder of the knowledge that comes with the engine; the same from source and from `dist`. */
export const STARTER_FOLDER = fileURLToPath(new URL("../../../../knowledge/", import.meta.url));

const NOTHING = { revision: 0, intents: new Map(), articles: new Map(), cannedReplies: [] };

const Sentences = v.array(v.string());
const SentimentFile = v.object({ positive: Sentences, neutral: Sentences, negative: Sentences });
const Products = v.array(v.object({ id: v.string(), en: Sentences, zh: Sentences }));

const EverydayFile = v.array(v.object({ id: v.string(), en: v.string(), zh: v.string() }));

/** An intent of the demo shop that any site has as well, with the answer it has there. */
export type Everyday = v.InferOutput<typeof EverydayFile>[number];

/** A kind of product that visitors may name. */
export type Product = v.InferOutput<typeof Products>[number];

/** Reads the intents, articles and canned replies of a folder. Rejects, naming file and line, if anything is wrong with them. */
export async function readStarter(folder: string = STARTER_FOLDER): Promise<Knowledge> {
  const files = [
    ...(await yamlFiles(folder, "intents/")),
    ...(await yamlFiles(folder, "articles/")),
    "canned-replies.yaml",
  ];
  const texts = await Promise.all(files.map((file) => readFile(`${folder}/${file}`, "utf8")));
  const reading = readTexts(texts.map((text, at) => ({ file: files[at] ?? "", text })));
  const { intents, articles, replies, problems } = planImport(reading, NOTHING, "replace");
  if (problems.length > 0) {
    const sentences = problems.map((problem) => {
      const { file, line, name, text } = phrased(problem, "en");
      return [file, line && `line ${line}`, name, text].filter(Boolean).join(", ");
    });
    throw new Error(`The starter knowledge is not usable:\n  ${sentences.join("\n  ")}`);
  }
  return {
    intents: intents.map(({ make }) => make(undefined)),
    articles: articles.map(({ make }) => make(undefined)),
    cannedReplies: replies.map(({ make }) => make(undefined)),
  };
}

/** Sentences that belong to no intent of a shop. */
export async function readOutOfScope(folder: string = STARTER_FOLDER): Promise<string[]> {
  const lists = await Promise.all(
    ["en", "zh"].map((language) => read(`${folder}/out-of-scope/${language}.yaml`, Sentences)),
  );
  return lists.flat();
}

/** Sentences and the mood they are in; `digest` tells editions apart without reading all of them. */
export interface SentimentExamples {
  digest: string;
  read: () => { text: string; intent: string }[];
}

/** Intents whose examples are not in one mood. */
const IN_SOME_MOOD = new Set(["complaint", "compliment", "feedback", "thanks", "greeting", "goodbye", "how_are_you"]);

/** Opens the examples of moods. */
export async function openSentiment(folder: string = STARTER_FOLDER): Promise<SentimentExamples> {
  const moods = await Promise.all(
    ["en", "zh"].map((language) => readFile(`${folder}/sentiment/${language}.yaml`, "utf8")),
  );
  const shop = await Promise.all(
    (await yamlFiles(folder, "intents/")).map((file) => readFile(`${folder}/${file}`, "utf8")),
  );
  const world = await readOutOfScope(folder);
  return {
    digest: createHash("sha256")
      .update([...moods, ...shop, ...world].join("\n"))
      .digest("hex")
      .slice(0, 16),
    read: () => {
      const told = moods.flatMap((file) =>
        Object.entries(v.parse(SentimentFile, parse(file))).flatMap(([intent, texts]) =>
          texts.map((text) => ({ text, intent })),
        ),
      );
      // Questions of a shop and about the rest of the world are in no mood: without them what is unfamiliar looks angry.
      const asked = readTexts(shop.map((text) => ({ file: "", text }))).intents.filter(
        ({ name }) => !IN_SOME_MOOD.has(name),
      );
      const questions = asked.flatMap(({ examples }) => examples).filter((_text, index) => index % 3 === 0);
      const known = new Set(told.map(({ text }) => text));
      const calm = [...questions, ...world].filter((text) => !known.has(text));
      return [...told, ...calm.map((text) => ({ text, intent: "neutral" }))];
    },
  };
}

/** The kinds of products that are recognised. */
export async function readProducts(folder: string = STARTER_FOLDER): Promise<Product[]> {
  return read(`${folder}/products.yaml`, Products);
}

/** The intents that stay when the demo shop's knowledge goes. */
export async function readEveryday(folder: string = STARTER_FOLDER): Promise<Everyday[]> {
  return read(`${folder}/everyday.yaml`, EverydayFile);
}

function readTexts(texts: readonly { file: string; text: string }[]): Reading {
  const collect = createReading();
  for (const { file, text } of texts) {
    const { file: yaml, problems } = readYamlFile(text);
    for (const problem of problems) collect.problem({ ...problem, file });
    readOwn(yaml, collect, file);
  }
  return collect.done();
}

async function yamlFiles(folder: string, subject: string): Promise<string[]> {
  const names = await readdir(`${folder}/${subject}`);
  return names
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => `${subject}${name}`);
}

async function read<S extends v.GenericSchema>(file: string, schema: S): Promise<v.InferOutput<S>> {
  return v.parse(schema, parse(await readFile(file, "utf8")));
}

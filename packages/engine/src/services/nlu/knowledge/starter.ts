import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Knowledge } from "@parley/protocol";
import * as v from "valibot";
import { parse } from "yaml";
import { readYaml } from "./yaml.ts";
import { checkReferences } from "./written.ts";

/** The folder of the knowledge that comes with the engine; the same from source and from `dist`. */
export const STARTER_FOLDER = fileURLToPath(new URL("../../../../knowledge/", import.meta.url));

const Sentences = v.array(v.string());
const SentimentFile = v.object({ positive: Sentences, neutral: Sentences, negative: Sentences });
const Products = v.array(v.object({ id: v.string(), en: Sentences, zh: Sentences }));

/** A kind of product that visitors may name. */
export type Product = v.InferOutput<typeof Products>[number];

/** Reads the intents, articles and canned replies of a folder. Rejects, naming file and line, if anything is wrong with them. */
export async function readStarter(folder: string = STARTER_FOLDER): Promise<Knowledge> {
  const files = [
    ...(await yamlFiles(folder, "intents/")),
    ...(await yamlFiles(folder, "articles/")),
    "canned-replies.yaml",
  ];
  const all: Knowledge = { intents: [], articles: [], cannedReplies: [] };
  const problems: string[] = [];
  for (const file of files) {
    const reading = readYaml(await readFile(`${folder}/${file}`, "utf8"));
    problems.push(...reading.problems.map((problem) => `${file}, ${problem}`));
    all.intents.push(...reading.knowledge.intents);
    all.articles.push(...reading.knowledge.articles);
    all.cannedReplies.push(...reading.knowledge.cannedReplies);
  }
  const checked = checkReferences({ knowledge: all, problems }, { intents: new Map(), articles: new Map() });
  if (checked.problems.length > 0) {
    throw new Error(`The starter knowledge is not usable:\n  ${checked.problems.join("\n  ")}`);
  }
  return checked.knowledge;
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
      const asked = shop.flatMap((file) => readYaml(file).knowledge.intents).filter(({ id }) => !IN_SOME_MOOD.has(id));
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

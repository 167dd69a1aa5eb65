import { readFile } from "node:fs/promises";
import type { Knowledge } from "@parley/protocol";
import { expect, test } from "vitest";
import { readCsv, writeCsv } from "./csv.ts";
import { readStarter, STARTER_FOLDER } from "./starter.ts";
import { readYaml, writeYaml } from "./yaml.ts";

const sorted = ({ intents, ...rest }: Knowledge) => ({
  ...rest,
  intents: intents.map((intent) => ({ ...intent, examples: intent.examples.toSorted() })),
});

test("the starter knowledge survives YAML", async () => {
  const starter = await readStarter();
  expect(starter.intents.length).toBeGreaterThanOrEqual(40);
  expect(starter.articles.length).toBeGreaterThanOrEqual(20);
  const { knowledge, problems } = readYaml(writeYaml(starter));
  expect(problems).toEqual([]);
  expect(sorted(knowledge)).toEqual(sorted(starter));
});

test("the starter knowledge survives CSV, in a spreadsheet too", async () => {
  const starter = await readStarter();
  const text = writeCsv(starter);
  const { knowledge, problems } = readCsv(text, new Map());
  expect(problems).toEqual([]);
  expect(sorted(knowledge)).toEqual(sorted(starter));
  expect(writeCsv(knowledge)).toBe(text);
});

test("a cell that a spreadsheet would run as a formula is quoted, and comes back as it was", () => {
  const formula = '=HYPERLINK("https://x")';
  const intent = { id: "odd", title: { en: "Odd", "zh-CN": "" }, answer: { en: "", "zh-CN": "" }, version: 0 };
  const knowledge = {
    intents: [{ ...intent, examples: [formula, "-5 degrees", 'a "quoted",\nline'] }],
    articles: [],
    cannedReplies: [],
  };
  const text = writeCsv(knowledge);
  expect(text).not.toMatch(/(^|,)"?[=-]/m);
  expect(readCsv(text, new Map()).knowledge.intents[0]?.examples).toEqual(knowledge.intents[0]?.examples);
});

test("problems name line, row and reason, and the good rows are read", () => {
  const { knowledge, problems } = readYaml(
    [
      "intents:",
      "  - id: Bad Id",
      "    examples: [a]",
      "  - id: good",
      "    title: { en: Good }",
      "    examples: [1, two]",
      "  - id: good",
      "  - id: typo",
      "    exmaples: [x]",
      "articels: []",
      "cannedReplies: nothing",
    ].join("\n"),
  );
  expect(knowledge.intents.map(({ id, examples }) => [id, examples])).toEqual([["good", ["1", "two"]]]);
  expect(problems).toEqual([
    expect.stringMatching(/^line 2: id must be lower-case/),
    expect.stringMatching(/^line 7: "good" is there twice/),
    expect.stringMatching(/^line 8: exmaples .*exmaples/),
    expect.stringMatching(/^"articels" is not known/),
    "cannedReplies must be a list.",
  ]);
});

test.each([
  ["", /neither intents/],
  ["a: [", /./],
  ["just words", /neither intents/],
  ["intents:\n  - &a { id: a }\n  - *a", /Aliases/],
  ["intents:\n  - 7\n  - ~", /row/],
])("YAML that makes no sense is refused in words: %j", (text, reason) => {
  const { knowledge, problems } = readYaml(text);
  expect(knowledge.intents).toEqual([]);
  expect(problems.join(" ")).toMatch(reason);
});

test("CSV rows that make no sense are named by line, the others are read", () => {
  const { knowledge, problems } = readCsv(
    "kind,id,language,title,text\nintent,a,fr,Titre,Texte\nthing,b,en,,\nexample,,en,,lost\nexample,c,en,,hello\narticle,x,en,Title,Body\n",
    new Map(),
  );
  expect(knowledge.intents.map(({ id }) => id)).toEqual(["c"]);
  expect(knowledge.articles).toMatchObject([{ id: "x", title: { en: "Title" }, body: { en: "Body" } }]);
  expect(problems).toEqual([
    expect.stringMatching(/^line 2: language must be en or zh-CN, not "fr"/),
    expect.stringMatching(/^line 3: kind must be/),
    expect.stringMatching(/^line 4: the id is missing/),
  ]);
  expect(readCsv('kind,id\n"broken', new Map()).problems).toHaveLength(1);
});

test("a plain table of texts and intents gives examples and keeps the answers", () => {
  const greet = {
    id: "greet",
    title: { en: "Hi", "zh-CN": "你好" },
    examples: ["hi"],
    answer: { en: "Hello!", "zh-CN": "" },
    version: 3,
  };
  const { knowledge } = readCsv("text,intent\nhey there,greet\n嗨,greet\n", new Map([["greet", greet]]));
  expect(knowledge.intents).toEqual([{ ...greet, examples: ["hey there", "嗨"], version: 0 }]);
});

test("every starter file is read on its own", async () => {
  const article = readYaml(await readFile(`${STARTER_FOLDER}/articles/refunds.yaml`, "utf8"));
  expect(article.knowledge.articles.map(({ id }) => id)).toEqual(["refunds"]);
  const replies = readYaml(await readFile(`${STARTER_FOLDER}/canned-replies.yaml`, "utf8"));
  expect(replies.knowledge.cannedReplies.length).toBeGreaterThan(5);
});

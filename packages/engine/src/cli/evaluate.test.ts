import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { SHOP } from "../services/nlu/model/shop.fixture.ts";
import { run as classify } from "./classify.ts";
import { run as evaluate } from "./evaluate.ts";
import { run as train } from "./train.ts";

let folder: string;
let printed = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-cli-"));
  const lines = (from: number, every: number) =>
    SHOP.filter((_, at) => at % every === from)
      .map((example) => JSON.stringify(example))
      .join("\n");
  await writeFile(path("train.jsonl"), `${lines(0, 2)}\n`);
  await writeFile(path("test.jsonl"), lines(1, 2));
  await writeFile(
    path("oos.jsonl"),
    ["what is the weather", "讲个笑话"].map((text) => JSON.stringify({ text })).join("\n"),
  );
  await writeFile(path("bad.jsonl"), `${JSON.stringify(SHOP[0])}\n\n{"text": "no intent"}\n`);
  await writeFile(path("broken.jsonl"), '{"text": \n');
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  vi.restoreAllMocks();
  printed = "";
});

test("a data set is judged by one command, and every figure is in the report", async () => {
  listen();
  const files = ["--train", path("train.jsonl"), "--test", path("test.jsonl")];
  const status = await evaluate([
    ...files,
    "--oos-test",
    path("oos.jsonl"),
    "--seed",
    "2",
    "--report",
    path("report.json"),
  ]);
  expect(status).toBe(0);
  expect(printed).toContain("accuracy");
  const report: unknown = JSON.parse(await readFile(path("report.json"), "utf8"));
  const figure = expect.any(Number) as number;
  expect(report).toMatchObject({
    accuracy: figure,
    macroF1: figure,
    oos: { auroc: figure, recallAt95: figure, inScopeAccuracy: figure, oosRecall: figure },
    trainSeconds: figure,
    trainCpuSeconds: figure,
    latencyMs: { p50: figure, p95: figure },
    messagesPerSecond: figure,
    modelBytes: figure,
    runtime: expect.stringContaining("TensorFlow") as string,
    confusions: expect.any(Array) as unknown[],
  });
});

test("a model is trained to a file and asked", async () => {
  listen();
  expect(await train(["--train", path("train.jsonl"), "--out", path("shop.parley")])).toBe(0);
  expect(await classify(["--model", path("shop.parley"), "where is my order", "我要退款"])).toBe(0);
  expect(printed).toMatch(/"where is my order": in scope[^\n]*\n {2}[01]\.\d+ {2}order_status/);
  expect(printed).toMatch(/"我要退款"[^\n]*\n {2}[01]\.\d+ {2}refund/);
});

test.each([
  [() => evaluate([]), "--train and --test are needed"],
  [() => evaluate(["--tain", "x"]), "Unknown option '--tain'"],
  [() => evaluate(["--train", path("none.jsonl"), "--test", path("test.jsonl")]), "there is no such file"],
  [() => evaluate(["--train", path("bad.jsonl"), "--test", path("test.jsonl")]), 'bad.jsonl:3: "intent" is missing.'],
  [
    () => evaluate(["--train", path("broken.jsonl"), "--test", path("test.jsonl")]),
    "broken.jsonl:1: this line is not JSON.",
  ],
  [() => evaluate(["--train", path("train.jsonl"), "--test", path("test.jsonl"), "--seed", "x"]), "whole number"],
  [() => train(["--train", path("train.jsonl")]), "--out"],
  [() => classify(["--model", path("train.jsonl"), "hello"]), "This is not a Parley model."],
])("what the user can put right is said, with exit status 2 (%#)", async (command, message) => {
  listen();
  expect(await command()).toBe(2);
  expect(printed).toContain(message);
});

function path(name: string): string {
  return join(folder, name);
}

function listen(): void {
  const record = (text: string | Uint8Array) => {
    printed += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(record);
  vi.spyOn(process.stderr, "write").mockImplementation(record);
}

test("search is judged by articles and questions of one's own, across languages where there are sentence vectors", async () => {
  const articles = [
    { id: 1, title: "Returns", text: "You can send items back within 30 days and get your money back." },
    { id: "hours", question: "营业时间", answer: "客服每天上午九点到晚上九点在线，节假日也不休息。" },
  ];
  const queries = [
    { text: "How many days do I have to send items back?", article: 1 },
    { text: "客服几点上班，节假日在线吗", article: ["hours"] },
    { text: "who won the football match last night", article: null },
  ];
  const lines = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join("\n");
  await writeFile(path("articles.jsonl"), lines(articles));
  await writeFile(path("queries.jsonl"), lines(queries));
  listen();
  const files = ["--search", path("articles.jsonl"), "--queries", path("queries.jsonl")];
  expect(await evaluate([...files, "--report", path("search.json")])).toBe(0);
  expect(printed).toContain("right article first");
  const report: unknown = JSON.parse(await readFile(path("search.json"), "utf8"));
  expect(report).toMatchObject({ hit1: 1, mrr: 1, rightlyNotShown: 1 });
});

test.each([
  ["--search alone", ["--search", "articles.jsonl"], "go together"],
  ["an article that is not there", ["--search", "articles.jsonl", "--queries", "unknown.jsonl"], 'the article "gone"'],
  ["a line that is none", ["--search", "broken.jsonl", "--queries", "unknown.jsonl"], "not JSON"],
])("%s is refused with words", async (_, args, words) => {
  await writeFile(path("articles.jsonl"), JSON.stringify({ id: "a", text: "words" }));
  await writeFile(path("unknown.jsonl"), JSON.stringify({ text: "words", article: "gone" }));
  listen();
  expect(await evaluate(args.map((arg) => (arg.endsWith(".jsonl") ? path(arg) : arg)))).toBe(2);
  expect(printed).toContain(words);
});

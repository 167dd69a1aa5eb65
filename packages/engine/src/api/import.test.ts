import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ImportResult } from "@parley/protocol";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { run } from "../cli/knowledge.ts";
import { openAdmin } from "./api.test.kit.ts";

const TEXT = "问题,答案\n怎么退货？,三十天内免费。\n发票怎么开,在订单页面申请。\n";
const utf16 = Buffer.from(`\uFEFF${TEXT}`, "utf16le");
/** The same text as Excel in China saves it. */
const GB18030 = Buffer.from(
  "cecacce22cb4f0b0b80ad4f5c3b4cdcbbbf5a3bf2cc8fdcaaeccecc4dac3e2b7d1a1a30ab7a2c6b1d4f5c3b4bfaa2cd4dab6a9b5a5d2b3c3e6c9eac7eba1a30a",
  "hex",
);
const RASA = "nlu:\n- intent: faq/ask\n  examples: |\n    - what is it\n    - true\n";

/** Files as people bring them, and how many intents are in them. */
const BROUGHT: readonly [what: string, files: Record<string, Uint8Array>, intents: number][] = [
  ["UTF-8", { "faq.csv": Buffer.from(TEXT) }, 2],
  ["GB18030", { "faq.csv": GB18030 }, 2],
  ["UTF-16", { "faq.tsv": Buffer.from(utf16.toString("utf16le").replaceAll(",", "\t"), "utf16le") }, 2],
  [
    "Rasa, in two files",
    { "nlu.yml": Buffer.from(RASA), "domain.yml": Buffer.from("responses:\n  utter_faq/ask:\n  - text: A shop.\n") },
    1,
  ],
];

async function overHttp(files: Record<string, Uint8Array>) {
  const { ownerBrowser, nlu } = await openAdmin();
  const owner = await ownerBrowser();
  const sent = Object.entries(files).map(([name, bytes]) => ({ name, content: Buffer.from(bytes).toString("base64") }));
  const { body } = await owner.ask("POST /knowledge/import", { files: sent });
  expect(body).toMatchObject({ applied: true, problems: [] } satisfies Partial<ImportResult>);
  return (await nlu.knowledge({})).intents;
}

async function byCommand(files: Record<string, Uint8Array>) {
  const folder = await mkdtemp(path.join(tmpdir(), "parley-import-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(path.join(folder, "in"));
  for (const [name, bytes] of Object.entries(files)) await writeFile(path.join(folder, "in", name), bytes);
  const printed = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const written = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  onTestFinished(() => {
    printed.mockRestore();
    written.mockRestore();
  });
  const store = path.join(folder, "store");
  expect(await run(["import", path.join(folder, "in"), "--store", store])).toBe(0);
  expect(await run(["export", "--format", "yaml", "--store", store])).toBe(0);
  return String(written.mock.calls.at(-1)?.[0]);
}

describe.each(BROUGHT)("files in %s", (_, files, count) => {
  test("come in over HTTP and by the command alike", async () => {
    const intents = await overHttp(files);
    const text = await byCommand(files);
    expect(intents).toHaveLength(count);
    for (const { id, examples, answer } of intents) {
      expect(text).toContain(`- id: ${id}\n`);
      for (const words of [...examples, answer.en, answer["zh-CN"]]) expect(text).toContain(words);
    }
  });
});

test("a file that would stop the engine is refused, and others are answered meanwhile", async () => {
  const { ownerBrowser } = await openAdmin();
  const owner = await ownerBrowser();
  const brackets = Buffer.from("[".repeat(3_000_000)).toString("base64");
  const done: string[] = [];
  const importing = owner
    .ask("POST /knowledge/import", { files: [{ name: "x.yaml", content: brackets }], locale: "zh-CN" })
    .then((answer) => (done.push("import"), answer));
  expect((await owner.ask("GET /knowledge")).status).toBe(200);
  done.push("other");
  expect((await importing).body).toMatchObject({
    problems: [{ code: "tooDeep", file: "x.yaml", text: expect.stringMatching(/嵌套/) }],
  });
  expect(done).toEqual(["other", "import"]);
});

test("an intent with more or longer examples than anybody writes is not saved", async () => {
  const { ownerBrowser } = await openAdmin();
  const owner = await ownerBrowser();
  const intent = { id: "big", title: {}, answer: {}, version: 0 };
  for (const examples of [["x".repeat(1001)], Array.from({ length: 5001 }, (_, at) => `example ${at}`)]) {
    expect((await owner.ask("PUT /knowledge/intents/big", { ...intent, examples })).error?.code).toBe("invalid");
  }
  expect((await owner.ask("PUT /knowledge/intents/big", { ...intent, examples: ["x".repeat(1000)] })).status).toBe(200);
});

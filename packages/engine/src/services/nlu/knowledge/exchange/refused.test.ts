import { expect, test } from "vitest";
import { plan, problemsOf } from "./plan.test.kit.ts";
import { readFiles } from "./read.ts";
import { workbook } from "./workbook.fixture.ts";

const bomb = () => {
  const rows = workbook([["question", "answer"]]);
  // The central directory says that a part has 4 GB.
  const at = Buffer.from(rows).lastIndexOf(Buffer.from("504b0102", "hex"));
  const lying = Buffer.from(rows);
  lying.writeUInt32LE(0xfffffff0, at + 24);
  return lying;
};

test.each<[string, string, string | Uint8Array, string]>([
  ["an empty file", "x.csv", "", "empty"],
  ["only blanks", "x.yaml", " \n\n", "empty"],
  ["a truncated archive", "x.xlsx", workbook([["question", "answer"]]).slice(0, 300), "brokenArchive"],
  ["an archive that unpacks to gigabytes", "x.xlsx", bomb(), "tooLarge"],
  ["an old workbook", "x.xls", Buffer.from("d0cf11e0a1b11ae1", "hex"), "oldOffice"],
  ["a PDF", "x.pdf", "%PDF-1.7", "document"],
  ["truncated JSON", "x.json", '{"rasa_nlu_data": {"common_examples": [', "brokenJson"],
  ["YAML of brackets", "x.yaml", "[".repeat(3_000_000), "tooDeep"],
  ["YAML of dashes", "x.yaml", "- ".repeat(100_000), "tooDeep"],
  ["JSON of nothing known", "x.json", '{"a": {"b": 1}}', "unknownFormat"],
  ["YAML of nothing known", "x.yaml", "just words", "unknownFormat"],
  ["YAML with references", "x.yaml", "intents:\n  - &a { id: a, examples: [x] }\n  - *a\n", "alias"],
  ["YAML that is too large", "x.yaml", "x".repeat(4 * 1024 * 1024 + 1), "tooLarge"],
  ["a table with a quote that never ends", "x.csv", 'question,answer\n"how are you,fine\nhow much,5\n', "brokenTable"],
  ["too many rows", "x.csv", `question,answer\n${"a,b\n".repeat(50_001)}`, "tooManyEntries"],
  ["an example of a novel's length", "x.csv", `question,answer\n${"word ".repeat(300)},b\n`, "exampleTooLong"],
])("%s is refused in words", { timeout: 30_000 }, async (_, file, text, code) => {
  expect((await problemsOf(file, text)).map(([found]) => found)).toContain(code);
});

test("a row behind a quote that never ends is read all the same", async () => {
  expect(
    (await plan("x.csv", 'question,answer\n"how are you,fine\nhow much,5\n')).made.map(({ answer }) => answer.en),
  ).toEqual(["fine", "5"]);
});

test("a map of a hundred thousand keys is read", { timeout: 60_000 }, async () => {
  const keys = Array.from({ length: 100_000 }, (_, at) => `    k${at}: v`).join("\n");
  const bytes = new TextEncoder().encode(`intents:\n  - id: a\n    examples: [x]\n${keys}\n`);
  // With the square of the keys it would take minutes.
  const reading = await readFiles([{ name: "x.yaml", bytes }]);
  expect(reading.intents.map(({ name }) => name)).toEqual(["a"]);
  expect([reading.problems.length, reading.unlisted]).toEqual([200, 99_800]);
});

import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { readStarter } from "../starter.ts";
import { idsOf } from "./names.ts";
import { intent, NOTHING, plan, problemsOf } from "./plan.test.kit.ts";
import { writeCsv, writeYaml } from "./write.ts";

test.each([
  ["yaml", writeYaml],
  ["csv", writeCsv],
] as const)(
  "what goes out as %s comes back unchanged, whatever the mode, and into an empty store",
  async (format, write) => {
    const starter = await readStarter();
    expect(starter.intents.length).toBeGreaterThanOrEqual(40);
    const text = write(starter);
    for (const mode of ["merge", "replace", "replaceAll"] as const) {
      const { changes, problems } = await plan(`x.${format}`, text, { there: starter, mode });
      expect(problems).toEqual([]);
      expect(changes.filter(({ change }) => change !== "unchanged")).toEqual([]);
    }
    const fresh = await plan(`x.${format}`, text);
    const again = {
      intents: fresh.made,
      articles: fresh.articles.map(({ make }) => make(undefined)),
      cannedReplies: fresh.replies.map(({ make }) => make(undefined)),
    };
    expect(write(again)).toBe(text);
  },
);

const ODD = [
  '=HYPERLINK("https://x")',
  "'=1",
  "''=1",
  "\u200b=1+1",
  "\u2060+1",
  "\u202e@x",
  " \u00a0=1",
  "-5 degrees",
  "|cmd",
  "＝1",
  'a "quoted", line',
  "'tis",
  "#hash",
  "true",
  "null",
  "1.50",
  "2026-11-29",
  "my error: it does not work",
  "order #12",
  "[x](y)",
  "*bold*",
  "@me",
  "a\tb",
  "a;=1+1",
  "a; '@x",
  "a\t'-1; +2",
];
test.each([
  ["yaml", writeYaml],
  ["csv", writeCsv],
] as const)("no word is changed on its way through %s, and no cell begins like a formula", async (format, write) => {
  const examples = ODD.map((text) => text.trim());
  const text = write({
    ...NOTHING,
    intents: [intent("odd", { examples, answer: { en: "'=1\n\n- a\n- b", "zh-CN": "＝一" } })],
  });
  if (format === "csv") {
    for (const cell of parse(text, { bom: true }).flat()) expect(cell).not.toMatch(/(?:^|[;\t])[\s\p{Cf}]*[=+@|＝-]/u);
  }
  const { made, problems } = await plan(`x.${format}`, text);
  expect(problems).toEqual([]);
  expect(made[0]?.examples.toSorted()).toEqual(examples.toSorted());
  expect(made[0]?.answer).toEqual({ en: "'=1\n\n- a\n- b", "zh-CN": "＝一" });
});

test("examples in YAML are the words that somebody wrote, and a line that is no YAML loses nothing else", async () => {
  const words = [
    "true",
    "null",
    "~",
    "2026-11-29",
    "1.50",
    "0x10",
    "12:30",
    "yes",
    "my error: it does not work",
    "'tis the season",
    "@me please",
    '"quoted" word',
    "100% off",
    "%x",
    "[cheap](price) hotel",
    "*bold* it",
    "order #12",
    "{a} b",
    "& so on",
    "! now",
    "` tick",
    "'twas",
  ];
  const text = `intents:\n  - id: odd\n    answer: Within 5 days: we promise\n    examples:\n${words.map((line) => `      - ${line}`).join("\n")}\n  - id: next\n    examples: [a]\n`;
  const { made, problems } = await plan("x.yaml", text);
  expect(problems).toEqual([]);
  expect(made.map(({ id }) => id)).toEqual(["odd", "next"]);
  expect(made[0]?.examples).toEqual(words);
  expect(made[0]?.answer.en).toBe("Within 5 days: we promise");
});

test("characters that were lost before are left out and named, not taken", async () => {
  const { made, problems } = await plan(
    "x.csv",
    "question,answer\nhow are you,fine\n怎\uFFFD退款,好\nhow much,5 \uFFFD\n",
  );
  expect(JSON.stringify(made)).not.toContain("\uFFFD");
  expect(problems.map(({ code, line }) => [code, line])).toEqual([
    ["damagedText", 3],
    ["damagedText", 4],
  ]);
});

test("one example in a file adds one example", async () => {
  const examples = Array.from({ length: 222 }, (_, at) => `example ${at}`);
  const there = { ...NOTHING, intents: [intent("greet", { examples, answer: { en: "Hello!", "zh-CN": "" } })] };
  const { made, changes } = await plan("x.csv", "text,intent\nhey there,greet\n", { there });
  expect(made[0]?.examples).toEqual([...examples, "hey there"]);
  expect(changes).toMatchObject([
    { id: "greet", change: "changed", added: { count: 1, some: ["hey there"] }, fields: [] },
  ]);
  const replaced = await plan("x.csv", "text,intent\nhey there,greet\n", { there, mode: "replace" });
  expect(replaced.made[0]).toMatchObject({ examples: ["hey there"], answer: { en: "Hello!" } });
  expect(replaced.changes).toMatchObject([{ lost: { count: 222 } }]);
});

test("a preview says what would be new, changed from what to what, and removed", async () => {
  const there = { ...NOTHING, intents: [intent("old"), intent("refund", { answer: { en: "Never.", "zh-CN": "" } })] };
  const { changes, removed } = await plan(
    "x.yaml",
    "intents:\n  - { id: refund, answer: { en: Always. }, examples: [money back] }\n  - { id: fresh, examples: [a] }\n",
    { there, mode: "replaceAll" },
  );
  expect(removed).toEqual({ intents: ["old"], articles: [], replies: [] });
  expect(changes.map(({ id, change }) => [id, change])).toEqual([
    ["old", "removed"],
    ["refund", "changed"],
    ["fresh", "new"],
  ]);
  expect(changes[1]?.fields).toEqual([{ field: "answer", language: "en", from: "Never.", to: "Always." }]);
});

test("a question without a name goes where it is an example already, and the same file again changes nothing", async () => {
  const there = {
    ...NOTHING,
    intents: [intent("returns", { title: { en: "Returns", "zh-CN": "" }, examples: ["how do i return it"] })],
  };
  const faq = "question,answer\nHow do I return it?,Within 30 days.\nHow much is it?,5\nhow much is it,5\n";
  const { made } = await plan("x.csv", faq, { there });
  expect(made.map(({ id, title, examples }) => [id, title.en, examples])).toEqual([
    ["returns", "Returns", ["how do i return it"]],
    ["how_much_is_it", "How much is it?", ["How much is it?", "how much is it"]],
  ]);
  const after = { ...NOTHING, intents: made };
  expect((await plan("x.csv", faq, { there: after })).changes.map(({ change }) => change)).toEqual([
    "unchanged",
    "unchanged",
  ]);
});

test("names become ids that are valid, stable, and never shared", () => {
  const names = [
    "faq/ask",
    "faq.ask",
    "faq_ask",
    "BookFlight",
    "agent.age",
    "退款",
    "退货",
    "訂單 Status",
    "HTTPServer",
    "Ünïcode",
    "x".repeat(100),
    "__proto__",
    "constructor",
    "--",
    "😀",
    "a",
    "A",
    "Привет",
  ];
  const ids = idsOf(names);
  expect(new Set(ids.values()).size).toBe(names.length);
  for (const id of ids.values()) expect(id).toMatch(/^[a-z0-9][a-z0-9_-]{0,63}$/);
  expect([
    ids.get("faq_ask"),
    ids.get("BookFlight"),
    ids.get("agent.age"),
    ids.get("HTTPServer"),
    ids.get("Ünïcode"),
  ]).toEqual(["faq_ask", "book_flight", "agent_age", "http_server", "unicode"]);
  expect(idsOf(["退款"]).get("退款")).toBe(ids.get("退款"));
});

test("problems name file, line, name and reason, and the good rows are read", async () => {
  const own =
    "intents:\n  - id: Bad Id\n    examples: [a]\n  - id: good\n    title: { en: Good }\n    examples: [1, two]\n  - id: good\n    answer: { en: x }\n  - examples: [lost]\n  - id: typo\n    exmaples: [x]\narticels: []\ncannedReplies: nothing\n";
  const { made, problems } = await plan("x.yaml", own);
  expect(made.map(({ id, examples }) => [id, examples])).toEqual([
    ["bad_id", ["a"]],
    ["good", ["1", "two"]],
    ["typo", []],
  ]);
  expect(problems.map(({ file, line, code, name }) => [file, line, code, name])).toEqual([
    ["x.yaml", 9, "noName", undefined],
    ["x.yaml", 11, "field", "typo"],
    ["x.yaml", 12, "section", "articels"],
    ["x.yaml", 13, "notAList", "cannedReplies"],
  ]);
  expect(
    await problemsOf(
      "x.csv",
      "kind,id,language,title,text\nintent,a,klingon,Titre,Texte\nthing,b,en,,\nexample,,en,,lost\nexample,c,en,,hello\n",
    ),
  ).toEqual([
    ["language", 2, "a"],
    ["kind", 3, "b"],
    ["noName", 4, undefined],
  ]);
  expect(await problemsOf("x.csv", "colour,size\nred,5\n,\nblue,6,7\n")).toEqual([["columns", 1, undefined]]);
});

test("links and choices that lead nowhere are left out and named", async () => {
  const { made, problems } = await plan(
    "x.yaml",
    "intents:\n  - { id: a, article: nowhere, choices: [b, gone], examples: [x] }\n  - { id: b, examples: [y] }\n",
  );
  expect(made[0]).toMatchObject({ choices: ["b"] });
  expect(made[0]).not.toHaveProperty("articleId");
  expect(problems.map(({ code, detail }) => [code, detail])).toEqual([
    ["noArticle", "nowhere"],
    ["noIntent", "gone"],
  ]);
});

import { REFUND, RETURN, type Sample } from "./samples.fixture.ts";
import { workbook } from "./workbook.fixture.ts";

const json = (value: unknown) => JSON.stringify(value, null, 2);

/** A table with a question, similar questions and an answer, and a row of similar questions alone, as merged cells leave it. */
const SIMILAR_ROWS = [
  ["标准问", "相似问", "答案"],
  ["怎么退款？", "如何退钱；退款流程是什么", "七天内可以退款。"],
  ["", "我想退款", ""],
  ["发票怎么开", "", "在订单页申请。"],
];
const SIMILAR = {
  怎么退款: {
    examples: ["怎么退款？", "如何退钱", "退款流程是什么", "我想退款"],
    zh: "七天内可以退款。",
    title: "怎么退款？",
  },
  发票怎么开: { examples: ["发票怎么开"], zh: "在订单页申请。" },
};

/** Tables, in all their ways. */
export const TABLES: Sample[] = [
  {
    what: "question,answer",
    files: { "faq.csv": 'question,answer\nHow do I return it?,"Within 30 days, for free."\n' },
    format: "CSV",
    intents: { how_do_i_return_it: RETURN },
  },
  {
    what: "Chinese headers",
    files: { "常见问题.csv": "问题,答案\n怎么退款？,七天内可以退款。\n" },
    format: "CSV",
    intents: { 怎么退款: REFUND },
  },
  {
    what: "no header",
    files: { "faq.csv": "How do I return it?;Within 30 days, for free.\n怎么退款？;七天内可以退款。\n" },
    format: "CSV",
    intents: { how_do_i_return_it: RETURN, 怎么退款: REFUND },
  },
  {
    what: "tabs",
    files: { "faq.tsv": "Question\tAnswer\nHow do I return it?\tWithin 30 days, for free.\n" },
    format: "CSV",
    intents: { how_do_i_return_it: RETURN },
  },
  {
    what: "bars, in a text file",
    files: { "faq.txt": "Question|Answer\nHow do I return it?|Within 30 days, for free.\n" },
    format: "CSV",
    intents: { how_do_i_return_it: RETURN },
  },
  {
    what: "a separator that Excel names",
    files: { "faq.csv": "sep=;\nQ;A\nHow do I return it?;Within 30 days, for free.\n" },
    format: "CSV",
    intents: { how_do_i_return_it: RETURN },
  },
  {
    what: "single quotes",
    files: { "faq.csv": "'question','answer'\n'How do I return it?','Within 30 days, for free.'\n" },
    format: "CSV",
    intents: { how_do_i_return_it: RETURN },
  },
  {
    what: "similar questions",
    files: { "faq.csv": SIMILAR_ROWS.map((row) => row.join(",")).join("\n") },
    format: "CSV",
    intents: SIMILAR,
  },
  {
    what: "similar questions in a workbook",
    files: { "faq.xlsx": workbook(SIMILAR_ROWS) },
    format: "XLSX",
    intents: SIMILAR,
  },
  {
    what: "similar questions in columns",
    files: { "faq.csv": "序号,问题,相似问1,相似问2,答案\n1,怎么退款？,如何退钱,我想退款,七天内可以退款。\n" },
    format: "CSV",
    intents: { 怎么退款: { ...REFUND, examples: ["怎么退款？", "如何退钱", "我想退款"] } },
  },
  {
    what: "both languages in columns",
    files: {
      "faq.csv":
        'question_en,question_zh,answer_en,答案（中文）\nHow do I return it?,怎么退货,"Within 30 days, for free.",三十天内免费。\n',
    },
    format: "CSV",
    intents: { how_do_i_return_it: { ...RETURN, examples: ["How do I return it?", "怎么退货"], zh: "三十天内免费。" } },
  },
  {
    what: "intents and utterances",
    files: { "train.csv": "意图,例句\n退款,怎么退款\n退款,我要退钱\nBookFlight,book a flight\n" },
    format: "CSV",
    intents: {
      退款: { examples: ["怎么退款", "我要退钱"], title: "退款" },
      book_flight: { examples: ["book a flight"], title: "BookFlight" },
    },
  },
  {
    what: "text and label, without names",
    files: { "train.csv": "hello,greet\nhi there,greet\nbye,leave\nsee you,leave\n" },
    format: "CSV",
    intents: { greet: { examples: ["hello", "hi there"] }, leave: { examples: ["bye", "see you"] } },
  },
  {
    what: "JSON Lines",
    files: { "train.jsonl": '{"text":"hello","intent":"greet"}\n{"text":"bye","intent":"leave"}\n' },
    format: "JSON Lines",
    intents: { greet: { examples: ["hello"] }, leave: { examples: ["bye"] } },
  },
  {
    what: "a list of questions in JSON",
    files: { "faq.json": json([{ question: "How do I return it?", answer: "Within 30 days, for free." }]) },
    format: "JSON",
    intents: { how_do_i_return_it: RETURN },
  },
  {
    what: "a list of questions in YAML",
    files: { "faq.yml": "- question: 怎么退款？\n  answer: 七天内可以退款。\n" },
    format: "YAML",
    intents: { 怎么退款: REFUND },
  },
  {
    what: "articles in a table",
    files: { "pages.csv": "标题,内容\n退货政策,三十天内可以退货。\n" },
    format: "CSV",
    articles: { 退货政策: { title: "退货政策", zh: /三十天/ } },
  },
];

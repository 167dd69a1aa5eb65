import { expect, test } from "vitest";
import { fold } from "./fold.ts";
import { isFound, readQuery } from "./query.ts";
import { snippetOf } from "./snippet.ts";
import { neededBy, termsOf } from "./terms.ts";

const finds = (words: string, text: string) => isFound(text, readQuery(words));

test.each([
  ["订单", "我的订单还没有到"],
  ["單號", "请问单号是多少"],
  ["退款", "我要申請退款。"],
  ["ｒｅｆｕｎｄ", "Where is my REFUND?"],
  ["cafe", "The Café is closed"],
  ["ord", "my Order is late"],
  ["order late", "It is late, this order"],
  ["20241130", "单号20241130998877，谢谢"],
  ["20241130998877", "No. 20241130998877"],
  ["iPhone15手机", "我买了iphone15手机壳"],
  ["买1", "我想买1件"],
  ["ガム", "ｶﾞﾑをください"],
  ["주문", "제 주문번호는"],
  ['"order status"', "the  Order\nstatus please"],
  ["“order stat”", "my order status"],
  ["a@b.com", "write to a@b.com"],
  ["#1234", "order 12345"],
  ["ça va", "Ça va?"],
  ["ΟΔΟΣ", "η ΟΔΟΣΗΜΑΝΣΗ"],
  ["οδος", "ΟΔΟΣ"],
  ["가나", "가\u200b나"],
  ["강남", "\u1100\u200b\u1161\u11bc남"],
])("[Y2] %s finds %s", (words, text) => {
  expect(finds(words, text)).toBe(true);
});

test.each([
  ["rder", "my order"],
  ["998877", "单号20241130998877"],
  ["退款", "退 款"],
  ['"status order"', "order status"],
  ["order 退款", "my order"],
  ["phone15", "iphone15"],
])("[Y2] %s does not find %s", (words, text) => {
  expect(finds(words, text)).toBe(false);
});

test.each(["", "a", "好", " , ", '""', "5", "好 a", "👍"])("[Y2] there is too little in %j to look for", (words) => {
  expect(() => readQuery(words)).toThrow("at least two characters");
});

test.each([
  "(a+)+$ (?:x|x)* [[ \\ ^.*",
  "\ud83d order \udc00",
  "\u0301\u0301\u0301ab",
  "ﷺ".repeat(200),
  "㍿".repeat(200),
  "a ".repeat(100),
  '"'.repeat(200),
  "\0\0order\0",
  "\u202eorder\u2066",
])("[Y2] what somebody hostile writes, as %j, is looked for or refused", (words) => {
  try {
    const query = readQuery(words);
    expect(isFound(words, query)).toBe(true);
    expect(snippetOf(words, query).marks.every(([from, to]) => from < to)).toBe(true);
    expect(query.needed.length).toBeLessThan(2_000);
  } catch (error) {
    expect(error).toMatchObject({ code: "invalid" });
  }
});

const PIECES = [
  ...Array.from("订单退款单號的我0123789 ,.#-\n“😀ガカﾞ주문café"),
  "ab",
  "abc",
  "order",
  "Order",
  "ORDERS",
  "re",
  "ref",
  "refund",
];
const PARTS = [...PIECES, "20241130", "２０２４", "訂單", "ﬁ", "é", "İ", "ß", "ﾊﾟ", "कि", "ไทย", "\u200b", "𠮷", "ー"];

/** Numbers that are the same each time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

test("[Y2] a text in which something is found has every term that the index looks for", () => {
  const roll = dice(7);
  const some = (most: number) => Array.from({ length: 1 + roll(most) }, () => PARTS[roll(PARTS.length)]).join("");
  let found = 0;
  for (let turn = 0; turn < 20_000; turn += 1) {
    const text = some(14);
    const from = roll(text.length);
    const words = roll(3) === 0 ? some(3) : text.slice(from, from + 1 + roll(8));
    const atoms = [fold(words)].filter((atom) => atom.trim() !== "");
    let query: ReturnType<typeof readQuery>;
    try {
      query = readQuery(words);
    } catch {
      continue;
    }
    if (!isFound(text, query)) continue;
    found += 1;
    const terms = termsOf(fold(text));
    expect(
      query.needed.filter((term) => !terms.has(term)),
      JSON.stringify({ text, words, atoms }),
    ).toEqual([]);
  }
  expect(found).toBeGreaterThan(1_000);
});

test("[Y2] what is looked up of a long word is the longest beginning that is kept", () => {
  expect([...neededBy("internationally")]).toEqual(["internationally"]);
  expect([...neededBy("container")]).toEqual(["containe"]);
  expect([...neededBy("退款单")]).toEqual(["退款", "款单"]);
});

test("[Y4] what is shown is around what was found, with marks that fit the text as it was written", () => {
  const long = `${"很久以前的话，".repeat(20)}我的訂單 ＡＢ１２ 在哪里？${"后面还有很多话。".repeat(40)}`;
  const { text, marks } = snippetOf(long, readQuery("订单 ab12"));
  expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(["訂單", "ＡＢ１２"]);
  expect(text.length).toBeLessThan(170);
  expect(text.startsWith("…") && text.endsWith("…")).toBe(true);
  const marked = (written: string, words: string) => {
    const { text, marks } = snippetOf(written, readQuery(words));
    return marks.map(([from, to]) => text.slice(from, to));
  };
  expect(marked("𠮷野家 ＯＲＤＥＲ", "order")).toEqual(["ＯＲＤＥＲ"]);
  expect(marked("Η ΟΔΟΣ", "οδος")).toEqual(["ΟΔΟΣ"]);
  expect(marked("ﷺ ﬁnd", "find")).toEqual(["ﬁnd"]);
  expect(marked("a\u0001 \u0001 the order", '"the order"')).toEqual(["the order"]);
  expect(marked("the \u0001order", '"the order"')).toEqual(["the order"]);
  const short = snippetOf("👨‍👩‍👧 order", readQuery("order"));
  expect(short).toEqual({ text: "👨‍👩‍👧 order", marks: [[9, 14]] });
});

import { expect, test } from "vitest";
import { readProducts } from "../knowledge/starter.ts";
import { createEntityReader, withSamples } from "./entities.ts";
import { readHan } from "./amounts.ts";
import { languageOf } from "../understand/language.ts";

const MONDAY = new Date(2026, 10, 23, 10, 0).getTime();
const read = createEntityReader({ now: () => MONDAY, catalogue: await readProducts() });

const cases: [text: string, found: [type: string, text: string, value: string][]][] = [
  ["Where is order 20418?", [["order_id", "20418", "20418"]]],
  ["could you tell me where order #88213 is", [["order_id", "88213", "88213"]]],
  ["my order number is PL-2024-0099, thanks", [["order_id", "PL-2024-0099", "PL-2024-0099"]]],
  ["tracking number: sf1234567890123", [["order_id", "sf1234567890123", "SF1234567890123"]]],
  ["订单号 20418 查一下到哪了", [["order_id", "20418", "20418"]]],
  ["订单２０４１８😀到哪了", [["order_id", "２０４１８", "20418"]]],
  ["单号：SF1234567890123查不到", [["order_id", "SF1234567890123", "SF1234567890123"]]],
  ["20241123001234567", [["order_id", "20241123001234567", "20241123001234567"]]],
  ["20418", [["order_id", "20418", "20418"]]],
  ["I want to order 2 shirts", [["product", "shirts", "shirt"]]],
  ["how do I order something", []],
  ["in order to return it", []],
  ["😀😀 call +1 415 555 2671 please", [["phone", "+1 415 555 2671", "+14155552671"]]],
  ["我的电话是13812345678，快点", [["phone", "13812345678", "+8613812345678"]]],
  ["電話 138-1234-5678", [["phone", "138-1234-5678", "+8613812345678"]]],
  ["手机号１３８１２３４５６７８", [["phone", "１３８１２３４５６７８", "+8613812345678"]]],
  ["my number is 13812345678", [["phone", "13812345678", "+8613812345678"]]],
  ["座机010-62345678", [["phone", "010-62345678", "+861062345678"]]],
  ["write to Ann.Lee+shop@example.co.uk.", [["email", "Ann.Lee+shop@example.co.uk", "ann.lee+shop@example.co.uk"]]],
  ["邮箱是zhang＠example.com谢谢", [["email", "zhang＠example.com", "zhang@example.com"]]],
  ["I paid $1,299.50 twice", [["amount", "$1,299.50", "1299.5 USD"]]],
  ["refund me 25 dollars", [["amount", "25 dollars", "25 USD"]]],
  [
    "it cost €30 and £5",
    [
      ["amount", "€30", "30 EUR"],
      ["amount", "£5", "5 GBP"],
    ],
  ],
  ["退我199元", [["amount", "199元", "199 CNY"]]],
  ["花了￥３９．９", [["amount", "￥３９．９", "39.9 CNY"]]],
  ["差价一百二十块", [["amount", "一百二十块", "120 CNY"]]],
  ["运费十二块钱太贵", [["amount", "十二块钱", "12 CNY"]]],
  ["能不能一块发货", []],
  [
    "2.5万元的电脑",
    [
      ["amount", "2.5万元", "25000 CNY"],
      ["product", "电脑", "laptop"],
    ],
  ],
  ["deliver tomorrow at 3pm", [["date", "tomorrow at 3pm", "2026-11-24T15:00"]]],
  ["before October 1st please", [["date", "October 1st", "2026-10-01"]]],
  ["I ordered 3 days ago", [["date", "3 days ago", "2026-11-20"]]],
  ["明天下午3点送到", [["date", "明天下午3点", "2026-11-24T15:00"]]],
  ["10月1日之前能到吗", [["date", "10月1日", "2026-10-01"]]],
  ["前天下的单", [["date", "前天", "2026-11-21"]]],
  ["I want it now", []],
  ["the headphones are broken", [["product", "headphones", "headphones"]]],
  [
    "我买的耳机和手机壳坏了",
    [
      ["product", "耳机", "headphones"],
      ["product", "手机壳", "phone-case"],
    ],
  ],
  ["", []],
  ["\ud83d 20418 \ude00", []],
];

test.each(cases)("%j", (text, expected) => {
  const { entities } = read(text, languageOf(text, "zh"));
  expect(entities.map(({ type, text, value }) => [type, text, value.replace(/(?<=-\d\d)T10:00$/, "")])).toEqual(
    expected,
  );
  for (const { start, text: piece } of entities) expect(text.slice(start, start + piece.length)).toBe(piece);
});

test.each([
  ["card 4111 1111 1111 1111 was charged", "card [card] was charged"],
  ["card 4111111111111112 is none", "card [order] is none"],
  ["身份证11010519491231002X，电话13812345678", "身份证[id]，电话[phone]"],
  ["邮箱a@b.cn 订单号20418 在哪", "邮箱[email] 订单号[order] 在哪"],
  ["nothing to hide", "nothing to hide"],
])("personal numbers and addresses are redacted: %s", (text, redacted) => {
  const reading = read(text, languageOf(text));
  expect(reading.redacted).toBe(redacted);
  expect(read(reading.redacted, languageOf(text)).redacted).toBe(redacted);
  expect(reading.entities.filter(({ type }) => type === "card" || type === "id")).toEqual([]);
});

test("redacted texts are learnt from as if a number were there", () => {
  expect(withSamples("where is order [order]")).toBe("where is order 00000");
});

test.each(["a.", "a@a.", "1-", "order no. ", "$1,", "订单", "1 ", "一百", "#", "1@"])(
  "a long hostile message of %j is read before the test times out",
  (piece) => {
    const text = piece.repeat(50_000 / piece.length);
    expect(read(text, "en").redacted.length).toBeGreaterThan(0);
    expect(read(text, "zh").redacted.length).toBeGreaterThan(0);
  },
);

test("a telephone number is found wherever it stands in a long message, and in front of many digits", () => {
  const long = "and then it stopped working again. ".repeat(110);
  for (const text of [
    `${long}call (212) 555-0100`,
    `+1 212 555 0100 ${long}`,
    `${"1 ".repeat(40)}, 212-555-0100. ${long}`,
  ]) {
    expect(read(text, "en").redacted).toContain("[phone]");
  }
});

test.each([
  ["十", 10],
  ["一百二十", 120],
  ["两万三千", 23_000],
  ["一千零五", 1_005],
])("%s is %d", (text, value) => expect(readHan(text)).toBe(value));

test.each([
  ["Where is my order?", "en"],
  ["我的快递到哪了", "zh"],
  ["我的訂單到哪了", "zh"],
  ["iPhone 15 Pro Max 保修多久", "zh"],
  ["我的iPhone坏了", "zh"],
  ["How do I say 你好 in the chat?", "en"],
  ["Where is the 顺丰 parcel", "en"],
  ["OK", "en"],
  ["vip 会员", "zh"],
])("%s is written in %s", (text, language) => expect(languageOf(text)).toBe(language));

test("a text without letters is in the language of its surroundings", () => {
  expect(languageOf("20418", "zh")).toBe("zh");
  expect(languageOf("👍", "en")).toBe("en");
});

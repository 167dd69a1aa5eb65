import { expect, test } from "vitest";
import { readStarter } from "../../knowledge/starter.ts";
import { createSpelling } from "./spelling.ts";

const { intents } = await readStarter();
const mend = await createSpelling(intents.flatMap(({ examples }) => examples));

test.each([
  ["has my refnud been sent", "has my refund been sent"],
  ["how mutch is delivrey", "how much is delivery"],
  ["where is my pacakge", "where is my package"],
  ["my discuont code", "my discount code"],
  ["can i get an invocie", "can i get an invoice"],
])("“%s” is meant as “%s”", (text, meant) => expect(mend(text, "en")).toBe(meant));

test.each([
  "where is my order",
  "my hometown is far away",
  "do you sell coats and umbrellas",
  "iPhone 15 Pro Max",
  "AB-48213377",
  "the knight has a beautiful horse",
])("“%s” is right as it is", (text) => expect(mend(text, "en")).toBe(text));

test.each([
  ["我的快弟到哪了", "我的快递到哪了"],
  ["怎么腿货", "怎么退货"],
  ["优会券怎么用", "优惠券怎么用"],
  ["我要开发漂", "我要开发票"],
  ["退宽什么时候到账", "退款什么时候到账"],
  ["wo de kuaidi dao na le", "我的快递到哪了"],
  ["zenme tuihuo", "怎么退货"],
  ["youhuiquan zenme yong", "优惠券怎么用"],
])("“%s” is meant as “%s”", (text, meant) => expect(mend(text, "zh")).toBe(meant));

test.each(["我的快递到哪了", "今天天气怎么样", "蒙娜丽莎是谁画的", "iPhone 有货吗", "hello", "ok", "Nike"])(
  "“%s” is right as it is, in Chinese",
  (text) => expect(mend(text, "zh")).toBe(text),
);

test("a long hostile message is mended at once", () => {
  const start = performance.now();
  for (const piece of ["快弟", "xian", "refnud ", "a", "zhuang"]) mend(piece.repeat(2_000), "zh");
  for (const piece of ["refnud ", "abcdefgh", "x"]) mend(piece.repeat(2_000), "en");
  expect(performance.now() - start).toBeLessThan(20_000);
});

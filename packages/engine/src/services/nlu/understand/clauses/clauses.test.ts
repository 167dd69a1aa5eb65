import { describe, expect, test } from "vitest";
import { clausesOf, isNegated, onlyNames } from "./clauses.ts";
import { withoutFillers } from "./fillers.ts";

describe("what is said while one thinks", () => {
  test.each([
    ["um hi so yeah I was just wondering like where my parcel is", "where my parcel is"],
    ["so uh my question would be do I get any warranty", "do I get any warranty"],
    ["well basically I want a refund you know", "I want a refund"],
    ["嗯那个我想问一下哈就是我买的那个东西到哪儿了呀", "我买的东西到哪儿了"],
    ["哎你好就是想麻烦您问一下那个发票啥的怎么弄", "发票怎么弄"],
  ])("“%s” is “%s”", (text, said) => {
    expect(withoutFillers(text, /\p{Script=Han}/u.test(text) ? "zh" : "en")).toBe(said);
  });

  test.each([
    "I would like to return this",
    "what does it look like",
    "well",
    "um",
    "it looks like a scratch",
    "就",
    "我想退货",
    "嗯",
  ])("“%s” is said as it is", (text) => {
    expect(withoutFillers(text, /\p{Script=Han}/u.test(text) ? "zh" : "en")).toBe(text);
  });
});

test("a message falls apart into what it says", () => {
  expect(clausesOf("Where is it? I paid 45.90, and how do I return it", "en")).toEqual([
    "Where is it",
    "I paid 45.90",
    "and how do I return it",
  ]);
  expect(clausesOf("快递到哪了，另外能开发票吗", "zh")).toEqual(["快递到哪了", "另外能开发票吗"]);
});

describe("what is not wished", () => {
  test.each([
    "please don't cancel my order",
    "don't send it to the old address",
    "别发顺丰",
    "I don't want my money back",
    "I'm not trying to delete my account",
    "I do not want to exchange it",
    "I'm not complaining",
    "it's not my password",
    "I haven't forgotten my password",
    "nothing is missing",
    "别给我取消订单",
    "我不要退款",
    "我没说要注销",
    "我不想换货",
    "我不是要换新的",
    "密码没忘",
    "东西没少",
  ])("“%s”", (clause) => expect(isNegated(clause)).toBe(true));

  test.each([
    "I don't want it any more",
    "I haven't received my parcel",
    "my code doesn't work",
    "it is not working",
    "my order has not arrived",
    "I did not get an invoice",
    "I can't log in",
    "why don't you refund me",
    "please don't ship it",
    "pls dont send the parcel out yet",
    "do not deliver my order any more",
    "先别发货",
    "不用再寄了",
    "the lamp does not turn on",
    "我不想要了",
    "没收到货",
    "优惠券用不了",
    "一直没发货",
    "还没退款",
    "不要了",
    "登不上去",
  ])("but “%s” is a matter", (clause) => expect(isNegated(clause)).toBe(false));
});

describe("what is denied, and then put right", () => {
  test.each([
    ["it's not damaged", "it's just not what I ordered"],
    ["I haven't been charged twice", "I just can't pay"],
    ["I'm not angry", "I only want to know where it is"],
    ["没坏", "就是发错了"],
    ["不是改邮箱", "是整个号都不要了"],
    ["不退钱", "给我换个大码"],
    ["没有多扣钱", "是根本扣不了"],
    ["不是催单", "就问问到哪了"],
  ])("“%s, %s”", (clause, next) => expect(isNegated(clause, next)).toBe(true));

  test.each([
    ["I haven't received my parcel", "where is it"],
    ["it doesn't work", "it keeps saying error"],
    ["没收到货", "是不是丢了"],
    ["用不了", "是不是过期了"],
    ["不能付款", "就是一直转圈"],
    ["没反应", "就是点不动"],
    ["不好看", "可以退吗"],
  ])("but “%s, %s” is a matter", (clause, next) => expect(isNegated(clause, next)).toBe(false));
});

describe("what only names an order or a sum", () => {
  test.each([
    "order 20418",
    "my order number is 00000",
    "RMA 5519",
    "79 EUR",
    "#77123",
    "订单77120",
    "退货单号：5521",
    "625元",
  ])("“%s”", (clause) => expect(onlyNames(clause)).toBe(true));

  test.each([
    "where is order 20418",
    "cancel 20418",
    "order status",
    "退货单5521到了吗",
    "查订单77120",
    "退款",
    "invoice",
    "return 20418",
    "退货 5521",
  ])("but “%s” is a wish", (clause) => expect(onlyNames(clause)).toBe(false));
});

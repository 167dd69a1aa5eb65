import { expect, test } from "vitest";
import { refusesAction } from "./refusal.ts";

test.each([
  "don't cancel my order",
  "Please do not cancel it",
  "I don't want a refund",
  "i dont want to return anything",
  "I'm not trying to return it",
  "never delete my account",
  "no refund please",
  "不要取消我的订单",
  "别取消",
  "请不要给我退款",
  "我不是要退货",
  "我不想退款",
  "我没说要取消",
  "不要注销我的账号",
  "別取消我的訂單",
])("“%s” says what is not wanted", (text) => expect(refusesAction(text)).toBe(true));

test.each([
  "cancel my order",
  "I don't want it anymore, how do I return it",
  "I don't want this",
  "why don't you refund me",
  "why can't I cancel",
  "don't you do refunds?",
  "I did not get my refund",
  "my refund has not arrived",
  "I don't know how to cancel",
  "don't send me emails",
  "the refund isn't there",
  "取消订单",
  "不想要了",
  "不想要了怎么退",
  "不要了，退货",
  "为什么不给我退款",
  "怎么不能取消",
  "不能退货吗",
  "还没退款",
  "不知道怎么退货",
  "不合适想退货",
])("“%s” does not", (text) => expect(refusesAction(text)).toBe(false));

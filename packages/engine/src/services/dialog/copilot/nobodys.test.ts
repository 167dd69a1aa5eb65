import { describe, expect, test } from "vitest";
import { mayBeNobodys } from "./nobodys.ts";

describe("[G2] what is said", () => {
  test.each([
    ["their name", "Dear Maria, our couriers ring twice."],
    ["a word of their name", "Frau Lopez, our couriers ring twice."],
    ["a number", "Your parcel 4471 9902 is with a neighbour."],
    ["an address of mail", "We wrote to someone@mail.example about it."],
    ["a link that carries something", "See https://shop.example/orders?id=ab for it."],
    ["what is known of them", "You are on the platinum plan, it rings twice."],
    ["too little", "Okay."],
  ])("with %s in it is somebody's", (_, text) => {
    expect(mayBeNobodys(text, { profiles: [{ name: "Maria Lopez", attributes: { plan: "platinum" } }] })).toBe(false);
  });

  test.each([
    ["王伟", "王先生您好，快递员会按两次门铃。"],
    ["王伟", "小王你好，快递员会按两次门铃。"],
    ["王小明", "小明您好，快递员会按两次门铃。"],
    ["欧阳小明", "欧阳女士，快递员会按两次门铃。"],
    ["Lopez, Maria", "Frau Lopez, our couriers ring twice."],
    ["maria.lopez", "Dear Maria, our couriers ring twice."],
    ["Ｍａｒｉａ", "Dear Maria, our couriers ring twice."],
    ["Maria", "Dear Ma\u200Bria, our couriers ring twice."],
  ])("with what %s is called in it is somebody's: %s", (name, text) => {
    expect(mayBeNobodys(text, { profiles: [{}, { name }] })).toBe(false);
  });

  test.each([
    ["a number in wide digits", "订单１２３４５６已发货，请留意。"],
    ["a number in Chinese", "请拨打一三八零零一三八零零零。"],
    ["a number with blanks and dashes", "Call (41) – 55 – 26 then."],
    ["an address in wide signs", "我们写信到了ａ＠ｍａｉｌ．ｅｘａｍｐｌｅ。"],
  ])("with %s in it is somebody's", (_, text) => {
    expect(mayBeNobodys(text, { profiles: [] })).toBe(false);
  });

  test.each([
    ["My name is Maria and I wait", "Dear Maria, it is on its way."],
    ["Hello, I'm Maria", "Dear Maria, it is on its way."],
    ["我叫王小明想问一下快递", "王小明您好，快递在路上了。"],
    ["我姓王", "王女士您好，快递在路上了。"],
    ["Where is order A-77?", "Your order A-77 is on its way."],
    ["I live at 221B Baker Street", "We send it to 221B Baker Street."],
    ["送到建国路88号", "会送到建国路88号，请放心。"],
  ])("is somebody's where they said “%s” themselves and it names that", (said, text) => {
    expect(mayBeNobodys(text, { profiles: [], said })).toBe(false);
  });

  test("is nobody's where they only said what they want, and the agent does not name themselves", () => {
    const said = "My name is Maria and I wait. I am angry, this is broken 我叫王小明想问一下快递";
    const text = "And how is it broken? 您想问一下快递吗，小心易碎";
    expect(mayBeNobodys(text, { profiles: [], said, agent: "Vera" })).toBe(true);
    expect(mayBeNobodys("Vera here, it rings twice.", { profiles: [], agent: "Vera Vane" })).toBe(false);
  });

  test("with a plain link and a short number may be anybody's", () => {
    expect(mayBeNobodys("It takes 14 days, see https://shop.example/returns.", { profiles: [{ name: "Li" }] })).toBe(
      true,
    );
  });
});

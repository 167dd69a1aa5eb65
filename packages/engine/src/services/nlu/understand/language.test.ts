import { describe, expect, test } from "vitest";
import { languageOf } from "./language.ts";

const rows = (text: string) => text.split("\n").flatMap((line) => line.trim() || []);

describe("on a Chinese page", () => {
  test.each(
    rows(`
      sdjfhskjdf
      sdfsdf
      asdf qwer zxcv
      kuaidi dao na le
      ni hao
      wo de kuaidi ne
      wo yao tui huo
      you ren ma
      you huo ma
      shen me shi hou fa huo
      women de dingdan
      20418
      SF1234567890
      订单号 AB-48213377
      AB-48213377
      👍
      ???
      ok
      OK
      hi
      hello
      thanks
      thank you
      bye
      yes
      no
      iPhone 15 Pro Max
      Nike
      Adidas Ultraboost
      MacBook Air M3
      vip
      XL
      S
      USB-C
      https://shop.example.com/where-is-my-order
      ann@example.com
      www.example.com
      shop.example.cn
      emmm
      haha
      666
      T恤
      iPhone 15 Pro Max 保修多久
      我的iPhone坏了
      我的order到哪了
      check一下物流
      Apple Watch能退吗
      OK 谢谢
      vip 会员
      我要退 Nike Air Force 1
      請問我的訂單在哪
      《Harry Potter and the Goblet of Fire》有货吗，能不能今天送到我家
    `),
  )("“%s” is answered in Chinese", (text) => expect(languageOf(text, "zh")).toBe("zh"));

  test.each(
    rows(`
      where is my order
      Where is my order?
      i want a refund
      refund
      can you change size
      do you ship to canada
      how much is shipping
      my parcel is late
      wheres my oder
      hello, where is my parcel
      thanks, when will it arrive
      good morning, I have a question
      I bought an iPhone 15 Pro and it is broken
      tracking number
      is this in stock
      payment failed
      How do I say 你好 in the chat?
      Where is the 顺丰 parcel
      stop
      talk to a human
      my order 48213377 has not arrived
    `),
  )("“%s” is answered in English", (text) => expect(languageOf(text, "zh")).toBe("en"));
});

describe("on an English page", () => {
  test.each(
    rows(`
      sdjfhskjdf
      20418
      👍
      Nike
      ok
      kuaidi dao na le
      where is my order
      I ordered the 红色 one but got the blue one
      https://example.com/订单
      order SF1234567890
      is it 5G?
    `),
  )("“%s” is answered in English", (text) => expect(languageOf(text, "en")).toBe("en"));

  test.each(
    rows(`
      我的快递到哪了
      我的訂單到哪了
      你好
      在吗
      我要退款，order 48213377
      这件 Nike Air Max 有 42 码吗
      退货
      我要打12315
      改寄到中山路8号
      7天無理由退貨嗎
      180cm 75kg选哪个码
      订单号AB-48213377到哪了
      iPhone15有货吗
      订单48213377
    `),
  )("“%s” is answered in Chinese", (text) => expect(languageOf(text, "en")).toBe("zh"));
});

import { describe, expect, test } from "vitest";
import { angerIn } from "./anger.ts";

const rows = (text: string) => text.split("\n").flatMap((line) => line.trim() || []);

describe("words that only anger has", () => {
  test.each(
    rows(`
      you are useless idiots
      this is unacceptable
      this bot is stupid
      I will sue you
      I want to file a complaint
      worst. company. ever.
      1 star
      you've wasted my whole afternoon
      GIVE ME MY MONEY BACK NOW!!!
      我要打12315
      我要投诉你们
      你们就是骗子
      給你們差評
      垃圾客服
      说了多少遍了
      什么态度
      凭什么扣我的钱
      你们还好意思让我填问卷
    `),
  )("“%s”", (text) => expect(angerIn(text)).toBe(2));
});

describe("the troubles of a shop, and words that only look like anger", () => {
  test.each(
    rows(`
      my mug is broken
      my parcel is late
      it got lost
      the screen doesn't turn on
      do you have a complaints policy
      how do I make a complaint
      are you scammers?
      is this site a scam
      5 stars from me
      angry birds game
      garbage bags
      tell me a joke
      i hate mondays
      what's the worst month to visit iceland
      我的杯子碎了
      快递晚了两天
      垃圾袋有吗
      垃圾怎么分类
      滚筒洗衣机
      你们是骗子吗
      投诉电话是多少
      讲个笑话
      不好意思发错了
      愤怒的小鸟
      律师一年赚多少
    `),
  )("“%s”", (text) => expect(angerIn(text)).toBeLessThan(2));
});

test("a long hostile message is read at once", () => {
  for (const piece of ["you are so ", "投诉", "I ", "!", "的", "how many times "]) {
    expect(angerIn(piece.repeat(4_000 / piece.length))).toBeLessThanOrEqual(2);
  }
});

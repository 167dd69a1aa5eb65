import { readFile } from "node:fs/promises";
import { type ConversationEvent, type Locale, newId } from "@parley/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSentiment } from "../packages/engine/src/services/nlu/knowledge/starter.ts";
import { type RunningEngine, runEngine } from "./support/engine.ts";

let running: RunningEngine;
beforeAll(async () => {
  running = await runEngine();
});
afterAll(() => running.stop());

/** What a visitor gets for the last of their messages, each answered before the next. */
async function after(said: readonly string[], locale: Locale): Promise<{ events: ConversationEvent[]; text: string }> {
  const { dialog } = running.engine.services;
  const { id: conversationId } = await dialog.open({ visitorId: newId(), channel: "web", locale });
  let events: ConversationEvent[] = [];
  for (const text of said) {
    const id = newId();
    const content = { type: "text" as const, text };
    await dialog.apply({ conversationId, id, command: { do: "say", author: { kind: "visitor" }, content } });
    ({ events } = await dialog.respond({ conversationId, messageId: id, online: 2 }));
  }
  const text = events.map((event) => (event.type === "message" ? event.content.text : "")).join("\n");
  return { events, text };
}

const handedOver = (events: readonly ConversationEvent[]) =>
  events.some((event) => event.type === "queued" && event.reason === "negative");
const localeOf = (text: string): Locale => (/\p{Script=Han}/u.test(text) ? "zh-CN" : "en");

describe("no answer is embarrassing", () => {
  const PRAISED = /kind, thank you|makes our day|谢谢夸奖|特别开心/;
  const GREETED = /welcome to|Hello|欢迎光临|您好，/;
  const SORRY = /sorry|apolog|抱歉|对不起/i;
  const ABROAD = /customs|duties|countries|关税|国家/i;

  test.each<[string[], RegExp | undefined, RegExp | undefined]>([
    [["this is so disappointing", "tell me a joke"], undefined, SORRY],
    [["太失望了", "给我讲个笑话"], undefined, SORRY],
    [["tell me a joke"], undefined, SORRY],
    [["给我讲个笑话"], undefined, SORRY],
    [["are you a bot?"], /assistant/, SORRY],
    [["你是机器人吗"], /智能助手/, SORRY],
    [["not good", "are you a bot?"], /assistant/, SORRY],
    [["thank you so much"], undefined, SORRY],
    [["谢谢你"], undefined, SORRY],
    [["you are useless idiots"], undefined, PRAISED],
    [["你们是一群废物"], undefined, PRAISED],
    [["great job losing my parcel, you idiots"], undefined, PRAISED],
    [["真棒，又发错了，垃圾"], undefined, PRAISED],
    [["有人吗？？？等了半天了"], undefined, GREETED],
    [["hello??? is anybody there???"], undefined, GREETED],
    [["do you sell bicycles?"], /shop page/, /genuine/],
    [["你们家有自行车卖吗"], /商品页面/, /正品/],
    [["do you sell car tyres"], /shop page/, /genuine/],
    [["能送到新疆吗，要加钱不"], /都能配送/, ABROAD],
    [["我在农村，能送到吗"], /都能配送/, ABROAD],
    [["西藏可以寄吗"], /都能配送/, ABROAD],
    [["能寄到台湾吗"], /港澳台/, /海外|国外/],
    [["did my payment go through"], /\*\*Paid\*\*/, SORRY],
    [["我的付款成功了吗"], /已付款/, SORRY],
    [["are you hiring"], /jobs page/, undefined],
    [["你们招人吗"], /招聘/, undefined],
    [["你们老板是谁"], /示例商店/, /智能助手/],
    [["don't cancel my order"], undefined, /select \*\*Cancel\*\*/],
    [["不要取消我的订单"], undefined, /点击\*\*取消订单/],
    [["I don't want a refund"], undefined, /5-7 working days/],
    [["我不是要退货"], undefined, /申请退货/],
    [["no human please"], /All right/, /colleague/],
    [["别给我转人工"], /好的/, /转接/],
    [["where is my order 48213377"], /48213377/, SORRY],
    [["订单号 20261129001 在哪"], /20261129001/, SORRY],
    [["can I transfer my points to someone else"], undefined, /getting a colleague/],
  ])("%j", async (said, has, hasNot) => {
    const { text } = await after(said, localeOf(said.join("")));
    if (has) expect(text).toMatch(has);
    if (hasNot) expect(text).not.toMatch(hasNot);
  });

  test.each([
    "my mug is broken",
    "杯子碎了，太差了",
    "wrong item, not good",
    "快递一直不到，不满意",
    "my parcel is late, not happy",
  ])("“%s” brings one apology at most", async (said) => {
    const { text } = await after([said], localeOf(said));
    expect(text.match(/sorry|apolog|抱歉|对不起/gi)?.length ?? 0).toBeLessThanOrEqual(1);
  });

  test.each(["sdjfhskjdf", "kuaidi dao na le", "sdfsdf", "AB-48213377", "iPhone 15 Pro Max"])(
    "“%s” on a Chinese page is answered in Chinese",
    async (said) => {
      const { text } = await after([said], "zh-CN");
      expect(text).toMatch(/\p{Script=Han}/u);
    },
  );
});

describe("moods", () => {
  /** Messages of a file: the first part was tuned by, the second was not, the third was written after that. */
  async function messages(name: string): Promise<{ tuned: string[]; heldOut: string[]; later: string[] }> {
    const file = await readFile(new URL(`./scenarios/moods/${name}.txt`, import.meta.url), "utf8");
    const parts = file.split(/^----.*$/m).map((part) => part.split("\n").filter(Boolean));
    const [tuned = [], heldOut = [], later = []] = parts;
    return { tuned, heldOut, later };
  }

  async function share(texts: readonly string[], is: (events: readonly ConversationEvent[]) => boolean) {
    let count = 0;
    for (const text of texts) if (is((await after([text], localeOf(text))).events)) count += 1;
    return count / texts.length;
  }

  /** Whether the mood was seen: they go to a person, or are offered one. */
  const found = (events: readonly ConversationEvent[]) =>
    events.some((event) =>
      event.type === "queued"
        ? true
        : event.type === "message" &&
          event.insight?.understanding.sentiment === "negative" &&
          event.content.type === "text" &&
          (event.content.choices ?? []).some(({ value }) => value === "human"),
    );

  test.each(["en", "zh"])("[B5] what is calm is not handed over, and what is angry is seen: %s", async (language) => {
    const calm = await messages(`calm-${language}`);
    const anger = await messages(`anger-${language}`);
    const figures = {
      calmHandedOver: await share(calm.tuned, handedOver),
      calmHandedOverHeldOut: await share(calm.heldOut, handedOver),
      calmHandedOverLater: await share(calm.later, handedOver),
      angerHandedOver: await share(anger.tuned, handedOver),
      angerHandedOverHeldOut: await share(anger.heldOut, handedOver),
      angerFound: await share([...anger.tuned, ...anger.heldOut], found),
      angerFoundHeldOut: await share(anger.heldOut, found),
      angerFoundLater: await share(anger.later, found),
    };
    for (const [name, figure] of Object.entries(figures)) {
      process.stderr.write(`${language} ${name}: ${(100 * figure).toFixed(1)} %\n`);
    }
    expect(figures.calmHandedOver).toBeLessThanOrEqual(0.01);
    expect(figures.calmHandedOverHeldOut).toBeLessThanOrEqual(0.01);
    expect(figures.calmHandedOverLater).toBeLessThanOrEqual(0.01);
    expect(figures.angerHandedOver).toBeGreaterThanOrEqual(0.8);
    expect(figures.angerFound).toBeGreaterThanOrEqual(0.8);
    // On what nothing was tuned by: 84 % and 86 % when this was written; on what was written later, 84 % and 79 %.
    expect(figures.angerFoundHeldOut).toBeGreaterThanOrEqual(0.8);
    expect(figures.angerFoundLater).toBeGreaterThanOrEqual(0.7);
  });

  test("no message of these is learnt from", async () => {
    const learnt = new Set((await openSentiment()).read().map(({ text }) => text.toLowerCase()));
    for (const name of ["calm-en", "calm-zh", "anger-en", "anger-zh"]) {
      const { tuned, heldOut, later } = await messages(name);
      expect([...tuned, ...heldOut, ...later].filter((text) => learnt.has(text.toLowerCase()))).toEqual([]);
    }
  });
});

import { type MessageEvent, type Understanding } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import type { Nlu } from "../../nlu/contract.ts";
import { ellipsisIn } from "./ellipsis.ts";
import { readTogether } from "./together.ts";
import { type Topic, topicOf } from "./topic.ts";

describe("[B6] what leaves out what was said before", () => {
  test.each([
    [
      "all",
      "how much is it|how long will that take|when do I get my money|and what does it cost|那要多久|多少钱|什么时候到|要钱吗|几天内可以",
    ],
    [
      "some",
      "and to germany?|what about express|does it cover batteries|also on holidays|with paypal|who pays for the postage|运费谁出|来回邮费算谁的|香港呢|那日本呢|如果拆开了|这个防水吗",
    ],
    ["perhaps", "is there interest|do I need an id|track my order|可以叠加吗|会过期吗"],
    [
      undefined,
      "actually I'd rather have my money back|no, I meant the refund|how do I pay|How can I pay?|how do I pay for it|what can you do?|怎么付钱|do you like cats|I ordered a jacket last week and it has still not arrived although you promised|算了还是退钱吧|你喜欢猫吗|不是，我问的是退款|我上周在你们店里买的那双黑色运动鞋今天才收到而且尺码不对|👍|?",
    ],
  ])("is %s of it", (expected, texts) => {
    for (const text of texts.split("|")) expect(ellipsisIn(text), text).toBe(expected);
  });
});

let seq = 0;
function message(text: string, more: Partial<MessageEvent> = {}): MessageEvent {
  seq += 1;
  const author = { kind: "visitor" as const };
  return {
    conversationId: "c",
    seq,
    id: `m${seq}`,
    at: seq * 1000,
    type: "message",
    author,
    content: { type: "text", text },
    ...more,
  };
}

const understood = (intents: Record<string, number>, more: Partial<Understanding> = {}): Understanding => ({
  intents: Object.entries(intents).map(([intent, confidence]) => ({ intent, title: intent.toUpperCase(), confidence })),
  inScope: true,
  language: "en",
  sentiment: "neutral",
  entities: [],
  model: 1,
  ...more,
});

function answered({ id }: MessageEvent, intent: string, more: Partial<Understanding> = {}): MessageEvent {
  const insight = { replyTo: id, decision: "answer" as const, understanding: understood({ [intent]: 1 }, more) };
  return message("Here is how.", { author: { kind: "bot" }, insight });
}

describe("[B6] what a dialogue is about", () => {
  test("is the last question that says so, what was answered last, and what was named", () => {
    const order = { type: "order_id", text: "20418", value: "20418", start: 0 } as const;
    const [first, second] = [message("where is 20418"), message("and how long does it take?")];
    const dialogue = [
      first,
      answered(first, "order_status", { entities: [order] }),
      second,
      answered(second, "delivery_time"),
    ];
    expect(topicOf(dialogue, message("to germany?"))).toEqual({
      text: "where is 20418",
      intent: "delivery_time",
      language: "en",
      entities: [order],
    });
  });

  test("is nothing where nothing was answered, or half an hour ago", () => {
    const first = message("how much is shipping");
    expect(topicOf([first], message("to germany?"))).toBeUndefined();
    const late = message("to germany?", { at: seq * 1000 + 31 * 60_000 });
    expect(topicOf([first, answered(first, "shipping_cost")], late)).toBeUndefined();
  });
});

describe("[B6] a message together with the question before it", () => {
  const topic: Topic = { text: "can you repair my watch", intent: "repair", language: "en", entities: [] };
  /** Understanding that says the same of everything that is read together. */
  const reads = (joined: Understanding): Nlu => ({ understand: async () => joined }) as Partial<Nlu> as Nlu;
  const best = async (text: string, alone: Understanding, joined = understood({ repair: 1 })) => {
    const { intents = [] } = (await readTogether(reads(joined), { text, alone, topic }))?.understanding ?? {};
    return intents[0] && { intent: intents[0].intent, sure: intents[0].confidence >= 0.8 };
  };
  const outside = (intents: Record<string, number>) => understood(intents, { inScope: false });

  test("is what it was about, where it names nothing itself", async () => {
    expect(await best("how long will that take", understood({ delivery: 0.88 }))).toEqual({
      intent: "repair",
      sure: true,
    });
  });
  test("is asked back about where both may be meant", async () => {
    expect(await best("does it cover water damage", understood({ details: 0.99 }))).toMatchObject({ sure: false });
  });
  test("stays what it is by itself where that is sure and no word points back", async () => {
    expect(await best("where is my order", understood({ order_status: 0.99 }))).toBeUndefined();
  });
  test("is not about the question before if nothing says so", async () => {
    expect(await best("i am hungry", outside({ complaint: 0.08 }))).toBeUndefined();
    expect(await best("and who won the game", outside({ goodbye: 0.1 }))).toEqual({ intent: "repair", sure: false });
  });
  test.each(["多久补发", "什么时候补发", "电子的吗", "免费的么？"])(
    "in Chinese without a subject is about the question before, if it is nothing by itself: %s",
    async (text) => {
      expect(await best(text, outside({ restock: 0.09 }))).toEqual({ intent: "repair", sure: false });
      expect(await best(text, understood({ restock: 0.99 }))).toBeUndefined();
    },
  );
  test("in another language is by itself", async () => {
    expect(await best("那要多久", understood({ delivery: 0.8 }, { language: "zh" }))).toBeUndefined();
  });
  test.each(["20418", "it's 20418", "order number 20418", "No. 20418", "#20418"])(
    "“%s” belongs to what asked for it",
    async (text) => {
      const alone = understood(
        { order_status: 1 },
        { entities: [{ type: "order_id", text: "20418", value: "20418", start: 0 }] },
      );
      expect(await best(text, alone, understood({ order_status: 0.8, repair: 0.2 }))).toEqual({
        intent: "repair",
        sure: true,
      });
      expect(await best(text, alone, understood({ order_status: 0.95, repair: 0.05 }))).toBeUndefined();
    },
  );
});

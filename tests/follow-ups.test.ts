import { readFile } from "node:fs/promises";
import { type ConversationEvent, newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { type RunningEngine, startEngine } from "./support/engine.ts";

/**
 * Kind, language, a question, what is said after its answer, and the intents that answer that: `follow-up` leaves out what was
 * said before, `new` is about something else, `outside` is about nothing that is known.
 */
interface Row {
  kind: string;
  language: string;
  question: string;
  next: string;
  wanted: string[];
}

async function rows(): Promise<Row[]> {
  const text = await readFile(new URL("dialogues/follow-ups.txt", import.meta.url), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [kind = "", language = "", question = "", next = "", wanted = ""] = line.split("|");
      return { kind, language, question, next, wanted: wanted.split(" ") };
    });
}

/** What the bot does with what is said after its answer. */
async function reply({ engine }: RunningEngine, { language, question, next }: Row): Promise<ConversationEvent[]> {
  const { dialog } = engine.services;
  const locale = language === "zh" ? "zh-CN" : "en";
  const { id: conversationId } = await dialog.open({ visitorId: newId(), channel: "web", locale });
  let events: ConversationEvent[] = [];
  for (const text of [question, next]) {
    const id = newId();
    const content = { type: "text" as const, text };
    await dialog.apply({ conversationId, id, command: { do: "say", author: { kind: "visitor" }, content } });
    events = (await dialog.respond({ conversationId, messageId: id, online: 1 })).events;
  }
  return events;
}

/** Whether it answers as wanted, asks back with that among the choices, or something else. */
function judged(
  events: readonly ConversationEvent[],
  wanted: readonly string[],
): "right" | "asked" | "wrong" | "other" {
  const [event] = events;
  if (event?.type !== "message" || !event.insight || event.content.type !== "text") return "other";
  const { decision, understanding } = event.insight;
  const [best] = understanding.intents;
  if (decision === "answer") return wanted.some((intent) => intent === best?.intent) ? "right" : "wrong";
  const { choices = [] } = event.content;
  const shown = choices.some(({ value }) => wanted.includes(value.replace("intent:", "")));
  return decision === "clarify" && shown ? "asked" : "other";
}

test("[B6] what is said after an answer is understood with it", { timeout: 600_000 }, async () => {
  const running = await startEngine();
  const results = await Promise.all(
    (await rows()).map(async (row) => ({ ...row, is: judged(await reply(running, row), row.wanted) })),
  );
  const share = (kind: string, ...good: string[]) => {
    const of = results.filter((row) => row.kind === kind);
    return of.filter(({ is }) => good.includes(is)).length / of.length;
  };
  const table = ["follow-up", "new", "outside"].map((kind) => [
    kind,
    share(kind, "right"),
    share(kind, "asked"),
    share(kind, "wrong"),
  ]);
  process.stderr.write(`right, asked back, wrong: ${JSON.stringify(table)}\n`);
  expect(share("follow-up", "right", "asked")).toBeGreaterThanOrEqual(0.9);
  expect(share("follow-up", "right")).toBeGreaterThanOrEqual(0.45);
  expect(share("new", "right")).toBeGreaterThanOrEqual(0.9);
  // Answers about what was asked before are no answers to nonsense.
  expect(share("outside", "wrong")).toBeLessThanOrEqual(0.05);
});

const SEVERAL = [
  ["en", "where is order 48213377 and how do I get an invoice", "order_status", "invoice"],
  ["en", "How do I return something? Also do you ship to Canada?", "start_return", "international_shipping"],
  ["en", "I forgot my password. And how long is the warranty?", "reset_password", "warranty"],
  ["zh", "订单12345678到哪了？发票在哪里下载？", "order_status", "invoice"],
  ["zh", "怎么退货，另外可以寄到香港吗", "start_return", "international_shipping"],
  ["zh", "忘记密码了。还有优惠券怎么用？", "reset_password", "coupon_use"],
] as const;

test("[B4] two wishes in a message are both answered", { timeout: 600_000 }, async () => {
  const { engine } = await startEngine();
  const { dialog, nlu } = engine.services;
  for (const [language, text, ...intents] of SEVERAL) {
    const locale = language === "zh" ? "zh-CN" : "en";
    const { id: conversationId } = await dialog.open({ visitorId: newId(), channel: "web", locale });
    const id = newId();
    await dialog.apply({
      conversationId,
      id,
      command: { do: "say", author: { kind: "visitor" }, content: { type: "text", text } },
    });
    const { events } = await dialog.respond({ conversationId, messageId: id, online: 1 });
    const offered = events.flatMap((event) =>
      event.type === "message" && event.content.type === "text" ? (event.content.choices ?? []) : [],
    );
    for (const intent of intents) expect(offered.map(({ value }) => value)).not.toContain(`intent:${intent}`);
    const said = events.map((event) => (event.type === "message" ? event.content.text : "")).join();
    for (const intent of intents) {
      const { content } = await nlu.answer({ intent, locale });
      const [begins = ""] = content.text.split(/[,，{]/);
      expect(said, text).toContain(begins.slice(0, 20));
    }
  }
});

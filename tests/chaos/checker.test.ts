import type { ConversationEvent, Happening, Understanding } from "@parley/protocol";
import { expect, test } from "vitest";
import { check, type Evidence } from "./checker.ts";
import type { Sent } from "./sent.ts";

const amy = { id: "amy", name: "Amy" };
const ben = { id: "ben", name: "Ben" };
const said = (text: string): Happening => ({
  type: "message",
  author: { kind: "visitor" },
  content: { type: "text", text },
});
const bot: Happening = { type: "message", author: { kind: "bot" }, content: { type: "text", text: "Yes." } };
const opened: Happening = { type: "opened", author: { kind: "visitor" } };

function logOf(...happenings: Happening[]): ConversationEvent[] {
  return happenings.map((happening, index) => {
    return { id: `e${index + 1}`, conversationId: "c", seq: index + 1, at: 0, ...happening };
  });
}

function sent(id: string, seq: number, mark?: string): Sent {
  const receipt = { id, seq, at: 0, duplicate: false };
  return {
    from: "ann",
    conversationId: "c",
    id,
    event: "send",
    input: {},
    mark,
    attempts: [],
    outcome: { is: "stored", receipt },
  };
}

const good = logOf(opened, said("hello (ann#1)"), bot);

function judge(change: Partial<Evidence> & { log?: ConversationEvent[] } = {}) {
  const { log = good, ...rest } = change;
  const shown = [{ who: "ann", conversationId: "c", shown: log }];
  return check({ logs: new Map([["c", log]]), records: [sent("e2", 2, "ann#1")], views: shown, ...rest });
}

test("a run in which all is well is found to be well", () => {
  expect(judge()).toEqual({ deliveries: 3, lost: 0, doubled: 0, reordered: 0, problems: [] });
});

test("an acknowledged message that is not stored is lost", () => {
  expect(judge({ records: [sent("gone", 2)] })).toMatchObject({ lost: 1 });
});

test("an event that somebody was never shown is lost", () => {
  const shown = good.slice(0, 2);
  expect(judge({ views: [{ who: "ann", conversationId: "c", shown }] })).toMatchObject({ lost: 1 });
});

test("what is shown twice, stored twice, or said once and stored under two ids is doubled", () => {
  const shown = [...good, ...good.slice(2)];
  expect(judge({ views: [{ who: "ann", conversationId: "c", shown }] })).toMatchObject({ doubled: 1 });
  expect(judge({ log: logOf(opened, said("hello (ann#1)"), said("hello (ann#1)"), bot) })).toMatchObject({
    doubled: 1,
  });
  const stored = good.map((event) => ({ ...event, id: "same" }));
  expect(judge({ log: stored, records: [] }).doubled).toBeGreaterThan(0);
});

test("another order, a hole in the numbers, a receipt of another number are reordered", () => {
  const [first, second, third] = good as [ConversationEvent, ConversationEvent, ConversationEvent];
  const shown = [first, third, second];
  expect(judge({ views: [{ who: "ann", conversationId: "c", shown }] }).reordered).toBe(2);
  expect(judge({ log: [first, { ...second, seq: 3 }], records: [], views: [] }).reordered).toBe(1);
  expect(judge({ records: [sent("e2", 3)] }).reordered).toBe(1);
});

test("what one person sent later must not come earlier", () => {
  const log = logOf(opened, said("second (ann#2)"), said("first (ann#1)"), bot);
  expect(judge({ log, records: [sent("e3", 3, "ann#1"), sent("e2", 2, "ann#2")] }).reordered).toBe(1);
});

test("two winners, a bot that talks into an agent's conversation, a question left alone, a refusal that was stored", () => {
  const claimed = (agent: typeof amy): Happening => ({ type: "claimed", agent });
  const problems = (log: ConversationEvent[]) => judge({ log, records: [] }).problems.join();
  expect(problems(logOf(opened, claimed(amy), claimed(ben)))).toContain("two winners");
  expect(problems(logOf(opened, claimed(amy), bot))).toContain("the bot speaks while agent");
  const waiting: Happening = { type: "queued", reason: "asked" };
  expect(problems(logOf(opened, said("hello"), bot, waiting, said("and?"), bot))).toBe("");
  const understanding: Understanding = {
    intents: [],
    inScope: false,
    language: "en",
    sentiment: "neutral",
    entities: [],
    model: 1,
  };
  const insight = { replyTo: "e2", decision: "offer", understanding } as const;
  const offer: Happening = { ...bot, insight };
  expect(problems(logOf(opened, said("hello"), bot, waiting, said("and?"), offer))).toContain(
    "the bot speaks while queued",
  );
  expect(problems(logOf(opened, said("hello")))).toContain("never answered");
  const refused: Sent = { ...sent("e2", 2), outcome: { is: "refused", code: "forbidden" } };
  expect(judge({ records: [refused] }).problems.join()).toContain("refused and stored");
  const unsettled: Sent = { ...sent("e2", 2), outcome: { is: "waiting" } };
  expect(judge({ records: [unsettled] }).problems.join()).toContain("unanswered");
});

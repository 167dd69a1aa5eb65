import { ChatError } from "@parley/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Ask } from "../live/ask.ts";
import { createOutboxes } from "./outbox.ts";

type Answer = "ok" | ChatError;

const busy = new ChatError("unavailable", "Later.");
const reply = (id: string, conversationId = "c1") => ({
  id,
  conversationId,
  what: { type: "reply" as const, content: { type: "text" as const, text: id } },
});

/** An engine at the end of the wire that answers as told, `ok` when nothing is left to tell. */
function engine(...answers: Answer[]) {
  const heard: string[] = [];
  const ask = (async (_event: string, { id }: { id: string }) => {
    heard.push(id);
    const answer = answers.shift() ?? "ok";
    if (answer !== "ok") throw answer;
    return { id, seq: 1, at: 0, duplicate: false };
  }) as unknown as Ask;
  return { ask, heard };
}

function open(ask: Ask, owner = "ann", ready: (conversationId: string) => boolean = () => true) {
  const confirmed: string[] = [];
  const outboxes = createOutboxes({ ask, ready, owner, confirmed: ({ id }) => confirmed.push(id) });
  const pending = (conversationId = "c1") => outboxes.of(conversationId).pending.value;
  return {
    outboxes,
    confirmed,
    pending,
    add: (entry: ReturnType<typeof reply>) => outboxes.of(entry.conversationId).add(entry),
  };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

test("[M11] what is confirmed leaves the outbox, after its receipt was told", async () => {
  const { ask, heard } = engine();
  const { add, pending, confirmed } = open(ask);
  add(reply("message-1"));
  expect(pending()).toHaveLength(1);
  await vi.runAllTimersAsync();
  expect([heard, confirmed, pending()]).toEqual([["message-1"], ["message-1"], []]);
});

test("[M11] the same id is sent again until it is confirmed, and nothing overtakes it", async () => {
  const { ask, heard } = engine(busy, busy);
  const { add } = open(ask);
  add(reply("message-1"));
  add(reply("message-2"));
  await vi.runAllTimersAsync();
  expect(heard).toEqual(["message-1", "message-1", "message-1", "message-2"]);
});

test("[M11] what is not confirmed outlives a reload, for who wrote it and nobody else", async () => {
  const never = (() => new Promise(() => undefined)) as unknown as Ask;
  open(never).add(reply("message-1"));
  const { ask, heard } = engine();
  expect(open(ask, "bob").pending()).toEqual([]);
  const reloaded = open(ask);
  expect(reloaded.pending().map(({ id }) => id)).toEqual(["message-1"]);
  reloaded.outboxes.resume();
  await vi.runAllTimersAsync();
  expect(heard).toEqual(["message-1"]);
  expect(localStorage.length).toBe(0);
});

test("[M11] an error that is not retryable is shown, does not block what follows, and can be retried", async () => {
  const { ask, heard } = engine(new ChatError("forbidden", "Bob has it."));
  const { outboxes, add, pending } = open(ask);
  add(reply("message-1"));
  add(reply("message-2"));
  await vi.runAllTimersAsync();
  expect(heard).toEqual(["message-1", "message-2"]);
  expect(pending().map(({ failed }) => failed?.message)).toEqual(["Bob has it."]);
  outboxes.of("c1").retry("message-1");
  await vi.runAllTimersAsync();
  expect(heard.at(-1)).toBe("message-1");
  expect(pending()).toEqual([]);
});

test("[M11] conversations do not wait for each other", async () => {
  const { ask, heard } = engine(busy);
  const { add, pending } = open(ask);
  add(reply("message-1", "c1"));
  add(reply("message-2", "c2"));
  await vi.advanceTimersByTimeAsync(0);
  expect(heard.slice(0, 2)).toEqual(["message-1", "message-2"]);
  await vi.runAllTimersAsync();
  expect([pending("c1"), pending("c2")]).toEqual([[], []]);
});

test("a message that the log already has is dropped and not sent again", async () => {
  const { ask, heard } = engine(busy);
  const { outboxes, add } = open(ask);
  add(reply("message-1"));
  await vi.advanceTimersByTimeAsync(0);
  outboxes.of("c1").settle(new Set(["message-1"]), 0);
  await vi.runAllTimersAsync();
  expect(heard).toEqual(["message-1"]);
});

test("[M11] what is written while a conversation is being taken waits for that, and others do not wait with it", async () => {
  const { ask, heard } = engine();
  const taking = new Set(["c1"]);
  const { add, outboxes } = open(ask, "ann", (id) => !taking.has(id));
  add(reply("message-1"));
  add(reply("message-2", "c2"));
  await vi.runAllTimersAsync();
  expect(heard).toEqual(["message-2"]);
  taking.clear();
  outboxes.of("c1").resume();
  await vi.runAllTimersAsync();
  expect(heard).toEqual(["message-2", "message-1"]);
});

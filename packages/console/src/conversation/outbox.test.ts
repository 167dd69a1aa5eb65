import { ChatError } from "@parley/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Ask } from "../live/ask.ts";
import { createOutbox, GIVE_UP_AFTER, type Outgoing } from "./outbox.ts";

type Answer = "ok" | ChatError;

const busy = new ChatError("unavailable", "Later.");
const reply = (id: string, conversationId = "c1"): Outgoing => ({
  id,
  conversationId,
  at: Date.now(),
  what: { type: "reply", content: { type: "text", text: id } },
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

const open = (ask: Ask) => createOutbox({ ask, shelf: localStorage, owner: "ann", confirmed: () => undefined });

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

test("[M11] what is confirmed leaves the outbox", async () => {
  const { ask, heard } = engine();
  const outbox = open(ask);
  outbox.add(reply("message-1"));
  expect(outbox.entries.value).toHaveLength(1);
  await vi.runAllTimersAsync();
  expect(heard).toEqual(["message-1"]);
  expect(outbox.entries.value).toEqual([]);
});

test("[M11] the same id is sent again until it is confirmed, and nothing overtakes it", async () => {
  const { ask, heard } = engine(busy, busy);
  const outbox = open(ask);
  outbox.add(reply("message-1"));
  outbox.add(reply("message-2"));
  await vi.runAllTimersAsync();
  expect(heard).toEqual(["message-1", "message-1", "message-1", "message-2"]);
});

test("[M11] what is not confirmed outlives a reload", async () => {
  const never = (() => new Promise(() => undefined)) as unknown as Ask;
  open(never).add(reply("message-1"));
  const { ask, heard } = engine();
  const reloaded = open(ask);
  expect(reloaded.entries.value.map(({ id }) => id)).toEqual(["message-1"]);
  reloaded.flush();
  await vi.runAllTimersAsync();
  expect(heard).toEqual(["message-1"]);
  expect(localStorage.length).toBe(0);
});

test("[M11] an error that is not retryable is shown, does not block what follows, and can be retried", async () => {
  const { ask, heard } = engine(new ChatError("forbidden", "Bob has it."));
  const outbox = open(ask);
  outbox.add(reply("message-1"));
  outbox.add(reply("message-2"));
  await vi.runAllTimersAsync();
  expect(heard).toEqual(["message-1", "message-2"]);
  expect(outbox.entries.value.map(({ failed }) => failed?.message)).toEqual(["Bob has it."]);
  outbox.retry("message-1");
  await vi.runAllTimersAsync();
  expect(heard.at(-1)).toBe("message-1");
  expect(outbox.entries.value).toEqual([]);
});

test("[M11] after 24 hours it gives up and says so", async () => {
  const { ask } = engine(...Array.from({ length: 40_000 }, () => busy));
  const outbox = open(ask);
  outbox.add({ ...reply("message-1"), at: Date.now() - GIVE_UP_AFTER });
  await vi.advanceTimersByTimeAsync(1000);
  expect(outbox.entries.value[0]?.failed?.code).toBe("unavailable");
});

test("conversations do not wait for each other", async () => {
  const { ask, heard } = engine(busy);
  const outbox = open(ask);
  outbox.add(reply("message-1", "c1"));
  outbox.add(reply("message-2", "c2"));
  await vi.advanceTimersByTimeAsync(0);
  expect(heard.slice(0, 2)).toEqual(["message-1", "message-2"]);
  await vi.runAllTimersAsync();
  expect(outbox.entries.value).toEqual([]);
});

test("a message that the log already has is dropped and not sent again", async () => {
  const { ask, heard } = engine(busy);
  const outbox = open(ask);
  outbox.add(reply("message-1"));
  await vi.advanceTimersByTimeAsync(0);
  outbox.drop("message-1");
  await vi.runAllTimersAsync();
  expect(heard).toEqual(["message-1"]);
});

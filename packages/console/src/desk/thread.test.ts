import { ChatError, type ConversationEvent, type InboxItem, type LogPage } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Ask } from "../live/ask.ts";
import { createThread } from "./thread.ts";

const event = (seq: number): ConversationEvent => ({
  id: `event-${seq}`,
  conversationId: "c1",
  seq,
  at: seq,
  type: "note",
  author: { kind: "system" },
  text: "",
});

/** A conversation on the engine: a log that answers `open`, `sync` and `history` as SPEC M8 and M9 say. */
function engine(stored: number, pageSize = 200) {
  let head = stored;
  const range = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => event(from + index));
  const after = (seq: number): LogPage => ({ events: range(seq + 1, Math.min(head, seq + pageSize)), head });
  const newest = (): LogPage => ({ events: range(Math.max(1, head - 49), head), head, reset: true });
  const answers: Record<string, (input: { after?: number; before: number; limit: number }) => unknown> = {
    open: (input) => ({
      item: {} as InboxItem,
      viewers: [],
      read: { visitor: 0, agents: 0 },
      online: true,
      page: input.after ? after(input.after) : newest(),
    }),
    sync: (input) => after(input.after ?? 0),
    history: ({ before, limit }) => ({ events: range(Math.max(1, before - limit), before - 1), head }),
  };
  const ask = (async (name: string, input: never) => answers[name]?.(input)) as unknown as Ask;
  return { ask, append: () => event(++head) };
}

function open(stored: number, pageSize?: number) {
  const { ask, append } = engine(stored, pageSize);
  const heard: number[] = [];
  const thread = createThread({
    ask,
    conversationId: "c1",
    heard: (events) => heard.push(...events.map(({ seq }) => seq)),
    opened: () => undefined,
    mark: () => 0,
  });
  return { thread, append, heard, seqs: () => thread.log.value.events.map(({ seq }) => seq) };
}

test("[M9] opens with the newest events, older ones come by history until the first", async () => {
  const { thread, seqs } = open(220);
  await thread.open();
  expect(seqs()).toHaveLength(50);
  await thread.older();
  await thread.older();
  expect(seqs().at(0)).toBe(1);
  expect(seqs()).toHaveLength(220);
});

test("[M7] a lost push is fetched when the next one shows the gap", async () => {
  const { thread, append, seqs } = open(3);
  await thread.open();
  append();
  thread.push(append());
  await expect.poll(seqs).toEqual([1, 2, 3, 4, 5]);
});

test("[M10] a lost last push is found by checking", async () => {
  const { thread, append, seqs } = open(3);
  await thread.open();
  append();
  await thread.check();
  expect(seqs()).toEqual([1, 2, 3, 4]);
});

test("[M8] a push that overtakes the first page is not lost", async () => {
  const { thread, append, seqs } = open(3);
  const opening = thread.open();
  await Promise.resolve();
  thread.push(append());
  await opening;
  expect(seqs()).toEqual([1, 2, 3, 4]);
});

test("[M8] after a long absence it asks until it has everything, and tells of each event once", async () => {
  const { thread, append, heard, seqs } = open(3, 10);
  await thread.open();
  for (let index = 0; index < 35; index++) append();
  await thread.open();
  expect(seqs()).toHaveLength(38);
  expect(heard).toEqual(seqs());
});

test.each([
  ["forbidden", "failed"],
  ["unavailable", "ready"],
] as const)("[H14] a conversation that was open and is %s when it is opened again is %s", async (code, phase) => {
  const { ask } = engine(3);
  let refuses = false;
  const thread = createThread({
    ask: (async (...asked: Parameters<Ask>) => {
      if (refuses) throw new ChatError(code, "No.");
      return await ask(...asked);
    }) as Ask,
    conversationId: "c1",
    heard: () => undefined,
    opened: () => undefined,
    mark: () => 0,
  });
  await thread.open();
  refuses = true;
  await expect(thread.open()).rejects.toMatchObject({ code });
  expect(thread.phase.value).toBe(phase);
});

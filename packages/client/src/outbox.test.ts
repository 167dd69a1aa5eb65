import type { Receipt, Reply, WireError } from "@parley/protocol";
import { expect, test, vi } from "vitest";
import { type Entry, memoryOutboxStore } from "./outbox-store.ts";
import { createOutbox, type OutboxOptions } from "./outbox.ts";

type Answer = Reply<Receipt>;
const stored = (id: string, seq: number): Answer => ({ ok: true, value: { id, seq, at: 0, duplicate: false } });
const refused = (code: WireError["code"], retryAfter?: number): Answer => ({
  ok: false,
  error: { code, message: code, ...(retryAfter !== undefined && { retryAfter }) },
});
const words = (id: string) => ({ id });

/** An outbox on a line that the test holds in its hands. */
function setUp(overrides: Partial<OutboxOptions<Entry>> = {}) {
  const line = { up: true, sent: [] as string[], answer: (id: string): Answer => stored(id, line.sent.length) };
  const store = overrides.store ?? memoryOutboxStore<Entry>();
  const outbox = createOutbox({
    store,
    ready: () => line.up,
    deliver: async ({ id }) => {
      line.sent.push(id);
      return line.answer(id);
    },
    delivered: () => {},
    refused: () => true,
    exclusively: (run) => run(),
    random: () => 0,
    ...overrides,
  });
  return { line, outbox, store };
}

test("[M11] what is added is sent in order, one at a time", async () => {
  let open = 0;
  const sent: string[] = [];
  const { outbox } = setUp({
    deliver: async ({ id }) => {
      expect(++open).toBe(1);
      await Promise.resolve();
      open--;
      sent.push(id);
      return stored(id, sent.length);
    },
  });
  for (let number = 1; number <= 20; number++) outbox.add(words(`message-${number}`));
  await expect.poll(() => sent).toEqual(Array.from({ length: 20 }, (_, index) => `message-${index + 1}`));
});

test("[M11] nothing is sent while there is no connection; resume sends it", async () => {
  const { line, outbox } = setUp();
  line.up = false;
  outbox.add(words("waiting-1"));
  await expect.poll(() => outbox.pending.value.length).toBe(1);
  expect(line.sent).toEqual([]);
  line.up = true;
  outbox.resume();
  await expect.poll(() => line.sent).toEqual(["waiting-1"]);
});

test("[M11] a failure that may pass is sent again, before what came later", async () => {
  const { line, outbox } = setUp();
  let failures = 3;
  line.answer = (id) => (failures-- > 0 ? refused("unavailable") : stored(id, 1));
  outbox.add(words("first-one"));
  outbox.add(words("second-one"));
  await expect.poll(() => line.sent).toEqual(["first-one", "first-one", "first-one", "first-one", "second-one"]);
});

test("[R2] it waits at least retryAfter", async () => {
  vi.useFakeTimers();
  try {
    const { line, outbox } = setUp();
    line.answer = (id) => (line.sent.length === 1 ? refused("tooMany", 7_000) : stored(id, 1));
    outbox.add(words("patient-1"));
    await vi.advanceTimersByTimeAsync(6_990);
    expect(line.sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(20);
    expect(line.sent).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});

test("[M11] back-off doubles to 30 s with full jitter", async () => {
  vi.useFakeTimers();
  try {
    const { line, outbox } = setUp({ random: () => 1 });
    line.answer = () => refused("unavailable");
    outbox.add(words("stubborn"));
    const times: number[] = [];
    const start = Date.now();
    for (let seen = 0; seen < 9;) {
      await vi.advanceTimersByTimeAsync(100);
      if (line.sent.length > seen) {
        seen = line.sent.length;
        times.push(Math.round((Date.now() - start) / 500) / 2);
      }
    }
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(pauses).toEqual([0.5, 1, 2, 4, 8, 16, 30, 30]);
  } finally {
    vi.useRealTimers();
  }
});

test("[M11] an error that would come again is said, and the next one goes on", async () => {
  const { line, outbox } = setUp();
  line.answer = (id) => (id === "too-large" ? refused("tooLarge") : stored(id, 1));
  outbox.add(words("too-large"));
  outbox.add(words("fine-one"));
  await expect.poll(() => line.sent).toEqual(["too-large", "fine-one"]);
  await expect.poll(() => outbox.pending.value.find(({ id }) => id === "too-large")?.failed?.code).toBe("tooLarge");
});

test("[M11] what is refused and need not be kept is forgotten", async () => {
  const { line, outbox, store } = setUp({ refused: () => false });
  line.answer = () => refused("conflict");
  outbox.add(words("no-matter"));
  await expect.poll(() => outbox.pending.value).toEqual([]);
  expect(store.list()).toEqual([]);
});

test("[M11] after 24 hours the person decides; retry sends it under the same id", async () => {
  let time = 0;
  const { line, outbox } = setUp({ now: () => time });
  line.answer = () => refused("unavailable");
  line.up = false;
  outbox.add(words("old-news"));
  time = 25 * 60 * 60 * 1000;
  line.up = true;
  outbox.resume();
  await expect.poll(() => outbox.pending.value).toMatchObject([{ failed: { code: "unavailable" } }]);
  line.answer = (id) => stored(id, 4);
  outbox.retry("old-news");
  await expect.poll(() => outbox.pending.value[0]?.seq).toBe(4);
  expect(new Set(line.sent)).toEqual(new Set(["old-news"]));
});

test("[M11] what was not answered survives a reload, in order, failed ones too", async () => {
  const before = setUp();
  before.line.up = false;
  before.outbox.add(words("reload-1"));
  before.outbox.add(words("reload-2"));
  expect(before.store.list()).toHaveLength(2);
  const after = setUp({ store: before.store });
  await expect.poll(() => after.outbox.pending.value.map(({ id }) => id)).toEqual(["reload-1", "reload-2"]);
  after.outbox.resume();
  await expect.poll(() => after.line.sent).toEqual(["reload-1", "reload-2"]);
  expect(before.store.list()).toEqual([]);
});

test("two tabs share one outbox: what one adds, whoever is sending sends, once and in order", async () => {
  const store = memoryOutboxStore<Entry>();
  let queue = Promise.resolve();
  const exclusively = (run: () => Promise<void>) => (queue = queue.then(run));
  const sent: string[] = [];
  const deliver = async ({ id }: Entry): Promise<Answer> => {
    sent.push(id);
    return stored(id, sent.length);
  };
  const one = setUp({ store, exclusively, deliver });
  const other = setUp({ store, exclusively, deliver });
  one.outbox.add(words("tab-one-a"));
  other.outbox.add(words("tab-two-a"));
  one.outbox.add(words("tab-one-b"));
  await expect.poll(() => sent).toHaveLength(3);
  expect(new Set(sent).size).toBe(3);
  expect(sent.indexOf("tab-one-a")).toBeLessThan(sent.indexOf("tab-one-b"));
});

test("what the log has is settled, and what it has passed too", async () => {
  const { outbox } = setUp();
  outbox.add(words("by-its-id"));
  outbox.add(words("by-number"));
  await expect.poll(() => outbox.pending.value.map(({ seq }) => seq)).toEqual([1, 2]);
  outbox.settle(new Set(["by-its-id"]), 1);
  expect(outbox.pending.value.map(({ id }) => id)).toEqual(["by-number"]);
  outbox.settle(new Set(), 2);
  expect(outbox.pending.value).toEqual([]);
});

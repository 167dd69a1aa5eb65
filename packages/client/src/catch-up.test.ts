import type { LogPage } from "@parley/protocol";
import { expect, test } from "vitest";
import { catchUp } from "./catch-up.ts";
import { events } from "./events.fixture.ts";
import { emptyLog, type Log, receive, take } from "./log.ts";

/** A log, and an engine that has so many events and answers with pages of ten. */
function setUp(engine: { has: number; answers?: boolean; told?: () => void }) {
  const held = { log: emptyLog, asked: [] as number[] };
  const sync = catchUp({ peek: () => held.log }, async (after) => {
    held.asked.push(after);
    const page: LogPage = { events: events(after + 1, Math.min(engine.has, after + 10)), head: engine.has };
    await Promise.resolve(engine.told?.());
    if (engine.answers !== false) held.log = take(held.log, page);
  });
  const push = (log: Log) => void (held.log = log);
  return { held, sync, push };
}

test("[M8] asks until the log is whole, a page after the other", async () => {
  const { held, sync } = setUp({ has: 25 });
  await sync();
  expect(held.asked).toEqual([0, 10, 20]);
  expect(held.log.last).toBe(25);
});

test("[M8] asks once where nothing is missing, and once where no answer comes", async () => {
  const whole = setUp({ has: 0 });
  await whole.sync();
  expect(whole.held.asked).toEqual([0]);
  const silent = setUp({ has: 25, answers: false });
  await silent.sync();
  expect(silent.held.asked).toEqual([0]);
});

test("wanted twice at once, it asks once", async () => {
  const { held, sync } = setUp({ has: 5 });
  await Promise.all([sync(), sync()]);
  expect(held.asked).toEqual([0]);
});

test("[M7] asks again for what was pushed beyond a gap while an answer was on its way", async () => {
  const engine = { has: 3, told: () => {} };
  const { held, sync, push } = setUp(engine);
  push(take(emptyLog, { events: events(1, 3), head: 3 }));
  engine.told = () => {
    engine.told = () => {};
    engine.has = 5;
    // Number 4 was lost.
    push(receive(held.log, events(5, 5)[0] as never));
  };
  await sync();
  expect(held.log.last).toBe(5);
});

test("after an answer that threw it can be asked again", async () => {
  let broken = true;
  let log = emptyLog;
  const sync = catchUp({ peek: () => log }, async () => {
    if (broken) throw new Error("broken");
    log = take(log, { events: events(1, 2), head: 2 });
  });
  await expect(sync()).rejects.toThrow("broken");
  broken = false;
  await sync();
  expect(log.last).toBe(2);
});

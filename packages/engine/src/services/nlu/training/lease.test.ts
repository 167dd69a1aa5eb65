import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { temporaryStore } from "../small-shop.fixture.ts";
import { createLease, LEASE } from "./lease.ts";

const HOUR = 3_600_000;

/** Nodes on one store whose clocks are so many milliseconds ahead, and the time that passes for all of them. */
async function nodes(...ahead: number[]) {
  const store = await temporaryStore();
  let passed = 0;
  const leases = ahead.map((ahead) =>
    createLease(store, "work", { now: () => Date.UTC(2026, 0) + passed + ahead, elapsed: () => passed }),
  );
  const [one, two] = leases;
  if (!one || !two) throw new Error("There are two nodes.");
  return { one, two, pass: (milliseconds: number) => (passed += milliseconds) };
}

test.each([HOUR, -HOUR])("a node whose clock is %i ms off takes no lease that is alive", async (ahead) => {
  const { one, two, pass } = await nodes(0, ahead);
  const runId = newId();
  expect(await one.acquire({ runId })).toBe(true);
  for (let beat = 0; beat < 10; beat++) {
    expect(await two.acquire({ runId: newId() })).toBe(false);
    pass(LEASE / 2);
    expect(await one.renew(runId)).toMatchObject({ runId });
  }
});

test.each([HOUR, -HOUR])("a holder whose clock was %i ms off blocks nobody for longer than others", async (ahead) => {
  const { one, two, pass } = await nodes(ahead, 0);
  const [runId, next] = [newId(), newId()];
  expect(await one.acquire({ runId })).toBe(true);
  expect(await two.acquire({ runId: next })).toBe(false);
  pass(LEASE + 1);
  expect(await two.acquire({ runId: next })).toBe(true);
  expect(await one.renew(runId)).toBeUndefined();
});

test("who has just come listens before it takes over, and what was given back is free at once", async () => {
  const { one, two, pass } = await nodes(0, 0);
  const runId = newId();
  expect(await one.acquire({ runId })).toBe(true);
  pass(HOUR);
  expect(await two.acquire({ runId: newId() })).toBe(false);
  await one.release(runId);
  const tries = [one, two].map((node) => node.acquire({ runId: newId() }));
  expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
});

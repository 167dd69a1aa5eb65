import type { Hours } from "@parley/protocol";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../../store/open.ts";
import { createUsers } from "../users.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Monday in UTC. */
const DAY = Date.UTC(2026, 2, 2);
const MORNINGS: Hours = { zone: "UTC", week: Array.from({ length: 7 }, () => [{ from: 9 * 60, to: 12 * 60 }]) };

async function openWork() {
  const folder = await mkdtemp(join(tmpdir(), "parley-work-"));
  const store = await openStore(folder);
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const clock = { now: DAY + 9 * HOUR };
  const node = () => createUsers({ store, now: () => clock.now });
  const users = node();
  /** Ada's console is open for so many minutes. */
  const work = async (minutes: number, at = [users]) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      clock.now += MINUTE;
      for (const one of at) await one.atWork({ memberIds: ["ada"] });
    }
  };
  const worked = async (hours?: Hours) => {
    const members = [{ id: "ada", ...(hours && { hours }) }];
    return (await users.worked({ members, from: DAY, to: DAY + 24 * HOUR }))["ada"];
  };
  const set = async (availability: "available" | "away", reason?: string) =>
    await users.setAvailability({ memberId: "ada", availability, ...(reason && { reason }) });
  await users.atWork({ memberIds: ["ada"] });
  return { users, node, clock, work, worked, set };
}

test("[E3] time is available or away, by reason, from the moment at which it was set", async () => {
  const { work, worked, set, clock } = await openWork();
  await work(10);
  clock.now += MINUTE / 2;
  await set("away", "lunch");
  await work(30);
  await set("available");
  await work(5);
  expect(await worked()).toEqual({
    available: 15.5 * MINUTE,
    away: [{ reason: "lunch", time: 30 * MINUTE }],
  });
});

test("[E3] who was not seen for long was not there, whatever they had set", async () => {
  const { work, worked, clock } = await openWork();
  await work(10);
  clock.now += HOUR;
  await work(10);
  expect(await worked()).toMatchObject({ available: 19 * MINUTE });
});

test("[E3] who sets something without a console is not at work", async () => {
  const { users, clock, worked, set } = await openWork();
  clock.now += HOUR;
  await set("away", "ill");
  clock.now += HOUR;
  expect(await worked()).toEqual({ available: 0, away: [] });
  expect(await users.availability({ memberIds: ["ada"] })).toEqual({ ada: "away" });
});

test("[E3] consoles on two nodes are one agent's time", async () => {
  const { users, node, work, worked, set } = await openWork();
  const both = [users, node()];
  await work(10, both);
  await set("away", "lunch");
  await work(10, both);
  expect(await worked()).toMatchObject({ available: 10 * MINUTE, away: [{ reason: "lunch", time: 10 * MINUTE }] });
});

test("[E3] shifts say for how long somebody was to be there, as far as these have passed", async () => {
  const { work, worked, clock } = await openWork();
  await work(60);
  expect(await worked(MORNINGS)).toMatchObject({ scheduled: HOUR, kept: HOUR });
  clock.now = DAY + 11.5 * HOUR;
  await work(60);
  expect(await worked(MORNINGS)).toMatchObject({ scheduled: 3 * HOUR, kept: 1.5 * HOUR - MINUTE });
});

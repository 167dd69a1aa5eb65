import type { Attendance } from "@parley/protocol";
import { Server } from "socket.io";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { VisitorNamespace } from "./session.ts";
import { createAttendance, GRACE, MOVED_AT_ONCE } from "./attendance.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Connections in rooms of their conversations, as Socket.IO keeps them, without the network. */
function setUp() {
  const visitors = new Server().of("/visitor") as unknown as VisitorNamespace;
  const told: Attendance[] = [];
  const attendance = createAttendance({
    visitors,
    tell: (_inboxId, moved) => told.push(moved),
    onError: (error) => {
      throw error;
    },
  });
  return {
    told,
    attendance,
    connects(id: string, connection = id): void {
      void visitors.adapter.addAll(`of ${connection}`, new Set([id]));
      attendance.came(id, "web");
    },
    leaves(id: string, connection = id): void {
      visitors.adapter.delAll(`of ${connection}`);
      attendance.left(id, "web");
    },
    after: (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds),
  };
}

test("[P6] thousands who come or leave at once are told once each, in parts, not one by one", async () => {
  const { told, connects, leaves, after } = setUp();
  const ids = Array.from({ length: 2_400 }, (_, index) => `c${index}`);
  for (const id of ids) for (let again = 0; again < 3; again++) connects(id);
  await after(60_000);
  expect(told).toHaveLength(Math.ceil(ids.length / MOVED_AT_ONCE));
  expect(told.flatMap(({ came }) => came)).toEqual(ids);
  told.length = 0;
  for (const id of ids) leaves(id);
  await after(60_000);
  expect(told).toHaveLength(Math.ceil(ids.length / MOVED_AT_ONCE));
  expect(told.flatMap(({ left }) => left)).toEqual(ids);
});

test("[P6] who is back within five seconds, or has another connection, has not left", async () => {
  const { told, attendance, connects, leaves, after } = setUp();
  connects("c1");
  connects("c2");
  connects("c2", "another tab");
  await after(60_000);
  told.length = 0;
  leaves("c1");
  leaves("c2");
  await after(GRACE - 1);
  expect(await attendance.of(["c1", "c2", "c3"])).toEqual(new Set(["c1", "c2"]));
  connects("c1");
  await after(60_000);
  expect(told.flatMap(({ left }) => left)).toEqual([]);
  leaves("c1");
  await after(60_000);
  expect(told.at(-1)).toEqual({ came: [], left: ["c1"] });
  expect(await attendance.of(["c1", "c2"])).toEqual(new Set(["c2"]));
});

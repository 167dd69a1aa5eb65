import { NO_ROUTING, type SavedSettings } from "@parley/protocol";
import { expect, test } from "vitest";
import { capacityOf } from "./settings.ts";

const saved = (mode: "pull" | "offer", capacity: number) =>
  ({
    workspace: { version: 1, value: { capacity } },
    routing: { version: 1, value: { ...NO_ROUTING, mode, agents: { ann: { capacity: 9 } } } },
  }) as unknown as SavedSettings;

test("[H8] [H15] who may have more than others can take what they are offered", () => {
  const capacity = capacityOf(saved("offer", 5));
  expect([capacity("ann"), capacity("bob")]).toEqual([9, 5]);
  expect(capacityOf(saved("offer", 0))("bob")).toBeUndefined();
});

test("where agents take what waits themselves, all have the limit of the workspace", () => {
  expect(capacityOf(saved("pull", 5))("ann")).toBe(5);
});

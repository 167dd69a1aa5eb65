import type { PromiseCount } from "@parley/protocol";
import { expect, test } from "vitest";
import { keptRows } from "./rows.ts";

const count = (of: PromiseCount["of"], by: PromiseCount["by"], key: string, title?: string): PromiseCount => ({
  of,
  by,
  key,
  kept: 1,
  missed: 0,
  ...(title && { title }),
});

test("what is counted by the same stands in one row, all of it first, then inboxes, teams, agents and times by name", () => {
  const rows = keptRows([
    count("firstReply", "time", "200"),
    count("firstReply", "agent", "b", "Bob"),
    count("firstReply", "agent", "a", "Zoe"),
    count("resolution", "all", ""),
    count("firstReply", "all", ""),
    count("firstReply", "time", "100"),
    count("firstReply", "inbox", "web", "Shop"),
  ]);
  expect(rows.map(({ by, key, of }) => [by, key, Object.keys(of).length])).toEqual([
    ["all", "", 2],
    ["inbox", "web", 1],
    ["agent", "b", 1],
    ["agent", "a", 1],
    ["time", "100", 1],
    ["time", "200", 1],
  ]);
});

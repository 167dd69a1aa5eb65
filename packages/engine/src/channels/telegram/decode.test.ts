import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { decode } from "./decode.ts";
import { readUpdate } from "./update.ts";

interface Case {
  what: string;
  update: unknown;
  told?: unknown;
}
const cases = JSON.parse(await readFile(new URL("fixtures/updates.json", import.meta.url), "utf8")) as Case[];

describe("what an update says", () => {
  test.each(cases)("$what", ({ update, told }) => {
    const read = readUpdate(update);
    expect(read && decode(read)).toEqual(told);
  });
});

test.each([undefined, null, 7, "{}", [], {}, { update_id: "1" }, { update_id: 1, message: { text: "hi" } }])(
  "%j is no update",
  (value) => {
    expect(readUpdate(value)).toBeUndefined();
  },
);

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

test("[K10] a link to the bot that carries a code says the code, and one that carries anything else greets", () => {
  const message = (text: string) => ({
    update_id: 1,
    message: { message_id: 1, date: 1, chat: { id: 5, type: "private" }, from: { id: 5 }, text },
  });
  expect(decode(message("/start link-7KQ2M9XD"))?.message.text).toBe("link 7KQ2M9XD");
  expect(decode(message("/start link-short"))?.message.text).toBe("Hello");
});

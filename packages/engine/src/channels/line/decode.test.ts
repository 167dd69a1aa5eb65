import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { decode, pressedOf } from "./decode.ts";
import { isSigned } from "./signed.ts";

const read = async <T>(name: string) =>
  JSON.parse(await readFile(new URL(`fixtures/${name}.json`, import.meta.url), "utf8")) as T[];
const cases = await read<{ what: string; event: unknown; told: unknown }>("events");
const vectors = await read<{ name: string; secret: string; body: string; signature: string }>("vectors");

describe("what an event says", () => {
  test.each(cases)("$what", ({ event, told }) => {
    expect(decode({ destination: "U1", events: [event] })).toEqual(told);
  });
});

test("one event that is not understood takes none of the others with it", () => {
  const [{ event } = { event: {} }] = cases;
  expect(decode({ events: [{ type: "message" }, event, 7] })).toHaveLength(1);
});

test.each([undefined, null, 7, "{}", [], {}, { events: {} }])("%j is no call", (body) => {
  expect(decode(body)).toBeUndefined();
});

test("the call that tries an address brings nothing", () => {
  expect(decode({ destination: "U1", events: [] })).toEqual([]);
});

test.each([
  ['["退货","return"]', { text: "退货", value: "return" }],
  ["menu=help", { text: "menu=help", value: "menu=help" }],
  ["[1,2]", { text: "[1,2]", value: "[1,2]" }],
  ["[", { text: "[", value: "[" }],
])("a button that carries %s", (data, said) => {
  expect(pressedOf(data)).toEqual(said);
});

test.each(vectors)(
  "the signature of $name is right, and with a flipped bit it is not",
  ({ secret, body, signature }) => {
    const bytes = Buffer.from(body);
    expect(isSigned(secret, signature, bytes)).toBe(true);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8((flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
      expect(isSigned(secret, signature, flipped)).toBe(false);
    }
    for (const wrong of [undefined, "", signature.slice(1), signature.replace("=", ""), signature.toLowerCase()])
      expect(isSigned(secret, wrong, bytes)).toBe(false);
  },
);

import { expect, test } from "vitest";
import { readJson } from "./json.ts";

test.each([
  ['{"a":12345678901234567890}', { a: "12345678901234567890" }],
  ['{"a":"\\"12345678901234567890"}', { a: '"12345678901234567890' }],
  ['{"a":"x\\\\","b":-9223372036854775808}', { a: "x\\", b: "-9223372036854775808" }],
  ['{"a":1234567890123456.5,"b":12}', { a: 1_234_567_890_123_456.5, b: 12 }],
  ['{"a":["12345678901234567890",12345678901234567890]}', { a: ["12345678901234567890", "12345678901234567890"] }],
  ['{"latitude":0.1234567890123456,"b":1e20}', { latitude: 0.123_456_789_012_345_6, b: 1e20 }],
])("numbers that are too long are kept as they are written: %s", (body, due) => {
  expect(readJson(body)).toEqual(due);
});

// A reader that goes back over what it has seen needs minutes for each of these.
test.each([
  ["digits", `${"1".repeat(1_000_000)}.`],
  ["quotes", `"${'\\"'.repeat(500_000)}`],
  ["quotes and a backslash", `"${'\\"'.repeat(500_000)}\\`],
  ["brackets", "[".repeat(1_000_000)],
])("what is long and no JSON is nothing, and is read once: %s", (_, body) => {
  expect(readJson(body)).toBeUndefined();
});

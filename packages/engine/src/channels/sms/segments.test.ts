import { describe, expect, test } from "vitest";
import { messagesOf, plainly, type Segments, segmentsOf } from "./segments.ts";

describe("how a text goes over the air", () => {
  test.each<[string, string, Segments["alphabet"], [length: number, pieces: number]]>([
    ["nothing", "", "gsm", [0, 1]],
    ["160 letters", "a".repeat(160), "gsm", [160, 1]],
    ["161 letters", "a".repeat(161), "gsm", [161, 2]],
    ["306 letters", "a".repeat(306), "gsm", [306, 2]],
    ["307 letters", "a".repeat(307), "gsm", [307, 3]],
    ["letters of Europe", "Grüße à la Ñandu? £5 ¿Si?", "gsm", [25, 1]],
    ["the euro counts twice", "5 €", "gsm", [4, 1]],
    ["80 euros", "€".repeat(80), "gsm", [160, 1]],
    ["81 euros", "€".repeat(81), "gsm", [162, 2]],
    ["brackets and braces", "[{^~|}]\\", "gsm", [16, 1]],
    ["lines", "one\ntwo", "gsm", [7, 1]],
    ["70 Chinese characters", "退".repeat(70), "ucs2", [70, 1]],
    ["71 Chinese characters", "退".repeat(71), "ucs2", [71, 2]],
    ["134 Chinese characters", "退".repeat(134), "ucs2", [134, 2]],
    ["135 Chinese characters", "退".repeat(135), "ucs2", [135, 3]],
    ["one Chinese character among letters", `${"a".repeat(70)}退`, "ucs2", [71, 2]],
    ["an emoji counts twice", "👋".repeat(35), "ucs2", [70, 1]],
    ["36 emoji", "👋".repeat(36), "ucs2", [72, 2]],
    ["a letter that phones lack", "ç", "ucs2", [1, 1]],
    ["a tab", "a\tb", "ucs2", [3, 1]],
  ])("%s", (_, text, alphabet, [length, pieces]) => {
    expect(segmentsOf(text)).toEqual({ alphabet, length, pieces });
  });
});

test.each([
  ["“It’s here” – really…", '"It\'s here" - really...'],
  ["• one\u00A0kg", "- one kg"],
  // Where other letters are there anyway nothing is gained.
  ["“退货” – 好…", "“退货” – 好…"],
  ["plain", "plain"],
])("%j is written as %j", (text, plain) => {
  expect(plainly(text)).toBe(plain);
});

test.each<[string, string, number[]]>([
  ["short", "hello", [5]],
  ["1,530 letters", "a".repeat(1_530), [1_530]],
  ["1,531 letters", "a".repeat(1_531), [1_530, 1]],
  ["670 Chinese characters", "退".repeat(670), [670]],
  ["1,400 Chinese characters", "退".repeat(1_400), [670, 670, 60]],
  ["800 euros", "€".repeat(800), [765, 35]],
])("what does not come together on phones is several messages: %s", (_, text, lengths) => {
  const messages = messagesOf(text);
  expect(messages.map((message) => message.length)).toEqual(lengths);
  expect(messages.join("")).toBe(text);
  expect(messages.every((message) => segmentsOf(message).pieces <= 10)).toBe(true);
});

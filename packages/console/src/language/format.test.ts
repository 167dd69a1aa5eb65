import { afterEach, expect, test, vi } from "vitest";
import { clock, customs, span, waited } from "./format.ts";
import { language } from "./language.ts";

const S = 1000;
const MIN = 60 * S;
const H = 60 * MIN;

afterEach(() => {
  language.value = "en";
  vi.restoreAllMocks();
});

test.each([
  [0, "0 s", "0 秒"],
  [-5 * S, "0 s", "0 秒"],
  [59.9 * S, "59 s", "59 秒"],
  [MIN, "1 min", "1 分钟"],
  [17 * MIN + 56 * S, "17 min", "17 分钟"],
  [59 * MIN + 59 * S, "59 min", "59 分钟"],
  [H, "1 h", "1 小时"],
  [H + 2 * MIN + 3 * S, "1 h 2 min", "1 小时 2 分钟"],
  [23 * H + 59 * MIN, "23 h 59 min", "23 小时 59 分钟"],
  [49 * H, "2 d", "2 天"],
])("who has waited %i ms has waited %s, %s", (ms, english, chinese) => {
  expect(waited(ms)).toBe(english);
  language.value = "zh-CN";
  expect(waited(ms)).toBe(chinese);
});

test.each([
  [90 * MIN, "1 h"],
  [30 * H, "1 d"],
])("in narrow places %i ms are %s", (ms, short) => {
  expect(span(ms)).toBe(short);
});

test.each([
  ["en", ["en-GB"], "15:58"],
  ["en", ["en-US"], "3:58 PM"],
  ["en", ["zh-CN", "en-GB"], "15:58"],
  ["en", ["zh-CN"], "15:58"],
  ["en", ["de-DE"], "15:58"],
  ["zh-CN", ["en-US"], "下午3:58"],
  ["zh-CN", ["zh-CN", "en"], "15:58"],
  ["zh-CN", ["zh-TW"], "下午3:58"],
  ["en", [], "3:58 PM"],
] as const)("in %s with a browser for %o an afternoon's message came at %s", (spoken, preferred, expected) => {
  language.value = spoken;
  vi.spyOn(navigator, "languages", "get").mockReturnValue([...preferred]);
  expect(clock(new Date(2026, 4, 3, 15, 58).getTime()).replaceAll("\u202f", " ")).toBe(expected);
});

test("the language is the console's, whatever the browser prefers", () => {
  expect(customs("zh-CN", ["en-GB", "zh-HK"]).locale).toBe("zh-HK");
  expect(customs("en", ["zh-CN"]).locale).toBe("en");
});

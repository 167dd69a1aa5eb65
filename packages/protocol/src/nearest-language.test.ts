import { expect, test } from "vitest";
import { nearestLanguage } from "./index.ts";

const offered = ["en", "zh-CN", "zh-Hant", "ja", "pt-BR"] as const;

test.each([
  ["zh-CN", "zh-CN"],
  ["ZH-cn", "zh-CN"],
  ["zh", "zh-CN"],
  ["zh-Hans-SG", "zh-CN"],
  ["zh-TW", "zh-Hant"],
  ["zh-HK", "zh-Hant"],
  ["zh-Hant-MO", "zh-Hant"],
  ["ja-JP-u-ca-japanese", "ja"],
  ["pt-PT", "pt-BR"],
  ["en-GB", "en"],
  ["de-AT", "en"],
  ["", "en"],
  ["no such tag!", "en"],
])("[L9] nearest to %s is %s", (tag, nearest) => {
  expect(nearestLanguage(tag, offered)).toBe(nearest);
});

test("[L9] of two languages the first is for whoever reads neither; without any it is English", () => {
  expect(nearestLanguage("fr", ["zh-CN", "en"])).toBe("zh-CN");
  expect(nearestLanguage("zh-Hant", ["en", "zh-CN"])).toBe("zh-CN");
  expect(nearestLanguage("fr", [])).toBe("en");
});

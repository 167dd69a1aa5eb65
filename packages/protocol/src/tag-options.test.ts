import { expect, test } from "vitest";
import { tagOptions } from "./tag-options.ts";

test.each([
  [
    { en: "A", "zh-CN": "B" },
    { titleEn: "A", titleZh: "B" },
  ],
  [
    { "zh-Hant": "A", "zh-CN": "B" },
    { titleZh: "B", titleZhHant: "A" },
  ],
  [{ "zh-TW": "A" }, { titleZh: "A", titleZhHant: "A" }],
  [
    { de: "A", "pt-BR": "B", fil: "C", ar: "D" },
    { titleDe: "A", titlePt: "B", titleFil: "C", titleAr: "D" },
  ],
  [{ "en-GB": "A", "en-US": "B" }, { titleEn: "A" }],
  [{ de: "" }, {}],
  // What a version before took though it is no tag.
  [{ "en-12": "A", "zh-CN-12": "B", "en-US-US": "C", "en-GB-oed": "D", de: "E" }, { titleDe: "E" }],
])("[L9] words in any languages are options of the tag: %j", (title, options) => {
  expect(tagOptions({ title })).toEqual(options);
  const texts = Object.fromEntries(Object.entries(title).map(([language, bot]) => [language, { bot }]));
  const named = Object.entries(options).map(([name, said]) => [name.replace("title", "bot"), said]);
  expect(tagOptions({ texts })).toEqual(Object.fromEntries(named));
});

test("[C7] an inbox that takes no files says so on the tag, and no other does", () => {
  expect(tagOptions({ files: { bytes: 0 } })).toEqual({ files: "false" });
  for (const files of [{}, { bytes: 9 }, { kinds: ["image" as const] }]) expect(tagOptions({ files })).toEqual({});
});

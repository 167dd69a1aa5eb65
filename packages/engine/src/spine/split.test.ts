import { expect, test } from "vitest";
import { split } from "./split.ts";

test("a long text takes as long as its parts together, in whatever it is measured", () => {
  const text = "Where is my order? ".repeat(5_000);
  for (const unit of ["characters", "units", "bytes"] as const) {
    const parts = split(text, { most: 4_000, in: unit });
    expect(parts.every((part) => part.length <= 4_000)).toBe(true);
    expect(parts.join(" ")).toBe(text.trim());
  }
});

test("what is no character that anybody writes is cut within", () => {
  const parts = split(`a${"\u0301".repeat(5_000)}`, { most: 4_000, in: "units" });
  expect(parts.map(({ length }) => length)).toEqual([4_000, 1_001]);
});

test("a character of several code points stays whole, also where it is larger than a part may be", () => {
  const family = "👨‍👩‍👧‍👦";
  expect(split(family + family, { most: 20, in: "bytes" })).toEqual([family, family]);
  expect(split(`${family}你好`, { most: 2, in: "characters" })).toEqual([`${family}你`, "好"]);
});

test("a letter and its mark are not cut apart, nor are flags, wherever a part ends", () => {
  for (let before = 0; before < 12; before++) {
    const text = `${"x".repeat(before)}${"e\u0301".repeat(10)}${"🇨🇳".repeat(5)}`;
    for (const unit of ["units", "bytes", "characters"] as const) {
      const parts = split(text, { most: 11, in: unit });
      expect(parts.join("")).toBe(text);
      expect(parts.filter((part) => /^\u0301|^[\uDC00-\uDFFF]/.test(part))).toEqual([]);
    }
  }
});

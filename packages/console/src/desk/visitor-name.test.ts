import { expect, test } from "vitest";
import { visitorName } from "./visitor-name.ts";

const named = (profile: { name?: string; email?: string }) =>
  visitorName({ id: "visitor-1234", profile, locale: "en", firstSeenAt: 0, lastSeenAt: 0 });

test.each([
  [{ name: "Ann" }, "Ann"],
  [{ name: "王小明" }, "王小明"],
  [{ name: "عائشة" }, "عائشة"],
  [{ name: "Ann\u202E gpj.exe" }, "Ann gpj.exe"],
  [{ name: "\u2066A\u2069nn\n" }, "Ann"],
  [{ name: "\u200B\u2060", email: "ann@example.com" }, "ann@example.com"],
  [{ name: " " }, "Visitor 1234"],
  [{}, "Visitor 1234"],
])("%o is called %s: marks that turn the words around them are no part of a name", (profile, name) => {
  expect(named(profile)).toBe(name);
});

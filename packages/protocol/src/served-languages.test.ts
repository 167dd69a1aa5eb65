import { expect, test } from "vitest";
import { servedLanguages, servedTag } from "./served-languages.ts";

const only = { languages: ["zh-CN", "en", "fil"], onlyLanguages: true };

test.each([
  [{}, { languages: ["zh-CN", "en"] }, []],
  [{ languages: [] }, { languages: ["de"], onlyLanguages: false }, []],
  [{ languages: ["ja", "en"] }, only, ["ja", "en"]],
  [{}, only, ["en", "zh-CN", "fil"]],
  [{}, { languages: ["de", "en-GB", "en-US"], onlyLanguages: true }, ["en-GB", "en-US", "de"]],
  [{}, { languages: ["de", "zh-CN"], onlyLanguages: true }, ["de", "zh-CN"]],
])("[L10] an inbox that says %j in a workspace that says %j is served in %j", (inbox, workspace, served) => {
  expect(servedLanguages(inbox, workspace)).toEqual(served);
});

test.each([
  ["fr", [], "fr"],
  ["fr", ["en", "zh-CN"], "en"],
  ["zh-TW", ["en", "zh-CN"], "zh-TW"],
  // Finnish, not Filipino.
  ["fi", ["en", "fil"], "en"],
  ["en-GB", ["de", "en"], "en-GB"],
  ["no language", ["de", "en"], "de"],
])("[L10] who speaks %s where %j are served is spoken to in %s", (tag, served, spoken) => {
  expect(servedTag(tag, served)).toBe(spoken);
});

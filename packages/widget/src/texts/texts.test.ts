import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FileProblem, Introduced, OWN_TEXTS, ProofProblem, RefusedField, Welcome } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import { fetchPart } from "../fetch-part.ts";
import { lateTexts } from "./late/late.ts";
import type { LateTexts } from "./late/late-texts.ts";
import { askingTexts } from "./asking.ts";
import type { FileTexts } from "./files/file-texts.ts";
import { findTexts } from "./finding/load.ts";
import { fileTexts } from "./files/load.ts";
import { toolTexts } from "./tools/load.ts";
import { jumpTexts } from "./jump.ts";
import { troubleTexts } from "./unsent.ts";
import type { PanelLanguage } from "./languages.ts";

const LANGUAGES: PanelLanguage[] = ["en", "zh-CN", "zh-Hant", "ja", "ko", "es", "fr", "ar"];
const COUNTS = [0, 1, 2, 3, 11, 100];

/** All words of a language, with numbers and names put in. */
async function wordsIn(language: PanelLanguage): Promise<Map<string, string[]>> {
  const { texts } = await fetchPart(language, undefined);
  const all = Object.entries({ ...texts, ...(await lateTexts(language)) });
  return new Map(
    all
      .filter(([name]) => !["spoken", "dir", "styles"].includes(name))
      .map(([name, words]) => {
        if (typeof words !== "function") return [name, [words].flat()];
        // A wait is from some minutes until so many.
        const put =
          name === "likelyWait"
            ? (from: string | number) => (words as LateTexts["likelyWait"])({ from: Number(from), until: 200 })
            : (words as (it: string | number) => string);
        return [name, name === "typing" || name === "joined" ? [put("Ann")] : COUNTS.map((count) => put(count))];
      }),
  );
}

test.each(OWN_TEXTS)("[V10] a site's own words for `%s` take the place of ours, in what is built too", async (name) => {
  for (const language of LANGUAGES) expect((await wordsIn(language)).get(name)).toHaveLength(1);
  const build = readFileSync(join(import.meta.dirname, "../../rollup.ts"), "utf8");
  const [, shortened = ""] = /const names =([^;]+);/.exec(build) ?? [];
  expect(shortened).toContain("talkToPerson");
  expect(shortened.match(/\w+/g)).not.toContain(name);
});

test("[I1, I9] what the wire calls so keeps its name in what is built", () => {
  const build = readFileSync(join(import.meta.dirname, "../../rollup.ts"), "utf8");
  const shortened: string[] = /const names =([^;]+);/.exec(build)?.[1]?.match(/\w+/g) ?? [];
  expect(shortened).toContain("talkToPerson");
  const fields = [Introduced, RefusedField, Welcome].flatMap(({ entries }) => Object.keys(entries));
  const codes: string[] = [...RefusedField.entries.code.options, ...ProofProblem.options, ...fields];
  expect(codes.filter((code) => shortened.includes(code))).toEqual([]);
});

test("[Q1] the form that asks has all its words in each language", () => {
  const { en } = askingTexts;
  for (const [language, texts] of Object.entries(askingTexts)) {
    expect(Object.keys(texts)).toEqual(Object.keys(en));
    for (const words of Object.values(texts)) expect(words).toMatch(/\S/);
    const isSame = ([name, words]: [string, string]) => words === en[name as keyof typeof en];
    // A mark may well be the same.
    const same = Object.entries(texts).filter((one) => /\p{L}/u.test(one[1]) && isSame(one));
    if (!/^(en|fr)$/.test(language)) expect(same).toEqual([]);
  }
});

test.each([
  ["what cannot be sent", troubleTexts],
  ["the way back to the end", jumpTexts],
])("[L9] of %s there are all words in each language, each its own", (_about, all) => {
  const said = (words: object) =>
    Object.values(words).map((word: string | ((count: number) => string)) =>
      typeof word === "string" ? word : word(7),
    );
  for (const [language, words] of Object.entries(all)) {
    expect(Object.keys(words)).toEqual(Object.keys(all.en));
    for (const text of said(words)) expect(text, language).toMatch(/\p{L}/u);
    if (language !== "en") for (const text of said(words)) expect(said(all.en), language).not.toContain(text);
  }
});

test.each(LANGUAGES)(
  "[L9, C7] what is said of files is all there in %s, every reason for not sending one included",
  async (language) => {
    const said = ({ reasons, ...words }: FileTexts) => ({ ...words, ...reasons });
    const [english, words] = [said(await fileTexts("en")), said(await fileTexts(language))];
    expect(Object.keys(words)).toEqual(Object.keys(english));
    const problems = [...FileProblem.options].filter((one) => !["ticket", "offset", "gone", "file"].includes(one));
    for (const reason of problems) expect(words).toHaveProperty(reason);
    expect(words["tooLarge" as keyof typeof words]).toContain("#");
    for (const text of Object.values(words)) expect(text).toMatch(/\p{L}/u);
    const same = Object.values(words).filter((text) => Object.values(english).includes(text));
    if (language !== "en") expect(same).toEqual([]);
  },
);

test.each(LANGUAGES)("[L9] of emoji and voice messages there are all words in %s, each its own", async (language) => {
  const [english, words] = [{ ...(await toolTexts("en")) }, { ...(await toolTexts(language)) }];
  expect(Object.keys(words)).toEqual(Object.keys(english));
  for (const text of Object.values(words)) expect(text).toMatch(/\p{L}/u);
  const same = Object.values(words).filter((text) => Object.values(english).includes(text));
  if (language !== "en") expect(same).toEqual([]);
});

test.each(LANGUAGES)("[L9, Y9] of the search there are all words in %s, each its own", async (language) => {
  const [english, words] = [{ ...(await findTexts("en")) }, { ...(await findTexts(language)) }];
  expect(Object.keys(words)).toEqual(Object.keys(english));
  for (const text of Object.values(words)) expect(text).toMatch(/\p{L}/u);
  const same = Object.values(words).filter((text) => Object.values(english).includes(text));
  if (language !== "en") expect(same).toEqual([]);
});

test("[L9] every file of words is a language of the panel, and says which", async () => {
  const files = readdirSync(import.meta.dirname).flatMap((file) => /^([a-z]{2}(?:-\w+)?)\.ts$/.exec(file)?.[1] ?? []);
  expect(files.sort()).toEqual([...LANGUAGES].sort());
  for (const language of LANGUAGES) expect((await fetchPart(language, undefined)).texts.spoken).toBe(language);
});

describe.each(LANGUAGES)("[L9] the panel in %s", (language) => {
  test("has all words, and says every name and number that is put in", async () => {
    const [english, words] = [await wordsIn("en"), await wordsIn(language)];
    expect([...words.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [name, said] of words) {
      const there = english.get(name) ?? [];
      for (const text of said) expect(text, name).toMatch(/\S/);
      for (const text of said) expect(text, name).not.toMatch(/#|undefined|\$\{/);
      expect(said, name).toHaveLength(there.length);
      expect(said.at(-1)?.includes("100"), name).toBe(there.at(-1)?.includes("100"));
      expect(said.join().includes("Ann"), name).toBe(there.join().includes("Ann"));
    }
  });

  test("is in its own script, and nowhere in English by oversight", async () => {
    if (language === "en") return;
    const [english, words] = [await wordsIn("en"), await wordsIn(language)];
    const same = [...words].filter(([name, said]) => said.join() === english.get(name)?.join()).map(([name]) => name);
    expect(same.filter((name) => name !== "conversation")).toEqual([]);
  });
});

test.each([
  ["zh-TW", "zh-Hant"],
  ["zh-Hant-HK", "zh-Hant"],
  ["zh", "zh-CN"],
  ["fr-CA", "fr"],
  ["de", "en"],
  ["no language", "en"],
])("[L9] who asks for %s reads %s", async (wanted, spoken) => {
  expect((await fetchPart(wanted, undefined)).texts.spoken).toBe(spoken);
});

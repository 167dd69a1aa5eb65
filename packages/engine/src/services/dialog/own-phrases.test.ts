import { type BotPhrases, newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { textOf, useDialog } from "./fixture.ts";
import { wordsFor } from "./words.ts";

const world = useDialog();
const own = {
  en: { offer: "No idea, sorry. A person?", person: "A person, please", handOver: "", nobody: "Come back tomorrow." },
  ja: { offer: "わかりません。担当者におつなぎしますか？" },
};

async function bot(words: BotPhrases): Promise<void> {
  const { version, value } = (await world.dialog.settings({})).bot;
  await world.dialog.changeSettings({ name: "bot", version, value: { ...value, words }, by: "ann" });
}

async function told(locale: string, said: string, { inboxId = "web", online = 1 } = {}): Promise<string> {
  const { id } = await world.dialog.open({ visitorId: newId(), channel: "web", locale, inboxId });
  return textOf(await world.say(id, said, online));
}

test.each([
  ["en", "hm", own.en.offer],
  ["en-GB", "hm", own.en.offer],
  ["ja", "hm", own.ja.offer],
  ["fr", "hm", own.en.offer],
  ["de", "talk", own.en.offer],
])("[B10] whose client speaks %s and says “%s” reads: %s", async (locale, said, words) => {
  await bot(own);
  expect(await told(locale, said)).toBe(words);
});

test("[B10] of a language's scripts the nearest is read, and what it leaves out in the other", () => {
  const phrases = { "zh-CN": { offer: "简体", person: "人工" }, "zh-TW": { offer: "繁體" } };
  const { offer, person } = wordsFor({ locale: "zh-CN", tag: "zh-HK", phrases });
  expect([offer, person]).toEqual(["繁體", "人工"]);
  // Nothing is said in it: ours.
  const english = { en: { offer: "No idea." } };
  expect(wordsFor({ locale: "zh-CN", tag: "zh-CN", phrases: english })).toEqual(wordsFor({ locale: "zh-CN" }));
  expect(wordsFor({ locale: "zh-CN", tag: "yue", phrases: english })).toEqual(wordsFor({ locale: "zh-CN" }));
  // Who is answered in English reads English, whatever their client speaks.
  expect(wordsFor({ locale: "en", tag: "zh-HK", phrases }).person).toBe("Talk to a person");
});

test("[B10] a choice is called as the site calls it, and still brings a person", async () => {
  await bot(own);
  const { id } = await world.dialog.open({ visitorId: newId(), channel: "web", locale: "en" });
  const [offered] = await world.say(id, "hm", 1);
  expect(offered).toMatchObject({ content: { choices: [{ label: own.en.person, value: "human" }] } });
  const [queued, words] = await world.say(id, own.en.person, 0);
  expect(queued).toMatchObject({ type: "queued", reason: "asked" });
  expect(words).toMatchObject({ content: { text: expect.stringContaining(own.en.nobody) } });
});

test("[B10] what is left out or empty is as it comes, and nobody reads words of a language that they do not speak", async () => {
  const usual = await told("en", "hm");
  await bot({ ...own, en: { offer: "" } });
  expect(await told("en", "hm")).toBe(usual);
  expect(await told("fr", "hm")).toBe(usual);
  await bot({ de: { offer: "Keine Ahnung." } });
  expect([await told("en", "hm"), await told("de", "hm")]).toEqual([usual, "Keine Ahnung."]);
});

test("[B10] an inbox's own words come before the workspace's, one by one", async () => {
  await bot(own);
  const settings = { bot: { words: { en: { offer: "Ask the tea master?" } } } };
  await world.dialog.putInbox({ id: "tea", channel: "web", name: "Tea", enabled: true, settings });
  expect(await told("en", "hm", { inboxId: "tea" })).toBe("Ask the tea master?");
  expect(await told("ja", "hm", { inboxId: "tea" })).toBe(own.ja.offer);
  const empty = { bot: { words: { en: { offer: "", person: "" } } } };
  await world.dialog.putInbox({ id: "tea", channel: "web", name: "Tea", enabled: true, settings: empty });
  const { id } = await world.dialog.open({ visitorId: newId(), channel: "web", locale: "en", inboxId: "tea" });
  const [offered] = await world.say(id, "hm", 1);
  expect(offered).toMatchObject({ content: { text: own.en.offer, choices: [{ label: own.en.person }] } });
});

test("[B10] who tries the bot out reads what it would say", async () => {
  await bot(own);
  const settings = { bot: { words: { en: { offer: "Ask the tea master?" } } } };
  await world.dialog.putInbox({ id: "tea", channel: "web", name: "Tea", enabled: true, settings });
  const tried = await world.dialog.tryOut({ text: "hm", locale: "en", inboxId: "tea" });
  expect(tried.reply).toMatchObject({ text: "Ask the tea master?", choices: [{ label: own.en.person }] });
});

import { newId, type WorkspaceSettings } from "@parley/protocol";
import { expect, test } from "vitest";
import { textOf, useDialog } from "./fixture.ts";
import { WORDS } from "./words.ts";

const world = useDialog();
const ENGLISH = WORDS.en.offer;
const CHINESE = WORDS["zh-CN"].offer;
const GERMAN = "Keine Ahnung. Soll ich jemanden holen?";

async function workspace(changed: Partial<WorkspaceSettings>): Promise<void> {
  const { version, value } = (await world.dialog.settings({})).workspace;
  await world.dialog.changeSettings({ name: "workspace", version, value: { ...value, ...changed }, by: "ann" });
  const { bot } = await world.dialog.settings({});
  const words = { de: { offer: GERMAN } };
  await world.dialog.changeSettings({ name: "bot", version: bot.version, value: { ...bot.value, words }, by: "ann" });
}

/** What a visitor is told who says in English what nobody knows. */
async function told(locale: string, inboxId = "web"): Promise<string> {
  const { id } = await world.dialog.open({ visitorId: newId(), channel: "web", locale, inboxId });
  return textOf(await world.say(id, "hm", 1));
}

test.each([
  [["zh-CN"], false, "en", ENGLISH],
  [["zh-CN"], true, "en", CHINESE],
  [["zh-CN"], true, "fr", CHINESE],
  [["zh-CN", "en"], true, "fr", ENGLISH],
  [["de", "zh-CN"], true, "fr", GERMAN],
  [["de"], true, "zh-CN", GERMAN],
  [["zh-CN", "en"], true, "de", ENGLISH],
])(
  "[L10, B10] where %j are spoken (no others: %j), a client of %s reads: %s",
  async (languages, only, locale, words) => {
    await workspace({ languages, onlyLanguages: only });
    expect(await told(locale)).toBe(words);
  },
);

test("[L10] the languages of an inbox go before the workspace's, and who tries its bot reads the same", async () => {
  await workspace({ languages: ["en"], onlyLanguages: true });
  const settings = { languages: ["zh-CN", "en"] };
  await world.dialog.putInbox({ id: "tea", channel: "web", name: "Tea", enabled: true, settings });
  expect(await told("zh-CN")).toBe(ENGLISH);
  expect(await told("fr", "tea")).toBe(ENGLISH);
  await world.dialog.putInbox({
    id: "tea",
    channel: "web",
    name: "Tea",
    enabled: true,
    settings: { languages: ["zh"] },
  });
  expect(await told("en", "tea")).toBe(CHINESE);
  const tried = await world.dialog.tryOut({ text: "hm", locale: "en", inboxId: "tea" });
  expect(tried.reply).toMatchObject({ text: CHINESE });
});

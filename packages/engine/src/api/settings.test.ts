import { BOT_PHRASES, type SavedSettings, type UsualBot } from "@parley/protocol";
import { expect, test } from "vitest";
import type { AnyDoc } from "../store/document.ts";
import { openAdmin } from "./api.test.kit.ts";

async function open() {
  const admin = await openAdmin();
  const owner = await admin.ownerBrowser();
  const { workspace, bot } = (await owner.ask("GET /settings")).body as SavedSettings;
  const put = (name: string, version: number, value: object) => owner.ask(`PUT /settings/${name}`, { version, value });
  return { ...admin, owner, put, workspace: workspace.value, bot: bot.value };
}

test("[B10] what the bot does and says where nothing is set is told, each phrase in both of its languages", async () => {
  const { owner } = await open();
  const { thresholds, answerers, words } = (await owner.ask("GET /bot/usual")).body as UsualBot;
  expect(thresholds).toMatchObject({ answer: 0.8, patience: 3 });
  expect(answerers).toEqual(["replies", "intents", "articles"]);
  for (const language of ["en", "zh-CN"]) {
    for (const phrase of BOT_PHRASES) expect(words[language]?.[phrase], phrase).toBeTruthy();
  }
});

test("[L8] settings are changed by who saw the latest, noted, and brought back", async () => {
  const { owner, put, workspace, bot, trail } = await open();
  const saved = await put("workspace", 0, { ...workspace, retentionDays: 30 });
  expect(saved.body).toMatchObject({ version: 1, value: { retentionDays: 30 } });
  expect((await put("workspace", 0, workspace)).error?.code).toBe("conflict");
  await put("bot", 0, { ...bot, thresholds: { answer: 0.9 }, name: { en: "Pat", "zh-CN": "小帕" } });
  expect((await owner.ask("GET /settings")).body).toMatchObject({
    workspace: { version: 1 },
    bot: { value: { thresholds: { answer: 0.9 } } },
  });
  const [before] = (await owner.ask("GET /settings/workspace/history")).body as { version: number }[];
  expect(before).toEqual({ version: 0, value: workspace });
  const restored = await owner.ask("POST /settings/workspace/restore", { version: 1, to: 0 });
  expect(restored.body).toMatchObject({ version: 2, value: workspace });
  expect((await owner.ask("GET /settings/nothing/history")).error?.code).toBe("notFound");
  expect((await trail()).slice(0, 3)).toEqual([
    "restoreSettings workspace",
    "changeSettings bot",
    "changeSettings workspace",
  ]);
});

test("[L8] what a version before took and this one refuses is left out of what is brought back, and the rest holds", async () => {
  const { owner, put, store, bot, workspace } = await open();
  const odd = {
    bot: { ...bot, name: { "en-12": "Odd", en: "Pat" } },
    workspace: { ...workspace, languages: ["en-12"] },
  };
  for (const [name, value] of Object.entries(odd)) {
    await store.collection<AnyDoc>("settings").update({ _id: name }, { $set: { value } });
  }
  await put("bot", 0, { ...bot, whileWaiting: false });
  await put("workspace", 0, { ...workspace, hours: { zone: "UTC", week: [[], [], [], [], [], [], []] } });
  const restored = (name: string) => owner.ask(`POST /settings/${name}/restore`, { version: 1, to: 0 });
  expect((await restored("bot")).body).toMatchObject({ value: { ...bot, name: { en: "Pat" } } });
  expect((await restored("workspace")).body).toEqual(expect.objectContaining({ version: 2, value: workspace }));
});

test("a field of the settings out of its bounds is refused by name, in both languages", async () => {
  const { owner, workspace, bot } = await open();
  const cases = [
    ["workspace", "name", { name: "x".repeat(101) }],
    ["workspace", "languages", { languages: [] }],
    ["workspace", "languages.0", { languages: ["Deutsch"] }],
    ["workspace", "hours.zone", { hours: { zone: "Moon", week: [] } }],
    ["workspace", "retentionDays", { retentionDays: -1 }],
    ["workspace", "retentionDays", { retentionDays: 40_000 }],
    ["workspace", "capacity", { capacity: 1.5 }],
    ["workspace", "waitingMinutes", { waitingMinutes: "5" }],
    ["workspace", "replyMinutes", { replyMinutes: null }],
    ["workspace", "idleHours", { idleHours: 1e9 }],
    ["bot", "whileWaiting", { whileWaiting: 1 }],
    ["bot", "thresholds.answer", { thresholds: { answer: 1.1 } }],
    ["bot", "thresholds.patience", { thresholds: { patience: 0.5 } }],
    ["bot", "name.en", { name: { en: "x".repeat(61) } }],
    ["bot", "answerers", { answerers: "search" }],
    ["bot", "words.en.shout", { words: { en: { shout: "HELLO" } } }],
    ["bot", "name.en-12", { name: { "en-12": "Pat" } }],
    ["bot", "words.English", { words: { English: { offer: "No idea." } } }],
    ["bot", "words.en.offer", { words: { en: { offer: "x".repeat(501) } } }],
  ] as const;
  for (const [name, field, changed] of cases) {
    const value = { ...(name === "bot" ? bot : workspace), ...changed };
    for (const [language, pattern] of [
      ["en", /^(must|at most|is) /],
      ["zh", /\p{Script=Han}/u],
    ] as const) {
      const asked = { "accept-language": language };
      const { error } = await owner.ask(`PUT /settings/${name}`, { version: 0, value }, asked);
      const fields = (error?.details?.["fields"] ?? {}) as Record<string, string[]>;
      expect([field, fields[`value.${field}`]?.[0]]).toEqual([field, expect.stringMatching(pattern) as string]);
    }
  }
});

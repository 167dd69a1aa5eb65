import type { Intent, Knowledge } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { owner } from "./support/agent.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";

afterAll(closeBrowser);

const intent = (id: string, more: Partial<Intent> = {}): Intent => ({
  id,
  title: { en: `About ${id}`, "zh-CN": "" },
  examples: [],
  answer: { en: `This is ${id}.`, "zh-CN": "" },
  version: 0,
  ...more,
});

async function editing(locale: string) {
  const running = await startEngine();
  const boss = await owner(running);
  await boss.call("PUT", "/knowledge/intents/one", intent("one"));
  await boss.call("PUT", "/knowledge/intents/two", intent("two", { choices: ["one"] }));
  const stored = async (id: string) =>
    (await boss.call<Knowledge>("GET", "/knowledge")).intents.find((one) => one.id === id);
  return { boss, stored, ...(await consoleOf(running, boss, { locale })) };
}

test("how an answer sounds is set in the editor, which says what it means for whoever is upset", async () => {
  const { stored, page, go } = await editing("zh-CN");
  await go("knowledge/intents/one");
  const tone = page.getByRole("group", { name: "回答的语气" });
  await expect.poll(() => tone.getByRole("radio", { name: "平实" }).isChecked()).toBe(true);
  for (const [name, says, value] of [
    ["欢快", "访客不满时不会说", "cheerful"],
    ["轻松", "前面不会加致歉", "light"],
    ["平实", "可能会加一句致歉", undefined],
  ] as const) {
    await tone.getByRole("radio", { name }).check({ force: true });
    await page.getByText(says).waitFor();
    await page.getByRole("button", { name: "保存" }).click();
    await expect.poll(() => stored("one").then((one) => one?.tone)).toBe(value);
  }
  await page.getByRole("radio", { name: "转给人工" }).check({ force: true });
  await tone.waitFor({ state: "detached" });
});

test("an entry that somebody changed meanwhile is not deleted: the console says who, and shows it", async () => {
  const { boss, stored, page, go } = await editing("en");
  await go("knowledge/intents/one");
  const answer = page.getByLabel("Answer, English");
  await answer.waitFor();
  await boss.call("PUT", "/knowledge/intents/one", intent("one", { version: 1, answer: { en: "New.", "zh-CN": "" } }));
  const remove = async () => {
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  };
  await remove();
  await page.getByText("Olivia Owner changed this meanwhile, so it was not deleted.").waitFor();
  await expect.poll(() => answer.inputValue()).toBe("New.");
  expect(await stored("one")).toMatchObject({ version: 2 });
  await remove();
  await page.waitForURL(/knowledge\/intents$/);
  expect(await stored("one")).toBeUndefined();

  // What offered it as a choice is another version by that, which nobody else made.
  await go("knowledge/intents/two");
  await answer.fill("Mine.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => stored("two")).toMatchObject({ answer: { en: "Mine." }, choices: [] });
});

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId, type SurveyResults } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { member } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser, person } from "./support/browser.ts";
import { chatWindow } from "./support/chat-window.ts";
import { serveEngine, shared } from "./support/engine.ts";
import { hostPage } from "./support/host-page.ts";

afterAll(closeBrowser);

const SURVEY = {
  id: "after",
  name: "After",
  enabled: true,
  invitation: { en: "How was it?", "zh-CN": "请评价本次服务" },
  questions: [
    { id: "again", kind: "nps", text: { en: "Would you recommend us?", "zh-CN": "您愿意推荐我们吗？" } },
    { id: "why", kind: "text", text: { en: "Why?", "zh-CN": "为什么？" } },
  ],
  after: "any",
  coolingDays: 0,
  remindHours: 0,
  version: 0,
};
const WORDS = {
  en: { title: "How was it?", scale: "Would you recommend us?", why: "Why?", send: "Send", thanks: /^Thank you/ },
  "zh-CN": { title: "请评价本次服务", scale: "您愿意推荐我们吗？", why: "为什么？", send: "提交", thanks: /^感谢/ },
};

/** One engine for both, without a model: what is asked needs none. */
const engine = shared(async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-survey-"));
  const running = { ...(await serveEngine({ store: folder })), folder };
  await (await member(running, "Amy", "admin")).call("PUT", "/surveys/after", SURVEY);
  return running;
});

test.each(["en", "zh-CN"] as const)(
  "[U6] who is asked after a conversation answers in the panel, by keyboard, once, and sees after a reload that they did, in %s",
  async (locale) => {
    const words = WORDS[locale];
    const running = await engine();
    const boss = await member(running, `Sue${locale.slice(0, 2)}`, "admin");
    const ann = await person({ locale, reducedMotion: "reduce" });
    const page = await ann.newPage();
    await page.goto(await hostPage(running.url, { lang: locale }));
    const chat = chatWindow(page, locale);
    await chat.open();
    await chat.say(`Hello ${locale}`);
    const { dialog } = running.engine.services;
    const mine = async () =>
      (await dialog.list({ limit: 9 })).find(({ conversation }) => conversation.locale === locale);
    await expect.poll(mine).toBeDefined();
    const conversationId = (await mine())?.conversation.id ?? "";
    await dialog.apply({ conversationId, id: newId(), command: { do: "close", author: { kind: "system" } } });
    const form = chat.panel.getByRole("form", { name: words.title });
    await form.waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await form.getByRole("radio", { name: "9" }).press("Space");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => form.getByRole("radio", { name: "10" }).isChecked()).toBe(true);
    await form.getByRole("textbox", { name: words.why }).fill(`Quick, ${locale}`);
    await form.getByRole("button").press("Enter");
    await chat.panel.getByRole("status").filter({ hasText: words.thanks }).waitFor();
    const given = async () => {
      const range = `from=0&to=${Date.now() + 1_000}`;
      const results = await boss.call<SurveyResults>("GET", `/surveys/after/results?${range}`);
      return results.words.map(({ text }) => text).filter((text) => text.endsWith(locale));
    };
    await expect.poll(given).toEqual([`Quick, ${locale}`]);
    // The panel is open again by itself.
    await page.reload();
    await chat.panel.getByRole("status").filter({ hasText: words.thanks }).waitFor();
    await expect.poll(() => form.count()).toBe(0);
    // It is no message of theirs: the conversation is as it was.
    expect((await dialog.get({ conversationId })).conversation.state.status).toBe("closed");
    expect(ann.complaints).toEqual([]);
  },
);

import { readFile, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { member } from "./support/agent.ts";
import { closeBrowser, person } from "./support/browser.ts";
import { chatWindow } from "./support/chat-window.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { hostPage } from "./support/host-page.ts";
import { whereItIsNoon } from "./support/noon.ts";
import { readingOf } from "./support/reading.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const WORDS = {
  en: {
    locale: "en",
    asked: "Where is my order?",
    answer: "Track your order",
    person: "I want to talk to a human",
    suggested: "Suggested answers",
  },
  zh: {
    locale: "zh-CN",
    asked: "我的快递到哪了",
    answer: "查询订单物流",
    person: "转人工",
    suggested: "建议回复",
  },
} as const;

/** Seconds without a change after which nothing comes late any more, and what was said once has gone. */
const REST = 15;

async function restingReading(page: Page): Promise<string> {
  let last = "";
  for (let same = 0; same < REST; same += 1) {
    const read = await readingOf(page);
    if (read !== last) same = 0;
    last = read;
    await setTimeout(1000);
  }
  return last;
}

/** What is heard must be what was recorded, which somebody has read: `RECORD=1 npx vitest run tests/reading-order.test.ts` writes it anew. */
async function heardAsRecorded(page: Page, name: string): Promise<void> {
  const file = new URL(`reading-order/${name}.txt`, import.meta.url);
  if (process.env["RECORD"]) return await writeFile(file, await restingReading(page));
  await expect.poll(() => readingOf(page)).toBe(await readFile(file, "utf8"));
}

test.each(Object.entries(WORDS))(
  "a screen reader hears the chat in the order in which it is seen: %s",
  async (language, { locale, asked, answer }) => {
    const running = await startEngine();
    const ann = await person({ locale, reducedMotion: "reduce", timezoneId: whereItIsNoon() });
    const page = await ann.newPage();
    await page.goto(await hostPage(running.url, { lang: locale }));
    const chat = chatWindow(page, locale);
    await chat.open();
    await chat.say(asked);
    await chat.text(answer).waitFor();
    await heardAsRecorded(page, `chat.${language}`);
  },
);

test.each(Object.entries(WORDS))(
  "a screen reader hears the console in the order in which it is seen: %s",
  async (language, { locale, person: wish, suggested }) => {
    const running = await startEngine();
    const ann = await visitor(running.url);
    await ann.send(wish);
    await ann.sees("queued");
    const { page, go } = await consoleOf(running, await member(running, "Amy"), {
      locale,
      timezoneId: whereItIsNoon(),
    });
    await go(`inbox/${ann.welcome.conversation.id}`);
    await page.locator('[aria-keyshortcuts="Alt+C"]').click();
    await page.locator("[data-reply]").waitFor();
    await page.getByRole("list", { name: suggested }).waitFor();
    await heardAsRecorded(page, `console.${language}`);
  },
);

import { newId, type SavedSettings, type Scorecards } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { agent, member, owner } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { whereItIsNoon } from "./support/noon.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const WORDS = {
  en: {
    agents: "Agents",
    card: "Scorecard of Amy",
    said: "What visitors said",
    target: /target 4\.0/,
    misses: "1 of 1 miss it",
  },
  "zh-CN": { agents: "客服", card: "Amy 的绩效卡", said: "访客评语", target: /目标 4\.0/, misses: "1 人中 1 人未达标" },
};

/** Amy has helped Ann, who said what she thought of it. */
async function openHelped() {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const ann = await visitor(running.url);
  const conversationId = ann.welcome.conversation.id;
  await ann.send("Talk to a person");
  await amy.lists(conversationId, "queued");
  await amy.claim(conversationId);
  await amy.send(conversationId, "hello");
  await amy.close(conversationId);
  await ann.sees("closed");
  await ann.ask("rate", { id: newId(), score: 2, comment: "it took so long" });
  // Pages of figures ask for them once: they must be counted by then.
  const said = async () => {
    const range = `from=${Date.now() - 3_600_000}&to=${Date.now() + 60_000}`;
    const { cards } = await amy.api.call<Scorecards>("GET", `/scorecards?${range}`);
    return cards.flatMap((card) => card.said.map(({ comment }) => comment));
  };
  await expect.poll(said).toEqual(["it took so long"]);
  return { running, amy, ann, conversationId };
}

test.each(["en", "zh-CN"] as const)(
  "[E2] [E9] a supervisor compares agents and opens a card, an agent sees their own, in %s",
  async (locale) => {
    const words = WORDS[locale];
    const { running, amy } = await openHelped();
    const boss = await owner(running);
    const { quality } = await boss.call<SavedSettings>("GET", "/settings");
    const value = { ...quality.value, targets: { csat: 4 } };
    await boss.call("PUT", "/settings/quality", { version: quality.version, value });
    const sue = await member(running, "Sue", "supervisor");
    const { page, go, context } = await consoleOf(running, sue, { locale, timezoneId: whereItIsNoon() });
    await go("quality");
    const table = page.getByRole("region", { name: words.agents, exact: true });
    await table.getByRole("button", { name: "Amy" }).focus();
    await page.keyboard.press("Enter");
    const card = page.getByRole("region", { name: words.card });
    await card.getByText("it took so long").waitFor();
    await card.getByText(words.target).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await go("board");
    await page.getByText(words.misses).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(context.complaints).toEqual([]);

    const own = await consoleOf(running, amy.api, { locale, viewport: { width: 390, height: 800 } });
    await own.go("quality");
    await own.page.getByRole("region", { name: words.card }).getByText("it took so long").waitFor();
    await expect.poll(() => own.page.getByRole("region", { name: words.agents, exact: true }).count()).toBe(0);
    expect(await accessibilityProblems(own.page)).toEqual([]);
  },
);

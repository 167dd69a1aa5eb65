import { afterAll, expect, test } from "vitest";
import { agent, member, owner } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { runEngine, shared } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const engine = shared(() => runEngine());
const WORDS = {
  en: {
    locale: "en",
    wish: "I want to talk to a human",
    title: "Merge into another conversation",
    begin: "Merge …",
    merge: "Merge",
  },
  zh: { locale: "zh-CN", wish: "转人工", title: "合并到另一会话", begin: "合并…", merge: "合并" },
} as const;

test.each(Object.entries(WORDS))(
  "[W10] who has a conversation merges it into another of its contact, and is there then: %s",
  async (_language, { locale, wish, title, begin, merge }) => {
    const running = await engine();
    const vera = await agent(running, "Vera");
    const asking = async () => {
      const one = await visitor(running.url, { locale });
      await one.send(wish);
      await vera.lists(one.welcome.conversation.id, "queued");
      return one.welcome.conversation;
    };
    const [into, from] = [await asking(), await asking()];
    await (await owner(running)).call("POST", `/contacts/${into.visitorId}/merge`, { from: from.visitorId });
    await vera.claim(from.id);
    const { page, go } = await consoleOf(running, await member(running, "Vera"), { locale });
    await go(`inbox/${from.id}`);
    await page.locator("textarea[data-reply]").waitFor();
    await page.getByRole("button", { name: begin }).click();
    const dialog = page.getByRole("dialog", { name: title });
    await dialog.getByRole("button", { name: wish }).click();
    await dialog.getByRole("button", { name: merge, exact: true }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: merge, exact: true }).click();
    await vera.lists(from.id, "closed");
    await expect.poll(() => page.url()).toContain(into.id);
    await go(`inbox/${from.id}`);
    await page.locator(`a[href$="inbox/${into.id}"]`).first().waitFor();
  },
);

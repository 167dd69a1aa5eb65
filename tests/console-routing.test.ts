import { afterAll, expect, test } from "vitest";
import { member } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const WORDS = {
  en: {
    offer: "Agents are asked",
    assign: "Agents get it",
    save: "Save",
    asked: "You are asked to take it",
    take: "Take",
    decline: "Decline",
    why: /^Amy: .*waited longest/,
  },
  "zh-CN": {
    offer: "询问客服",
    assign: "直接分配",
    save: "保存",
    asked: "请你接待",
    take: "接受",
    decline: "拒绝",
    why: /^Amy：.*等待最久/,
  },
};

test.each(["en", "zh-CN"] as const)(
  "[H15] [H16] who waits is offered to an agent, who takes it or not, or is given to them, and why is told, in %s",
  async (locale) => {
    const words = WORDS[locale];
    const running = await startEngine();
    const { page, go, context } = await consoleOf(running, await member(running, "Amy", "admin"), { locale });
    const choose = async (mode: string) => {
      await go("settings/routing");
      await page.getByRole("radio", { name: mode }).check({ force: true });
      await page.getByRole("button", { name: words.save, exact: true }).click();
      await expect.poll(() => page.getByRole("button", { name: words.save, exact: true }).isDisabled()).toBe(true);
    };
    const waiting = async () => {
      const one = await visitor(running.url);
      await one.send("I want to talk to a person");
      await one.sees("queued");
      await go(`inbox/${one.welcome.conversation.id}`);
      return one;
    };
    await choose(words.offer);
    expect(await accessibilityProblems(page)).toEqual([]);
    const ann = await waiting();
    const strip = page.getByRole("status").filter({ hasText: words.asked });
    await strip.waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await strip.getByRole("button", { name: words.take }).click();
    await ann.sees("claimed");

    const bea = await waiting();
    await strip.getByRole("button", { name: words.decline }).click();
    await strip.waitFor({ state: "detached" });
    expect(bea.messages().length).toBeGreaterThan(0);

    await choose(words.assign);
    const eve = await waiting();
    await eve.sees("claimed");
    await page.getByText(words.why).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(context.complaints).toEqual([]);
  },
);

import type { SavedSettings } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { member } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { pick } from "./support/pick.ts";
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

const FIELDS = {
  en: {
    addTeam: "Add a team",
    name: "Name",
    addHelp: "Let another team help",
    after: "After minutes of waiting",
    tie: "Among agents who fit alike",
    weights: "How much a conversation takes, by channel",
    vip: "VIPs have in the attribute",
    values: "One of these values",
    addRule: "Add a rule",
    topic: "About",
    reason: "Handed over because",
    team: "For the team",
    priority: "How urgent",
    needs: "Skills it needs",
    shift: "Only on shift",
    save: "Save",
  },
  "zh-CN": {
    addTeam: "添加客服组",
    name: "名称",
    addHelp: "让其他组协助",
    after: "等待多少分钟后",
    tie: "条件相同时分给",
    weights: "各渠道会话占用的额度",
    vip: "VIP 的属性",
    values: "属性值为其中之一",
    addRule: "添加规则",
    topic: "问题",
    reason: "转人工原因",
    team: "分给客服组",
    priority: "紧急程度",
    needs: "所需技能",
    shift: "仅在班次内",
    save: "保存",
  },
};

test.each(["en", "zh-CN"] as const)(
  "[H15] [H16] who waits is offered to an agent, who takes it or not, or is given to them, and why is told, in %s",
  async (locale) => {
    const words = WORDS[locale];
    const running = await startEngine();
    const boss = await member(running, "Amy", "admin");
    // Asked for as long as can be, so that they still are when a slow machine comes to the button.
    const { routing } = await boss.call<SavedSettings>("GET", "/settings");
    const value = { ...routing.value, offerSeconds: 600 };
    await boss.call("PUT", "/settings/routing", { version: routing.version, value });
    const { page, go, context } = await consoleOf(running, boss, { locale });
    const choose = async (mode: string) => {
      await go("settings/routing");
      await pick(page.getByRole("radio", { name: mode }));
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
    // Or the next button would be pressed of hers.
    await strip.waitFor({ state: "detached" });

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

test.each(["en", "zh-CN"] as const)(
  "[H15] rules, weights, VIPs, ties, overflow and shifts are set in the console, and what is wrong is said at its field, in %s",
  async (locale) => {
    const words = FIELDS[locale];
    const running = await startEngine();
    const boss = await member(running, "Amy", "admin");
    const { page, go, context } = await consoleOf(running, boss, { locale });
    await go("settings/routing");
    const field = (name: string) => page.getByLabel(name, { exact: true });
    const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
    for (const [at, name] of ["Tax", "Help"].entries()) {
      await press(words.addTeam);
      await page.getByLabel(words.name, { exact: true }).nth(at).fill(name);
    }
    await page.getByRole("button", { name: words.addHelp }).first().click();
    await field(words.after).fill("7");
    await field(words.tie).selectOption("spare");
    await field(words.weights).fill("phone 3, email 0");
    await field(words.vip).fill("plan");
    await field(words.values).fill("gold, black");
    await press(words.addRule);
    await field(words.topic).fill("invoice");
    await field(words.reason).selectOption("negative");
    await field(words.team).selectOption({ label: "Tax" });
    await field(words.priority).selectOption("3");
    await field(words.needs).fill("tax 3");
    await page.getByRole("group", { name: "Amy" }).getByRole("switch", { name: words.shift }).check({ force: true });
    expect(await accessibilityProblems(page)).toEqual([]);

    await press(words.save);
    await expect.poll(() => field(words.weights).getAttribute("aria-invalid")).toBe("true");
    await field(words.weights).fill("phone 3, email 1");
    await press(words.save);
    await expect.poll(() => page.getByRole("button", { name: words.save, exact: true }).isDisabled()).toBe(true);
    const { routing } = await boss.call<SavedSettings>("GET", "/settings");
    const [tax, help] = routing.value.teams;
    expect(routing.value).toMatchObject({
      tie: "spare",
      weights: { phone: 3, email: 1 },
      vip: { attribute: "plan", values: ["gold", "black"] },
      teams: [{ name: "Tax", overflow: [{ to: help?.id, afterMinutes: 7 }] }, { name: "Help" }],
      rules: [{ when: { topic: "invoice", reason: "negative" }, team: tax?.id, priority: 3, skills: { tax: 3 } }],
    });
    expect(Object.values(routing.value.agents).map(({ hours }) => hours?.week.length)).toEqual([7]);
    // The refusal of what was wrong is the one thing that the browser complains about.
    expect(context.complaints.filter((said) => !said.includes("400"))).toEqual([]);
  },
);

import type { SavedSettings } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { type Api, member } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const WORDS = {
  en: {
    add: "Add a policy",
    name: "Name",
    first: "Minutes to the first reply",
    end: "Minutes to the end",
    save: "Save",
    left: /First reply (29|30) min left/,
    all: "Promised",
    late: /First reply .* late/,
    missed: "Promises missed",
    called: "Overdue: first reply",
  },
  "zh-CN": {
    add: "添加策略",
    name: "名称",
    first: "首次回复限时（分钟）",
    end: "解决限时（分钟）",
    save: "保存",
    left: /首次回复 剩 (29|30) 分钟/,
    all: "服务承诺",
    late: /首次回复 超时/,
    missed: "服务承诺已超时",
    called: "已超时： 首次回复",
  },
};

async function shorten(boss: Api): Promise<void> {
  const { sla } = await boss.call<SavedSettings>("GET", "/settings");
  const policies = sla.value.policies.map((policy) => ({ ...policy, minutes: { firstReply: 0.001, resolution: 60 } }));
  await boss.call("PUT", "/settings/sla", { version: sla.version, value: { policies } });
}

test.each(["en", "zh-CN"] as const)(
  "[A1, A5, A6] what is promised is set, counts down in the list, and what is missed is told and on the board, in %s",
  async (locale) => {
    const words = WORDS[locale];
    const running = await startEngine();
    const boss = await member(running, "Amy", "admin");
    const { page, go } = await consoleOf(running, boss, { locale });
    await go("settings/sla");
    await page.getByRole("button", { name: words.add }).click();
    await page.getByLabel(words.name, { exact: true }).fill("Usual");
    await page.getByLabel(words.first).fill("30");
    await page.getByLabel(words.end).fill("60");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: words.save, exact: true }).click();
    await expect.poll(() => page.getByRole("button", { name: words.save, exact: true }).isDisabled()).toBe(true);

    const ann = await visitor(running.url);
    await ann.send("I want to talk to a person");
    await ann.sees("queued");
    await go(`inbox/${ann.welcome.conversation.id}`);
    const row = page.locator("li.row").filter({ hasText: words.left });
    await row.waitFor();
    await page.getByRole("group", { name: words.all }).getByText(words.left).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    await go("inbox");
    await shorten(boss);
    await page.getByText(words.called).waitFor();
    await page.locator("li.row").filter({ hasText: words.late }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await go("board");
    const missed = page.locator("dl div").filter({ hasText: words.missed });
    await expect.poll(() => missed.innerText()).toMatch(/\b1\b/);
    await page.getByRole("table").getByText(words.late).first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  },
);

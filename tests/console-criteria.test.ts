import type { SavedSettings } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { member, owner } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { runEngine, shared } from "./support/engine.ts";

const engine = shared(runEngine);
afterAll(closeBrowser);

test("[E4] [E9] an admin writes the criteria and targets, and is told what is wrong with them", async () => {
  const running = await engine();
  const boss = await owner(running);
  const { page, go, context } = await consoleOf(running, boss, { locale: "zh-CN" });
  await go("quality/criteria");
  await page.getByRole("button", { name: "添加分组" }).click();
  await page.getByRole("textbox", { name: "分组 1" }).fill("沟通");
  const section = page.getByRole("group", { name: "沟通" });
  await section.getByRole("button", { name: "添加问题" }).click();
  await section.getByRole("textbox", { name: "问题 1" }).fill("是否问候访客？");
  await section.getByRole("switch", { name: "答“否”或 1 分则整份评审不合格" }).check();
  const targets = page.getByRole("group", { name: "目标" });
  await targets.getByLabel("评分（1 到 5）").fill("7");
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("请检查标出的各项。").waitFor();
  await targets.getByLabel("评分（1 到 5）").fill("4.5");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("已保存，立即生效。").waitFor();
  const kept = async () => (await boss.call<SavedSettings>("GET", "/settings")).quality.value;
  await expect.poll(kept).toMatchObject({
    sections: [{ name: "沟通", questions: [{ text: "是否问候访客？", kind: "yesno", weight: 1, fatal: true }] }],
    targets: { csat: 4.5 },
  });
  // What was refused first, the browser notes as such.
  expect(context.complaints.filter((one) => !one.includes("400"))).toEqual([]);
});

test("[E8] a supervisor writes a coaching note, which its agent reads, and nobody else", async () => {
  const running = await engine();
  const amy = await member(running, "Amy");
  const sue = await consoleOf(running, await member(running, "Sue", "supervisor"));
  await sue.go("quality/coaching");
  await sue.page.getByText("There are no notes.").waitFor();
  await sue.page.getByLabel("Agent").selectOption({ label: "Amy" });
  await sue.page.getByLabel("Note", { exact: true }).fill("Greet first, then ask.");
  expect(await accessibilityProblems(sue.page)).toEqual([]);
  await sue.page.getByRole("button", { name: "Add the note" }).click();
  const notes = sue.page.getByRole("region", { name: "Coaching notes" });
  await notes.getByText("Greet first, then ask.").waitFor();

  const own = await consoleOf(running, amy, { viewport: { width: 390, height: 800 } });
  await own.go("quality/coaching");
  await own.page.getByText("Greet first, then ask.").waitFor();
  await own.page.getByText("Sue to Amy").waitFor();
  await expect.poll(() => own.page.getByRole("button", { name: "Remove" }).count()).toBe(0);
  expect(await accessibilityProblems(own.page)).toEqual([]);
  const other = await consoleOf(running, await member(running, "Bea"));
  await other.go("quality/coaching");
  await other.page.getByText("There are no notes.").waitFor();

  await notes.getByRole("button", { name: "Remove" }).click();
  await notes.getByText("There are no notes.").waitFor();
  expect([...sue.context.complaints, ...own.context.complaints, ...other.context.complaints]).toEqual([]);
});

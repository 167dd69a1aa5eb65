import { mkdirSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { agent, member } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser, person } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { pick } from "./support/pick.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const SAID = {
  en: {
    make: "New survey",
    name: "Name",
    preview: "Preview",
    add: "Add a question",
    kind: "Question 3 · Kind",
    save: "Save",
    human: "I want to talk to a human",
    thanks: "Thank you",
    send: "Send",
    unassigned: "Nobody's",
    low: "Low score: 1 · After the chat",
    results: "Survey answers",
    share: "100% of those asked",
    mean: "Score, mean of 1 to 5",
    by: "By inbox and agent",
    stop: "Ask “After the chat”",
  },
  "zh-CN": {
    make: "新建问卷",
    name: "名称",
    preview: "预览",
    add: "添加问题",
    kind: "问题 3 · 类型",
    save: "保存",
    human: "转人工",
    thanks: "感谢您的评价",
    send: "提交",
    unassigned: "未分配",
    low: "低分评价: 1 · After the chat",
    results: "问卷结果",
    share: "占已发送的 100%",
    mean: "评分，1 到 5 分均值",
    by: "按收件箱和客服",
    stop: "发送“After the chat”",
  },
} as const;
type Locale = keyof typeof SAID;

/** Pictures for who wants to look at them. */
const shots = process.env["SHOTS"];
if (shots) mkdirSync(shots, { recursive: true });

/** Somebody who had an agent, after the end: the address that they were sent. */
async function asked(running: Awaited<ReturnType<typeof startEngine>>, locale: Locale): Promise<string> {
  const ann = await visitor(running.url, { locale });
  await ann.send(SAID[locale].human);
  await ann.sees("queued");
  const { id } = ann.welcome.conversation;
  const bea = await agent(running, "Bea");
  await bea.claim(id);
  await ann.sees("claimed");
  await bea.close(id);
  const link = () => /http:\/\/[^"\\]+\/s\/pq_[\w-]{43}/.exec(JSON.stringify(ann.events))?.[0] ?? "";
  await expect.poll(link, { timeout: 60_000 }).not.toBe("");
  return link();
}

test.each([
  ["en", "light", 1280],
  ["zh-CN", "dark", 420],
] as const)(
  "[U1] [U4] [U5] a survey is made in the console, a low score is a task for who supervises, and the results show it (%s, %s, %i)",
  async (locale, colorScheme, width) => {
    const said = SAID[locale];
    const running = await startEngine();
    const look = { locale, colorScheme, viewport: { width, height: 900 } };
    const admin = await consoleOf(running, await member(running, "Amy", "admin"), look);
    const shot = async (name: string) => {
      if (shots) await admin.page.screenshot({ path: `${shots}/${name}-${locale}.png`, fullPage: true });
    };
    await admin.go("settings/surveys");
    await admin.page.getByRole("button", { name: said.make }).click();
    await admin.page.getByLabel(said.name, { exact: true }).fill("After the chat");
    await admin.page.getByRole("button", { name: said.add }).click();
    await admin.page.getByLabel(said.kind).selectOption("choice");
    await shot("choice");
    await admin.page.getByLabel(said.kind).selectOption("ces");
    const preview = admin.page.getByRole("complementary", { name: said.preview });
    await expect.poll(() => preview.getByRole("listitem").count()).toBe(5 + 7);
    expect(await accessibilityProblems(admin.page)).toEqual([]);
    await shot("form");
    await admin.page.getByRole("button", { name: said.save, exact: true }).click();
    await admin.page.getByRole("switch", { name: said.stop }).waitFor();
    expect(await accessibilityProblems(admin.page)).toEqual([]);
    await shot("list");

    const customer = await (await person({ locale })).newPage();
    await customer.goto(await asked(running, locale));
    await customer.locator("input[name=score][value='1']").check();
    await customer.locator("textarea").fill("Nobody helped me.");
    await customer.getByRole("button", { name: said.send }).click();
    await customer.getByRole("heading", { name: said.thanks }).waitFor();

    const { page, go } = await consoleOf(running, await member(running, "Sam", "supervisor"), look);
    await go("tasks");
    await pick(page.getByRole("radio", { name: said.unassigned, exact: true }));
    await page.getByRole("row").filter({ hasText: said.low }).waitFor();
    await go("reports");
    const results = page.getByRole("region", { name: said.results });
    await results.getByText(said.share).waitFor();
    await results.getByText("Nobody helped me.").waitFor();
    await expect
      .poll(() => results.locator(".tile, dl > div").filter({ hasText: said.mean }).innerText())
      .toMatch(/1\.0/);
    await results.getByRole("region", { name: said.by }).getByText("Bea").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    if (shots) {
      await results.scrollIntoViewIfNeeded();
      await page.screenshot({ path: `${shots}/results-${locale}.png` });
      await results.getByText("Nobody helped me.").scrollIntoViewIfNeeded();
      await page.screenshot({ path: `${shots}/words-${locale}.png` });
    }
  },
);

test("a survey is switched off from the list, and its saved questions keep their kind", async () => {
  const running = await startEngine();
  const boss = await member(running, "Amy", "admin");
  const text = { en: "Good?" };
  const rules = { enabled: true, after: "any", coolingDays: 0, remindHours: 0, version: 0 };
  const questions = [{ id: "good", kind: "score", text }];
  await boss.call("PUT", "/surveys/one", { id: "one", name: "One", invitation: text, questions, ...rules });
  const { page, go } = await consoleOf(running, boss);
  await go("settings/surveys");
  await page.getByRole("switch", { name: "Ask “One”" }).uncheck();
  const known = async () => await boss.call<{ enabled: boolean; version: number }[]>("GET", "/surveys");
  await expect.poll(known).toMatchObject([{ enabled: false, version: 2 }]);
  await page.getByRole("link", { name: "One" }).click();
  await expect.poll(() => page.getByLabel("Question 1 · Kind").isDisabled()).toBe(true);
  await page.getByLabel("Question · English").fill("How good was it?");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect
    .poll(known)
    .toMatchObject([{ enabled: false, version: 3, questions: [{ text: { en: "How good was it?" } }] }]);
});

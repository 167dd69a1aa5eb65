import { mkdirSync } from "node:fs";
import { newId, type TaskPage } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { type Api, member, owner } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser, person } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { pick } from "./support/pick.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

/** What the console says of tasks, in each language. */
const SAID = {
  en: {
    title: "Title",
    words: "Words for the team",
    toCustomer: "Words for the customer",
    save: "Save",
    claim: "Claim",
    make: "Make a link",
    link: "Link for the customer",
    put: "Put it into the reply",
    here: "You can see here how far it is",
    state: "We are waiting for something.",
    waiting: "Waiting",
    done: "Done",
    all: "All",
    none: "There are no tasks here.",
    of: "Tasks of this conversation",
    withdraw: "Withdraw the link",
    human: "I want to talk to a human",
  },
  "zh-CN": {
    title: "标题",
    words: "内部说明",
    toCustomer: "给客户的说明",
    save: "保存",
    claim: "接入",
    make: "生成链接",
    link: "客户链接",
    put: "插入回复",
    here: "您可以在这里查看处理进度",
    state: "等待中",
    waiting: "等待中",
    done: "完成",
    all: "全部",
    none: "这里没有任务。",
    of: "此会话的任务",
    withdraw: "撤回链接",
    human: "转人工",
  },
} as const;

async function world(locale: "en" | "zh-CN" = "en") {
  const running = await startEngine();
  const boss = await owner(running);
  const api = await member(running, "Amy");
  const desk = await consoleOf(running, api, { locale });
  const ann = await visitor(running.url, { locale });
  await ann.send(SAID[locale].human);
  await ann.sees("queued");
  return { running, boss, api, ann, id: ann.welcome.conversation.id, ...desk };
}

const tasksOf = async (api: Api, query = "") => (await api.call<TaskPage>("GET", `/tasks?${query}`)).items;

/** Pictures for who wants to look at them. */
const shots = process.env["SHOTS"];
if (shots) mkdirSync(shots, { recursive: true });

test.each(["en", "zh-CN"] as const)(
  "[J1] [J4] a task is made by keys from a conversation, its link is told there, and the customer sees how far it is (%s)",
  async (locale) => {
    const said = SAID[locale];
    const { running, page, go, api, ann, id } = await world(locale);
    await go(`inbox/${id}`);
    await page.getByRole("button", { name: said.claim }).click();
    await page.locator("textarea[data-reply]").waitFor();
    await page.locator("button[aria-keyshortcuts='Alt+W']").waitFor();
    await page.keyboard.press("Alt+w");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(said.title, { exact: true }).fill("Pay 30 € back");
    await dialog.getByLabel(said.words).fill("Only after the parcel is here.");
    await dialog.getByLabel(said.toCustomer).fill("The bank has it.");
    await pick(dialog.getByRole("radio", { name: said.waiting }));
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: said.save }).click();
    await page.getByRole("group", { name: said.of }).getByRole("button", { name: "Pay 30 € back" }).click();
    await dialog.getByRole("button", { name: said.make }).click();
    const link = dialog.getByRole("textbox", { name: said.link });
    await link.waitFor();
    const url = await link.inputValue();
    expect(await accessibilityProblems(page)).toEqual([]);
    if (shots) await page.screenshot({ path: `${shots}/dialog-${locale}.png` });
    await dialog.getByRole("button", { name: said.put }).click();
    const area = page.locator("textarea[data-reply]");
    await expect.poll(() => area.inputValue()).toContain(said.here);
    await area.press("Enter");
    await expect.poll(() => JSON.stringify(ann.events)).toContain(url);

    const customer = await (await person({ locale })).newPage();
    await customer.goto(url);
    for (const shown of ["Pay 30 € back", said.state, "The bank has it."]) await customer.getByText(shown).waitFor();
    expect(await customer.content()).not.toContain("parcel");
    expect(await accessibilityProblems(customer)).toEqual([]);
    if (shots) await customer.screenshot({ path: `${shots}/customer-${locale}.png` });
    const [task] = await tasksOf(api);
    await running.engine.services.dialog.unlinkTask({ id: task?.id ?? "", by: { id: "amy", name: "Amy" } });
    expect((await customer.reload())?.status()).toBe(404);
  },
);

test.each([
  ["en", "light", 1280],
  ["zh-CN", "dark", 420],
] as const)(
  "[J2] the list shows what is one's own, overdue (counted in the navigation) and everybody's, and a task is done from it (%s, %s, %i)",
  async (locale, colorScheme, width) => {
    const said = SAID[locale];
    const { page, go, api, id } = await world(locale);
    const { id: me } = await api.call<{ id: string }>("GET", "/session");
    const put = (title: string, more: object = {}) => {
      const task = { id: newId(), conversationId: id, title, priority: 1, state: "open", version: 0, ...more };
      return api.call("PUT", `/tasks/${task.id}`, task);
    };
    await put("Mine, and late", { owner: { kind: "agent", id: me }, dueAt: Date.now() - 60_000, priority: 3 });
    await put("Nobody's");
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await go("tasks");
    const row = (title: string) => page.getByRole("row").filter({ hasText: title });
    await row("Mine, and late").waitFor();
    await row("Nobody's").waitFor({ state: "detached" });
    const counted = page.getByRole("link", { name: /1 (overdue|已逾期)/ });
    await counted.waitFor();
    await pick(page.getByRole("radio", { name: said.all, exact: true }));
    await row("Nobody's").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    if (shots) await page.screenshot({ path: `${shots}/list-${locale}.png` });
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await expect.poll(() => dialog.getByLabel(said.title, { exact: true }).inputValue()).toBe("Mine, and late");
    await dialog.getByRole("button", { name: said.done, exact: true }).click();
    await row("Mine, and late").waitFor({ state: "detached" });
    await counted.waitFor({ state: "detached" });
    expect(await tasksOf(api, "state=done")).toMatchObject([{ title: "Mine, and late", stateBy: { id: me } }]);
  },
);

test("[J3] whoever is given a task is called for it, and finds it in the conversation", async () => {
  const { page, go, api, boss, id } = await world();
  const { id: me } = await api.call<{ id: string }>("GET", "/session");
  await go("inbox");
  const task = { id: newId(), conversationId: id, title: "Ring them up", priority: 1, state: "open", version: 0 };
  await boss.call("PUT", `/tasks/${task.id}`, { ...task, owner: { kind: "agent", id: me } });
  await page.getByText("Task: Ring them up").click();
  await page.getByRole("group", { name: "Tasks of this conversation" }).getByText("Ring them up").waitFor();
});

test("who changes a task that somebody else has changed meanwhile is told, and keeps what they wrote", async () => {
  const { page, go, api, boss, id } = await world();
  const task = { id: newId(), conversationId: id, title: "Call", priority: 1, state: "open", version: 0 };
  await api.call("PUT", `/tasks/${task.id}`, task);
  await go(`tasks/${task.id}`);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Title", { exact: true }).fill("Call at noon");
  await boss.call("PUT", `/tasks/${task.id}`, { ...task, title: "Write", version: 1 });
  await dialog.getByRole("button", { name: "Save" }).click();
  await page
    .getByText(/changed this task meanwhile|changed by somebody else|meanwhile/i)
    .first()
    .waitFor();
  await expect.poll(() => dialog.getByLabel("Title", { exact: true }).inputValue()).toBe("Call at noon");
  expect(await tasksOf(api)).toMatchObject([{ title: "Write" }]);
});

test("what is written of a task stays while its link is made, and is saved after it", async () => {
  const { page, go, api, id } = await world();
  const task = { id: newId(), conversationId: id, title: "Call", priority: 1, state: "open", version: 0 };
  await api.call("PUT", `/tasks/${task.id}`, task);
  await go(`tasks/${task.id}`);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(SAID.en.toCustomer).fill("The bank has it.");
  await dialog.getByRole("button", { name: SAID.en.make }).click();
  await dialog.getByRole("textbox", { name: SAID.en.link }).waitFor();
  await dialog.getByRole("button", { name: SAID.en.save }).click();
  await expect.poll(async () => (await tasksOf(api, "list=all"))[0]?.toCustomer).toBe("The bank has it.");
});

import type { InboxItem } from "@parley/protocol";
import { newId } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { agent, type Api, member, owner } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { holdTimers } from "./support/held-timers.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const TAGS = [
  { id: "vip", name: "VIP", colour: "purple" },
  { id: "late", name: "Late parcel", colour: "red" },
];
/** Milliseconds in which an agent can think better of it. */
const UNDO_WITHIN = 5000;
/** Milliseconds for which a notice with a button stands there. */
const NOTICE_STANDS = 9000;
const CODES = [
  { id: "refund", name: "Refund" },
  { id: "delivery", name: "Delivery" },
];

async function world({ codeRequired = false, codes = [] as typeof CODES } = {}) {
  const running = await startEngine();
  const boss = await owner(running);
  await boss.call("PUT", "/settings/desk", { version: 0, value: { tags: TAGS, codes, codeRequired } });
  const api = await member(running, "Amy");
  const desk = await consoleOf(running, api);
  return { running, boss, api, ...desk };
}

async function waiting(url: string, text = "I want to talk to a human") {
  const ann = await visitor(url);
  await ann.send(text);
  await ann.sees("queued");
  return { ann, id: ann.welcome.conversation.id };
}

const itemOf = async (api: Api, id: string) =>
  (await api.call<InboxItem[]>("GET", "/conversations?limit=50")).find(({ conversation }) => conversation.id === id);

test("[W2] a tag is put on by keys, stands in the row, and is taken off; the visitor sees nothing of it", async () => {
  const { running, page, go } = await world();
  const { ann, id } = await waiting(running.url);
  await go(`inbox/${id}`);
  await page.getByRole("group", { name: "Arrange" }).waitFor();
  await page.keyboard.press("Alt+g");
  // It is checked once that is stored.
  const vip = page.getByRole("checkbox", { name: "VIP" });
  await vip.click();
  await expect.poll(() => vip.isChecked()).toBe(true);
  await page.keyboard.press("Escape");
  await page.locator(".row").getByText("VIP").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Take off VIP" }).click();
  await page.locator(".row").getByText("VIP").waitFor({ state: "detached" });
  await expect.poll(() => ann.events.filter(({ type }) => type === "hidden")).toHaveLength(2);
  const again = await visitor(running.url, { token: ann.welcome.token });
  expect(JSON.stringify([ann.events, again.welcome])).not.toContain("vip");
});

test("[W3] what is put aside leaves one's list until the visitor writes", async () => {
  const { running, page, go } = await world();
  const { ann, id } = await waiting(running.url);
  await go(`inbox/${id}`);
  await page.getByRole("button", { name: "Claim" }).click();
  await page.getByRole("region", { name: "Mine" }).waitFor();
  await page.getByRole("button", { name: "Put aside" }).click();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "until they write" }).click();
  await page.getByRole("region", { name: "Put aside" }).waitFor();
  await page.getByRole("region", { name: "Mine" }).waitFor({ state: "detached" });
  await ann.send("Are you there?");
  await page.getByRole("region", { name: "Mine" }).waitFor();
});

test("[W4] what is put aside comes back on time, and calls who did that", async () => {
  const { running, page, go, api } = await world();
  const { id } = await waiting(running.url);
  await go(`inbox/${id}`);
  await page.getByRole("button", { name: "Claim" }).click();
  await page.getByRole("region", { name: "Mine" }).waitFor();
  const me = await api.call<{ id: string; name: string }>("GET", "/session");
  const { dialog } = running.engine.services;
  const snooze = { do: "snooze" as const, agent: { id: me.id, name: me.name }, until: Date.now() + 1 };
  await page.getByRole("link", { name: "Contacts" }).click();
  await dialog.apply({ conversationId: id, id: newId(), command: snooze });
  await page.getByRole("link", { name: "Inbox" }).click();
  await page.getByText("It is back.").waitFor();
  await page.getByRole("region", { name: "Mine" }).waitFor();
});

test("[W5] a message is planned, changed and sent at its time, once", async () => {
  const { running, page, go } = await world();
  const { ann, id } = await waiting(running.url);
  await go(`inbox/${id}`);
  await page.getByRole("button", { name: "Claim" }).click();
  await page.getByRole("region", { name: "Mine" }).waitFor();
  await page.getByRole("button", { name: "Later" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Send a message: Words").fill("Your parcel has arrived?");
  await dialog.getByRole("button", { name: "Plan it" }).click();
  await dialog.getByText("Your parcel has arrived?").first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Change" }).click();
  await dialog.getByLabel("Send a message: Words").fill("Has your parcel arrived?");
  await dialog.getByRole("button", { name: "Plan it" }).click();
  await dialog.locator("li").getByText("Has your parcel arrived?").waitFor();
  const plans = await running.engine.services.dialog.planned({ conversationId: id });
  const [plan] = plans;
  if (!plan) throw new Error("Nothing is planned.");
  expect(plans).toHaveLength(1);
  await running.engine.services.dialog.plan({ ...plan, at: Date.now() });
  const said = () =>
    ann.events.filter((event) => event.type === "message" && event.content.text === "Has your parcel arrived?");
  await expect.poll(said).toMatchObject([{ author: { kind: "agent" } }]);
  await expect.poll(() => running.engine.services.dialog.planned({ conversationId: id })).toEqual([]);
});

test("[W7] who closes says what it was about, where the team wants to know, and can reopen what is over", async () => {
  const { running, page, go, api } = await world({ codes: CODES, codeRequired: true });
  const { letGo } = await holdTimers(page, UNDO_WITHIN);
  const amy = await agent(running, "Amy");
  const { ann, id } = await waiting(running.url);
  await go(`inbox/${id}`);
  await page.getByRole("button", { name: "Claim" }).click();
  await page.getByRole("region", { name: "Mine" }).waitFor();
  await expect(amy.ask("close", { conversationId: id, id: newId() })).rejects.toMatchObject({
    data: { code: "invalid", details: { reason: "code" } },
  });
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Refund" }).click();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await letGo();
  await expect.poll(async () => (await itemOf(api, id))?.desk).toEqual({ code: "refund" });
  expect(JSON.stringify(ann.events)).not.toContain("refund");
  await page.getByRole("button", { name: "Reopen" }).click();
  await expect.poll(async () => (await itemOf(api, id))?.conversation.state.status).toBe("agent");
});

test("[W8] [W9] a view finds what it means, is kept, and several of it are tagged and closed at once, with what failed told", async () => {
  const { running, page, go, api } = await world();
  const amy = await agent(running, "Amy");
  const all = [await waiting(running.url), await waiting(running.url), await waiting(running.url)];
  const [first = "", second = ""] = all.map(({ id }) => id);
  for (const id of [first, second]) await amy.ask("tag", { conversationId: id, id: newId(), tag: "late", on: true });
  await amy.claim(first);
  await go("inbox");
  await page.getByLabel("View").selectOption("filter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Tag").selectOption("late");
  expect(await accessibilityProblems(page)).toEqual([]);
  await dialog.getByLabel("Name, to keep it as a view").fill("Late ones");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("2 conversations").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Choose all shown" }).click();
  await page.getByRole("group", { name: "2 chosen" }).getByRole("button", { name: "Tag" }).click();
  await page.getByRole("checkbox", { name: "VIP" }).click();
  await page.getByText("Done for 2.").waitFor();
  expect((await itemOf(api, second))?.desk?.tags).toEqual(["late", "vip"]);
  await page.getByRole("button", { name: "Choose all shown" }).click();
  await page.getByRole("group", { name: "2 chosen" }).getByRole("button", { name: "Close" }).click();
  await page.getByText(/^Not done for 1/).waitFor();
  expect((await itemOf(api, first))?.conversation.state.status).toBe("closed");
  await page.reload();
  await page.getByLabel("View").selectOption({ label: "Late ones" });
  await page.getByText("2 conversations").waitFor();
  await page.getByRole("button", { name: "Remove this view" }).click();
  await page.getByLabel("View").getByText("Late ones").waitFor({ state: "detached" });
});

test("what is chosen can be let alone again while there is time", async () => {
  const { running, page, go, api } = await world();
  await holdTimers(page, NOTICE_STANDS);
  const { letGo } = await holdTimers(page, UNDO_WITHIN);
  const { id } = await waiting(running.url);
  await go("inbox");
  await page.getByLabel("View").selectOption("everything");
  await page.getByRole("button", { name: "Choose all shown" }).click();
  await page.getByRole("group", { name: "1 chosen" }).getByRole("button", { name: "Claim" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).waitFor({ state: "detached" });
  await letGo();
  expect((await itemOf(api, id))?.conversation.state.status).toBe("queued");
});

test("an admin keeps the team's tags and codes, in Chinese", async () => {
  const running = await startEngine();
  const boss = await owner(running);
  const { page, go } = await consoleOf(running, boss, { locale: "zh-CN" });
  await go("settings/desk");
  await page.getByRole("button", { name: "添加标签" }).click();
  await page.getByLabel("标签 1", { exact: true }).fill("重要客户");
  await page.getByRole("button", { name: "添加小结" }).click();
  await page.getByLabel("小结 1").fill("退款");
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "保存" }).click();
  await expect
    .poll(() => boss.call<{ settings: { tags: unknown[]; codes: unknown[] } }>("GET", "/desk"))
    .toMatchObject({ settings: { tags: [{ name: "重要客户", colour: "blue" }], codes: [{ name: "退款" }] } });
});

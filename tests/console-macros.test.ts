import type { Macro } from "@parley/protocol";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { agent, member, owner } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { type RunningEngine, runEngine, shared } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const engine = shared(() => runEngine());
const both = (en: string, zh = "") => ({ en, "zh-CN": zh });

/** Vera before a conversation that she has, of somebody who wants a person. */
async function serving(running: RunningEngine, locale: "en" | "zh-CN") {
  const someone = await visitor(running.url, { locale });
  await someone.send(locale === "en" ? "I want to talk to a human" : "转人工");
  const vera = await agent(running, "Vera");
  const conversationId = someone.welcome.conversation.id;
  await vera.lists(conversationId, "queued");
  await vera.claim(conversationId);
  const { page, go } = await consoleOf(running, await member(running, "Vera"), { locale });
  await go(`inbox/${conversationId}`);
  const reply = page.locator("textarea[data-reply]");
  await reply.waitFor();
  return { someone, conversationId, page, reply };
}

/** Opens the list of macros, by which one sees that they are there. */
async function listed(page: Page, button: string, name: string) {
  await page.getByRole("button", { name: button, exact: true }).click();
  const one = page.getByRole("list", { name: button, exact: true }).getByRole("button", { name });
  await one.waitFor();
  return one;
}

const keep = async (running: RunningEngine, macro: Pick<Macro, "id" | "acts"> & Partial<Macro>) =>
  await (await owner(running)).call<Macro>("PUT", `/macros/${macro.id}`, { name: macro.id, version: 0, ...macro });

test("[G4] a macro is made by who supervises, and deleted once they say so again", async () => {
  const running = await engine();
  const { page, go } = await consoleOf(running, await owner(running));
  await go("knowledge/macros");
  await page.getByRole("button", { name: "New macro" }).click();
  await page.getByLabel("Name").fill("Goodbye");
  await page.getByLabel("Id").fill("goodbye");
  await page.getByLabel("Key").selectOption("4");
  await page.getByLabel("Say (English)").fill("Bye {{visitor_name|dear}}.");
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.getByLabel("What it does").nth(1).selectOption("note");
  await page.getByLabel("Note", { exact: true }).fill("Was happy.");
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.getByLabel("What it does").nth(2).selectOption("task");
  await page.getByLabel("Title of the task").fill("Call back");
  await page.getByLabel("Due in how many hours").fill("24");
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Goodbye" }).waitFor();
  const kept = async () => (await (await owner(running)).call<Macro[]>("GET", "/macros")).map(({ id }) => id);
  expect(await (await owner(running)).call("GET", "/macros")).toEqual([
    {
      id: "goodbye",
      name: "Goodbye",
      key: 4,
      acts: [
        { do: "say", text: both("Bye {{visitor_name|dear}}.") },
        { do: "note", text: "Was happy." },
        { do: "task", title: "Call back", hours: 24 },
      ],
      version: 1,
    },
  ]);
  await page.getByRole("button", { name: "New macro" }).click();
  await page.getByLabel("Name").fill("Another");
  await page.getByLabel("Id").fill("goodbye");
  await page.getByLabel("Say (English)").fill("Bye.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("There is a macro of this id already.").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Goodbye" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  expect(await kept()).toEqual(["goodbye"]);
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect.poll(kept).toEqual([]);
});

test("[G4] a key runs a macro once, however long it is held, and leaves the draft; another is run by name", async () => {
  const running = await engine();
  await keep(running, {
    id: "thanks",
    key: 4,
    acts: [
      { do: "say", text: both("Thank you, {{visitor_name|dear}}.") },
      { do: "note", text: "Was happy." },
    ],
  });
  await keep(running, { id: "finish", acts: [{ do: "close" }] });
  const { someone, conversationId, page, reply } = await serving(running, "en");
  await listed(page, "Macros", "thanks");
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await reply.fill("Half a sen");
  await page.keyboard.down("Alt");
  for (let count = 0; count < 3; count++) await page.keyboard.down("Digit4");
  await page.keyboard.up("Digit4");
  await page.keyboard.up("Alt");
  await page.getByText("“thanks” is done.").waitFor();
  const said = () => someone.messages().filter(({ author }) => author.kind === "agent");
  await expect.poll(said).toMatchObject([{ content: { text: "Thank you, dear." } }]);
  await expect.poll(() => reply.inputValue()).toBe("Half a sen");
  await (await listed(page, "Macros", "finish")).click();
  const { dialog } = running.engine.services;
  await expect.poll(async () => (await dialog.get({ conversationId })).conversation.state.status).toBe("closed");
  const { events } = await dialog.read({ conversationId, after: 0 });
  expect(events.filter(({ type }) => type === "note")).toHaveLength(1);
  expect(said()).toHaveLength(1);
});

test("[G4] 快捷键只运行本收件箱的宏，未完成的原因以中文说明", async () => {
  const running = await engine();
  const { dialog } = running.engine.services;
  await dialog.putInbox({ id: "shop", channel: "web", name: "Shop", enabled: true, settings: {} });
  const acts: Macro["acts"] = [{ do: "say", text: both("", "订单 {{order_number}} 已发货。") }];
  await keep(running, { id: "a-shop", key: 5, acts, inboxes: ["shop"] });
  await keep(running, { id: "b-here", name: "发货", key: 5, acts });
  const { someone, page, reply } = await serving(running, "zh-CN");
  await listed(page, "宏", "发货");
  await expect.poll(() => page.getByRole("button", { name: "a-shop" }).count()).toBe(0);
  await page.keyboard.press("Escape");
  await reply.press("Alt+Digit5");
  await page.getByText("“发货”完成 0 步后停在“发送消息”：{{order_number}} 没有可填入的内容。").waitFor();
  await someone.send("我的订单号是 20260815991");
  // It can be run as soon as the console knows what they named; until then it does nothing.
  const runAgain = async () => {
    await reply.press("Alt+Digit5");
    return someone.messages().at(-1)?.content;
  };
  await expect.poll(runAgain).toMatchObject({ text: "订单 20260815991 已发货。" });
});

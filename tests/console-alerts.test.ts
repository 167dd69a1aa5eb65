import { type AgentWelcome, newId } from "@parley/protocol";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { agent, agentSocket, member } from "./support/agent.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

interface Heard {
  heard: { notices: string[]; tones: number };
}

/** Writes down what the browser is asked to show and to play, as nobody can see and hear it here. */
async function listening(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard = { notices: [] as string[], tones: 0 };
    Object.assign(window, { heard });
    class Notice extends EventTarget {
      static permission = "granted";
      static requestPermission = () => Promise.resolve("granted");
      constructor(title: string, { body = "" } = {}) {
        super();
        heard.notices.push(`${title}: ${body}`);
      }
      close() {}
    }
    Object.assign(window, { Notification: Notice });
    const make = AudioContext.prototype.createOscillator;
    AudioContext.prototype.createOscillator = function createOscillator() {
      heard.tones++;
      return make.call(this);
    };
  });
}

const heard = (page: Page) => page.evaluate(() => (window as unknown as Heard).heard);
/** The agent looks elsewhere, or at the console again. */
const look = (page: Page, away: boolean) =>
  page.evaluate((elsewhere) => {
    document.hasFocus = () => !elsewhere;
  }, away);

/** Amy at her console, who has Ann; Ben, a colleague; nobody is looked at yet. */
async function desk() {
  const running = await startEngine();
  const ben = await agent(running, "Ben");
  const api = await member(running, "Amy");
  const { page, go, context } = await consoleOf(running, api);
  await listening(page);
  const ann = await visitor(running.url);
  const id = ann.welcome.conversation.id;
  await ann.send("I want to talk to a human");
  await ann.sees("queued");
  await go(`inbox/${id}`);
  await page.getByRole("button", { name: "Claim" }).click();
  await ann.sees("claimed");
  await page.getByRole("textbox", { name: /^Reply to/ }).waitFor();
  return { running, ben, page, go, context, ann, id };
}

test("an agent is called when a visitor answers, when one waits, is handed on, and when a note names them: by tone, notification and title", async () => {
  const { running, ben, page, ann, id } = await desk();
  await expect.poll(async () => (await heard(page)).notices).toEqual([]);
  await look(page, true);

  await ann.send("are you still there?");
  await expect.poll(async () => (await heard(page)).notices.at(-1)).toMatch(/wrote to you: are you still there\?$/);
  await expect.poll(async () => (await heard(page)).tones).toBeGreaterThan(0);

  await page.evaluate(() => {
    location.hash = "#/knowledge/intents";
  });
  await ann.send("hello?");
  await expect.poll(() => page.title()).toMatch(/^\(1\) .*wrote to you · Parley$/);

  const bea = await visitor(running.url);
  await bea.send("I want to talk to a human");
  await expect.poll(async () => (await heard(page)).notices.at(-1)).toMatch(/is waiting: I want to talk to a human$/);
  const beas = bea.welcome.conversation.id;
  await ben.lists(beas, "queued");
  await ben.claim(beas);
  const amy = await ben.lists(id, "agent");
  const amyId = amy.conversation.state.status === "agent" ? amy.conversation.state.agent.id : "";
  await ben.ask("transfer", { conversationId: beas, id: newId(), agentId: amyId });
  await expect.poll(async () => (await heard(page)).notices.at(-1)).toMatch(/was handed to you/);

  await ben.ask("note", { conversationId: id, id: newId(), text: "@amy she is a regular" });
  await expect
    .poll(async () => (await heard(page)).notices.at(-1))
    .toBe("Ben mentioned you in a note: @amy she is a regular");
  await ben.ask("note", { conversationId: id, id: newId(), text: "nobody named here" });
  await ann.send("last words");
  await expect.poll(async () => (await heard(page)).notices.at(-1)).toMatch(/wrote to you: last words$/);
  await expect.poll(async () => (await heard(page)).notices).toHaveLength(6);
});

test("[H13] a note that names one while no console is open is shown at the next sign-in, on any browser, until it was read", async () => {
  const running = await startEngine();
  const [ben, api] = [await agent(running, "Ben"), await member(running, "Amy")];
  const ann = await visitor(running.url);
  await ann.send("hello");
  const id = ann.welcome.conversation.id;
  await ben.lists(id, "bot");
  await ben.ask("note", { conversationId: id, id: newId(), text: "@Amy please call her back" });
  await ben.ask("note", { conversationId: id, id: newId(), text: "nobody named here" });
  const { page, go } = await consoleOf(running, api, { locale: "zh-CN" });
  await go("inbox");
  const named = page.getByRole("region", { name: "提到你的备注" });
  await named.getByText("@Amy please call her back").waitFor();
  await expect.poll(() => page.title()).toMatch(/^\(1\)/);
  await named.getByRole("link").click();
  await page.locator(".thread").getByText("@Amy please call her back").waitFor();
  await named.waitFor({ state: "detached" });
  const amy = await agentSocket(running.url, api);
  await expect.poll(async () => (await amy.ask<AgentWelcome>("hello", {})).mentions).toEqual([]);
  const elsewhere = await consoleOf(running, api);
  await elsewhere.go("inbox");
  await elsewhere.page.locator(".group").first().waitFor();
  await expect.poll(() => elsewhere.page.getByRole("region", { name: "Notes that name you" }).count()).toBe(0);
});

test("nobody is called for what they look at, nor for those who wait while away; both are kept over a reload", async () => {
  const { running, ben, page, ann } = await desk();
  await look(page, false);
  await ann.send("you see this");
  await page.locator(".thread").getByText("you see this").waitFor();
  await expect.poll(() => heard(page)).toMatchObject({ notices: [] });

  await page.getByRole("radio", { name: "Away" }).check({ force: true });
  const amysState = () => page.getByRole("radio", { name: "Away" }).isChecked();
  await expect.poll(amysState).toBe(true);
  await page.reload();
  await page.getByRole("textbox", { name: /^Reply to/ }).waitFor();
  await expect.poll(amysState).toBe(true);
  await look(page, true);
  const bea = await visitor(running.url);
  await bea.send("I want to talk to a human");
  await ben.lists(bea.welcome.conversation.id, "queued");
  await ann.send("but this is for you");
  await expect.poll(async () => (await heard(page)).notices).toHaveLength(1);
  await expect.poll(async () => (await heard(page)).notices[0]).toMatch(/wrote to you/);

  await page.getByRole("button", { name: /Preferences/ }).click();
  await page.getByRole("switch", { name: /Show notifications/ }).uncheck();
  await page.reload();
  await page.getByRole("textbox", { name: /^Reply to/ }).waitFor();
  await look(page, true);
  await ann.send("not a word");
  await page.locator(".thread").getByText("not a word").waitFor();
  await expect.poll(async () => (await heard(page)).tones).toBeGreaterThan(0);
  await expect.poll(async () => (await heard(page)).notices).toEqual([]);
});

test("the browser is asked for notifications after a click, once", async () => {
  const running = await startEngine();
  const { page, go } = await consoleOf(running, await member(running, "Amy"));
  await page.addInitScript(() => {
    const asked = { permission: "default", requestPermission: () => Promise.resolve("granted") };
    Object.assign(window, { Notification: asked });
  });
  await go("inbox");
  await page.getByRole("button", { name: "Allow" }).click();
  await page.getByRole("button", { name: "Allow" }).waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("button", { name: "Not now" }).click();
  await page.reload();
  await page.getByRole("radio", { name: "Available" }).waitFor({ state: "attached" });
  await expect.poll(() => page.getByRole("button", { name: "Allow" }).count()).toBe(0);
});

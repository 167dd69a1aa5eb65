import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { owner } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser, person } from "./support/browser.ts";
import { ownersConsole, PASSWORD } from "./support/console.ts";
import { type RunningEngine, startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const go = (page: Page, running: RunningEngine, path: string) => page.goto(`${running.url}/console/#/${path}`);

test("the one-time link makes the owner once; then it is the password that opens the console", async () => {
  const running = await startEngine();
  const { olivia, page } = await ownersConsole(running);
  expect(await running.engine.services.users.ownerSetup({})).toEqual({});
  await olivia.clearCookies();
  await page.reload();
  await signIn(page, "wrong password");
  await page.getByText("E-mail and password do not fit.").waitFor();
  await signIn(page, PASSWORD);
  await page.getByRole("navigation").first().waitFor();
});

test("the words of a language are loaded when it is spoken; what was typed stays when it is changed", async () => {
  const running = await startEngine();
  const page = await (await person({ locale: "en" })).newPage();
  const words: string[] = [];
  page.on("request", (request) => {
    const [, language] = /console-(en|zh-CN)-/.exec(request.url()) ?? [];
    if (language) words.push(language);
  });
  await go(page, running, "inbox");
  await page.getByLabel("E-mail").fill("owner@example.com");
  expect(words).toEqual(["en"]);
  await page.getByRole("radio", { name: "中文" }).check({ force: true });
  await page.getByRole("heading", { name: "登录" }).waitFor();
  await expect.poll(() => page.getByLabel("邮箱").inputValue()).toBe("owner@example.com");
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
  expect(words).toEqual(["en", "zh-CN"]);
  await page.reload();
  await page.getByRole("heading", { name: "登录" }).waitFor();
});

test("a member changes the password, which ends the sessions elsewhere but not the one at hand", async () => {
  const running = await startEngine();
  const { page } = await ownersConsole(running);
  const elsewhere = await person({ locale: "en" });
  const other = await elsewhere.newPage();
  await go(other, running, "inbox");
  await signIn(other, PASSWORD);
  await other.getByRole("navigation").first().waitFor();

  await page.getByRole("button", { name: /Preferences/ }).click();
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByLabel("Current password").fill("wrong password");
  await page.getByLabel("New password").fill("another long password");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("This is not your current password.").waitFor();
  await page.getByLabel("Current password").fill(PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("You are signed out everywhere else.").waitFor();
  await page.getByRole("navigation").first().waitFor();

  await other.getByLabel("E-mail").waitFor();
  await signIn(other, "another long password");
  await other.getByRole("navigation").first().waitFor();
});

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill("owner@example.com");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("an agent sees the queue live, claims, reads what the bot understood, replies, closes and sees the rating", async () => {
  const running = await startEngine();
  const { olivia, page } = await ownersConsole(running);
  const ann = await visitor(running.url);
  await ann.answerTo(await ann.send("Where is my order?"));
  await ann.send("I want to talk to a human");
  await page.getByText("I want to talk to a human").first().click();
  await page.getByText("Where is my order?").first().waitFor();
  await page.getByRole("button", { name: "Claim" }).first().click();
  await ann.sees("claimed");
  const composer = page.getByRole("textbox", { name: /reply|message/i }).last();
  await composer.fill("Hello, Olivia here.");
  await composer.press("Enter");
  await expect.poll(() => ann.messages().at(-1)).toMatchObject({ content: { text: "Hello, Olivia here." } });
  await ann.send("thanks!");
  await page.getByText("thanks!").last().waitFor();
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await ann.sees("closed");
  await ann.ask("rate", { id: "rating-one", score: 4 });
  await page
    .getByText(/rated|4 of 5|4 out of 5/i)
    .last()
    .waitFor();
  // Before she signed in the console asked who she is, and was told nobody.
  expect(olivia.complaints.filter((complaint) => !complaint.includes("401"))).toEqual([]);
});

test("canned replies come up under a slash; Escape closes the list, and what fits none is not sent", async () => {
  const running = await startEngine();
  const { page } = await ownersConsole(running);
  const ann = await visitor(running.url);
  await ann.send("I want to talk to a human");
  await page.getByText("I want to talk to a human").first().click();
  await page.getByRole("button", { name: "Claim" }).first().click();
  const composer = page.getByRole("textbox", { name: /reply|message/i }).last();
  const list = page.getByRole("listbox", { name: "Canned replies" });
  await composer.pressSequentially("/zzz");
  await list.waitFor();
  await composer.press("Enter");
  await expect.poll(() => composer.inputValue()).toBe("/zzz");
  await composer.press("Escape");
  await list.waitFor({ state: "detached" });
  await composer.fill("");
  await composer.pressSequentially("/hel");
  await list.waitFor();
  await composer.press("Enter");
  await list.waitFor({ state: "detached" });
  await expect.poll(() => composer.inputValue()).not.toContain("/hel");
  await composer.press("Enter");
  await expect.poll(() => ann.messages().at(-1)).toMatchObject({ author: { kind: "agent" } });
  expect(ann.messages().filter(({ author }) => author.kind === "agent")).toHaveLength(1);
});

test.each([
  ["en", "light", 1280],
  ["zh-CN", "dark", 390],
  ["en", "dark", 360],
] as const)(
  "axe finds nothing on any page of the console: %s, %s, %i pixels wide",
  async (locale, colorScheme, width) => {
    const running = await startEngine();
    const api = await owner(running);
    const ann = await visitor(running.url, { locale });
    await ann.answerTo(await ann.send(locale === "en" ? "Where is my order?" : "我的快递到哪了"));
    await ann.send("转人工");
    const olivia = await person({ locale, colorScheme, reducedMotion: "reduce", viewport: { width, height: 844 } });
    const [name = "", value = ""] = api.jar.cookie.split("=");
    await olivia.addCookies([{ name, value, url: running.url }]);
    const page = await olivia.newPage();
    const paths = [
      "inbox",
      `inbox/${ann.welcome.conversation.id}`,
      "knowledge/intents",
      "knowledge/intents/order_status",
      "training",
      "review",
      "board",
      "reports",
      "team",
      "settings",
      "settings/inboxes/web",
    ];
    for (const path of paths) {
      await go(page, running, path);
      await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
      expect(await accessibilityProblems(page), path).toEqual([]);
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), { message: `${path} fits` })
        .toBeLessThanOrEqual(0);
    }
    expect(olivia.complaints).toEqual([]);
  },
);

import { afterAll, expect, test } from "vitest";
import { member } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser, person } from "./support/browser.ts";
import { chatWindow } from "./support/chat-window.ts";
import { consoleOf, PASSWORD } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { hostPage } from "./support/host-page.ts";

afterAll(closeBrowser);

const GREETING = "Welcome to the tea house!";
const GREEN = "rgb(10, 125, 51)";

test("an inbox's colour and greeting are seen beside its settings, then in its widget; what they were is brought back", async () => {
  const running = await startEngine();
  const { page, go } = await consoleOf(running, await member(running, "Ada", "admin"), {
    viewport: { width: 1400, height: 900 },
  });
  /** What somebody sees who comes to the shop now. */
  const seen = async () => {
    const visitor = await (await person({ locale: "en" })).newPage();
    await visitor.goto(await hostPage(running.url));
    const { launcher, open, panel } = chatWindow(visitor);
    await launcher.waitFor();
    const color = await launcher.evaluate((button) => getComputedStyle(button).backgroundColor);
    await open();
    return { color, greets: await panel.getByText(GREETING).isVisible() };
  };
  const before = await seen();
  expect(before).toMatchObject({ greets: false });

  await go("settings/inboxes/web");
  const preview = page.frameLocator("iframe");
  await preview.getByRole("dialog").waitFor();
  await page.getByLabel("Colour").fill("#0a7d33");
  await page.getByLabel("Greeting").last().fill(GREETING);
  await preview.getByText(GREETING).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await seen()).toEqual(before);

  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved. It holds at once.").waitFor();
  // The engine shows sites as they were a second ago at most.
  await expect.poll(seen).toEqual({ color: GREEN, greets: true });

  await page.getByRole("button", { name: "History" }).click();
  await page.getByRole("button", { name: "Restore" }).last().click();
  await expect.poll(() => page.getByLabel("Colour").inputValue()).toBe("");
  await expect.poll(seen).toEqual(before);
});

test("[B10] what the bot says by itself is put into the site's words beside the widget, which then says them", async () => {
  const running = await startEngine();
  const { page, go } = await consoleOf(running, await member(running, "Ada", "admin"), {
    viewport: { width: 1400, height: 900 },
  });
  await go("settings/bot");
  await page.getByLabel("In your own words").selectOption("Button: stop waiting");
  const usual = page.getByLabel("Button: stop waiting · English");
  await expect.poll(() => usual.getAttribute("placeholder")).toBe("Stop waiting");
  await usual.fill("I have changed my mind");
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved. It holds at once.").waitFor();
  const preview = page.frameLocator("iframe");
  await preview.getByRole("button", { name: "Talk to a person" }).first().click();
  await preview.getByRole("button", { name: "I have changed my mind" }).waitFor();
});

test("what is not accepted is said beside its field, and nothing is lost; a new site is there at once; an agent finds no settings", async () => {
  const running = await startEngine();
  const { page, go } = await consoleOf(running, await member(running, "Ada", "admin"));
  await go("settings/inboxes/web");
  await page.getByLabel("Colour").fill("no colour at all");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Please check the fields that are marked.").waitFor();
  await expect.poll(() => page.getByLabel("Colour").getAttribute("aria-invalid")).toBe("true");
  await expect.poll(() => page.getByLabel("Colour").inputValue()).toBe("no colour at all");

  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "New inbox" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("The shop");
  await dialog.getByLabel("Short name").fill("shop-en");
  await dialog.getByRole("button", { name: "Make it" }).click();
  await page.frameLocator('iframe[src*="shop-en"]').getByRole("dialog").waitFor();

  // In the console's language, whatever the browser's is.
  await page.evaluate(() => localStorage.setItem("parley.language", "zh-CN"));
  await page.reload();
  await page.getByLabel("颜色").fill("#没有");
  await page.getByRole("button", { name: "保存" }).click();
  const told = page
    .locator(".field")
    .filter({ has: page.getByLabel("颜色") })
    .getByRole("alert");
  await expect.poll(() => told.innerText()).toMatch(/^\p{Script=Han}/u);

  const amy = await consoleOf(running, await member(running, "Amy"));
  await amy.go("settings");
  await amy.page.getByRole("link", { name: "Contacts" }).waitFor();
  await expect.poll(() => amy.page.getByRole("heading", { level: 1 }).innerText()).toBe("Conversations");
  await expect.poll(() => amy.page.getByRole("link", { name: "Settings" }).count()).toBe(0);
});

test("[I7] keys for signed identity are made with one's own password, shown once, two at most, and ended; who may write is said beside them", async () => {
  const running = await startEngine();
  const { page, go } = await consoleOf(running, await member(running, "Ada", "admin"));
  const { users, dialog } = running.engine.services;
  const keys = () => users.identityKeys({ inboxId: "web" });
  const dialogWindow = page.getByRole("dialog", { name: /New key|End/ });
  const prove = async (password: string) => {
    await dialogWindow.getByLabel("Your own password").fill(password);
    await dialogWindow.getByRole("button", { name: /^(New key|End)$/ }).click();
  };
  await go("settings/inboxes/web");
  await page.getByRole("button", { name: "New key" }).click();
  await prove("not my password");
  await page.getByText("This is not your password.").waitFor();
  await prove(PASSWORD);
  const secret = await dialogWindow.getByLabel("New key").inputValue();
  const [first] = await keys();
  expect(secret.endsWith(first?.hint ?? "none")).toBe(true);
  await dialogWindow.getByRole("button", { name: "Close window" }).click();
  await page.getByText(`…${first?.hint}`).waitFor();
  await expect.poll(() => page.content()).not.toContain(secret);

  await page.getByRole("button", { name: "New key" }).click();
  await prove(PASSWORD);
  await dialogWindow.getByLabel("New key").waitFor();
  await dialogWindow.getByRole("button", { name: "Close window" }).click();
  await page.getByRole("button", { name: "New key" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "End", exact: true }).first().click();
  await page.getByText("What it signed no longer counts.").waitFor();
  await prove(PASSWORD);
  await page.getByRole("button", { name: "New key" }).waitFor();
  expect((await keys()).length).toBe(1);
  // Neither was a way to save the settings around them.
  expect((await dialog.inboxDetails({}))[0]?.version).toBe(0);

  await page.getByRole("radio", { name: "Required to write" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved. It holds at once.").waitFor();
  expect((await dialog.inboxDetails({}))[0]?.settings).toMatchObject({ identity: "enforce" });
});

test("[Q1] what an inbox asks is put together beside the real form; a second inbox narrows reports and knowledge", async () => {
  const running = await startEngine();
  const { dialog, nlu } = running.engine.services;
  const { page, go } = await consoleOf(running, await member(running, "Ada", "admin"));
  await go("settings/inboxes/web");
  const preview = page.frameLocator("iframe");
  await preview.getByRole("dialog").waitFor();
  const ask = page.getByRole("button", { name: "Ask for", exact: true });
  await ask.click();
  await preview.getByLabel("Name").waitFor();
  await ask.click();
  await page.getByLabel("Ask for", { exact: true }).last().selectOption("Something else");
  await page.getByLabel("Kept as the attribute").fill("order");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("must say what is asked").first().waitFor();
  await page.getByLabel("Question · English").last().fill("Order number");
  await preview.getByLabel("Order number").waitFor();
  await page.getByRole("button", { name: "Move up" }).last().click();
  await page.getByRole("switch", { name: "Ask for consent" }).check();
  await page.getByLabel("To what they agree · English").fill("You agree to our terms.");
  await preview.getByText("You agree to our terms.").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved. It holds at once.").waitFor();
  expect((await dialog.inboxDetails({}))[0]?.settings).toMatchObject({
    asks: {
      fields: [{ field: "attributes.order", label: { en: "Order number" } }, { field: "name" }],
      consent: { required: true, text: { en: "You agree to our terms." } },
    },
  });
  await page.getByLabel("Questions to begin with").last().fill("Where is my order?");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect.poll(() => page.getByLabel("Questions to begin with").last().inputValue()).toBe("");

  await dialog.makeInbox({
    id: "shop-en",
    channel: "web",
    name: "English shop",
    enabled: true,
    settings: {},
    by: "test",
  });
  await page.reload();
  await go("reports");
  const tile = page.getByText("Conversations").first();
  await page.getByLabel("All inboxes").selectOption("English shop");
  await page.getByLabel("All languages").selectOption("Chinese");
  await tile.waitFor();
  await go("knowledge/intents/delivery_time");
  await page.getByRole("switch", { name: "All inboxes" }).uncheck();
  await page.getByRole("switch", { name: "English shop" }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
  const { intents } = await nlu.knowledge({});
  expect(intents.find(({ id }) => id === "delivery_time")?.inboxes).toEqual(["web"]);
});

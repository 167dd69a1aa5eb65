import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FilesTicket, newId } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { uploads } from "../files/upload.ts";
import { agent } from "../support/agent.ts";
import { accessibilityProblems } from "../support/axe.ts";
import { closeBrowser, person } from "../support/browser.ts";
import { chatWindow } from "../support/chat-window.ts";
import { consoleOf } from "../support/console.ts";
import { serveEngine, shared } from "../support/engine.ts";
import { hostPage } from "../support/host-page.ts";
import { picture } from "../support/picture.ts";

afterAll(closeBrowser);
/** One engine for all, without a model: what is said needs none. */
const engine = shared(async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-rich-"));
  return { ...(await serveEngine({ store: folder })), folder };
});

/** A visitor in front of the chat, and Amy, who has the conversation. */
async function talk(name: string) {
  const running = await engine();
  const ann = await person({ locale: "en", reducedMotion: "reduce" });
  const page = await ann.newPage();
  await page.goto(await hostPage(running.url));
  const chat = chatWindow(page);
  await chat.open();
  const amy = await agent(running, name);
  const before = new Set(amy.items.keys());
  await chat.say(`Hello ${name}`);
  const found = () => [...amy.items.keys()].find((id) => !before.has(id));
  await expect.poll(found).toBeDefined();
  const conversationId = found() ?? "";
  await amy.claim(conversationId);
  await amy.open(conversationId);
  const says = async (content: unknown, id = newId()) => {
    await amy.ask("send", { conversationId, id, content });
    return id;
  };
  return { running, ann, page, chat, amy, conversationId, says };
}

test("[C8] cards stand side by side, with pictures, and are gone along by buttons; what is pressed is said", async () => {
  const { running, ann, chat, amy, conversationId, says } = await talk("Amy");
  const ticket = await amy.ask<FilesTicket>("files", { conversationId });
  const { id } = await uploads(running.url, ticket).whole("shoe.png", picture(640, 480));
  const price = { amount: 49.9, currency: "EUR" };
  const facts = [{ label: "Size", value: "40" }];
  const buttons = [
    { label: "I take it", value: "I take the shoe" },
    { label: "See it", url: "https://shop.example/shoe" },
  ];
  const cards = [
    { title: "Shoe", text: "Red", price, facts, image: { id }, buttons },
    { title: "Boot" },
    { title: "Sock" },
  ];
  await says({ type: "cards", cards });
  await chat.panel.getByText("€49.90").waitFor();
  const image = chat.panel.locator(".card img");
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth > 0)).toBe(true);
  const [next, previous] = [
    chat.panel.getByRole("button", { name: "Next" }),
    chat.panel.getByRole("button", { name: "Previous" }),
  ];
  await expect.poll(() => previous.isDisabled()).toBe(true);
  await next.click();
  await expect.poll(() => previous.isDisabled()).toBe(false);
  const link = chat.panel.getByRole("link", { name: "See it" });
  await expect
    .poll(async () => [await link.getAttribute("href"), await link.getAttribute("rel")])
    .toEqual(["https://shop.example/shoe", "noopener noreferrer"]);
  expect(await accessibilityProblems(chat.panel.page())).toEqual([]);
  await previous.click();
  await chat.choice("I take it").click();
  await expect.poll(() => amy.events.at(-1)).toMatchObject({ content: { type: "choice", value: "I take the shoe" } });
  expect(ann.complaints).toEqual([]);
});

const form = {
  title: "Your return",
  fields: [
    { field: "email", kind: "email", required: true },
    { field: "reason", kind: "choice", label: "Reason", choices: [{ label: "Too small", value: "small" }] },
    { field: "when", kind: "text", label: "When" },
  ],
};

test("[C9, C10] a form is filled in the thread: what does not fit is said by its field, and once sent it is to be read only", async () => {
  const { page, chat, amy, says } = await talk("Bea");
  await says({ type: "form", form });
  const shown = chat.panel.getByRole("form", { name: "Your return" });
  await shown.getByRole("button", { name: "Send" }).click();
  await shown.getByText("Please fill this in.").waitFor();
  const email = shown.getByRole("textbox", { name: "E-mail" });
  await expect.poll(() => email.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true);
  await email.fill("bea@example.com");
  await shown.getByRole("combobox").selectOption("small");
  expect(await accessibilityProblems(page)).toEqual([]);
  await shown.getByRole("button", { name: "Send" }).click();
  await expect
    .poll(() => amy.events.at(-1))
    .toMatchObject({
      content: { type: "filled", text: "E-mail: bea@example.com\nReason: Too small" },
    });
  await shown.waitFor({ state: "detached" });
  await chat.panel.getByRole("group", { name: "Your return" }).getByText("Sent").waitFor();
  // Again after a reload: it is read from the log.
  await page.reload();
  await chat.panel.getByRole("group", { name: "Your return" }).getByText("Too small").waitFor();
});

test("[C10] who fills in what was filled in elsewhere meanwhile is told so", async () => {
  const { page, chat, says } = await talk("Cleo");
  await says({ type: "form", form });
  const other = await page.context().newPage();
  await other.goto(page.url());
  const there = chatWindow(other);
  await there.launcher.or(there.panel).first().waitFor();
  if (!(await there.panel.isVisible())) await there.open();
  for (const { panel } of [chat, there])
    await panel.getByRole("form").getByRole("textbox").first().fill("cleo@example.com");
  await chat.panel.getByRole("form").getByRole("button", { name: "Send" }).click();
  // It is the same log: the form there becomes what was sent here.
  await there.panel.getByRole("group", { name: "Your return" }).getByText("cleo@example.com").waitFor();
});

test("[C11] a place is what it is called and its coordinates; no map is asked before its link is pressed", async () => {
  const { page, chat, says } = await talk("Dora");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).hostname));
  await says({ type: "place", place: { latitude: 31.2304, longitude: 121.4737, label: "People's Square" } });
  await chat.text("People's Square").waitFor();
  await chat.text("31.23040, 121.47370").waitFor();
  await expect
    .poll(() => chat.panel.getByRole("link", { name: "Open map" }).getAttribute("href"))
    .toContain("mlat=31.2304");
  expect(new Set(asked)).toEqual(new Set(["127.0.0.1"]));
});

test("[C12] both sides quote what was said, and go to it from the quote", async () => {
  const { running, chat, amy, conversationId } = await talk("Eve");
  const hello = chat.panel.locator(".message.own").first();
  await hello.hover();
  await hello.getByRole("button", { name: "Reply" }).click();
  await chat.panel.getByRole("button", { name: "Cancel reply" }).waitFor();
  await chat.say("Are you there?");
  await expect
    .poll(() => amy.events.at(-1))
    .toMatchObject({
      content: { text: "Are you there?", quote: { by: "visitor", text: "Hello Eve" } },
    });
  await expect.poll(() => chat.panel.getByRole("button", { name: "Cancel reply" }).count()).toBe(0);
  await chat.panel.getByRole("button", { name: "Hello Eve" }).click();
  const { page: desk, go } = await consoleOf(running, amy.api);
  await go(`inbox/${conversationId}`);
  const asked = desk.locator(".message").filter({ hasText: "Are you there?" });
  await asked.hover();
  await asked.getByRole("button", { name: "Quote and reply" }).click();
  await desk.locator("textarea[data-reply]").fill("I am.");
  await desk.keyboard.press("Enter");
  await chat.panel.getByText("I am.").waitFor();
  await chat.panel.getByRole("button", { name: "You Are you there?" }).waitFor();
});

test("[C8, C9] a member sends a card and a form from the console, and reads what was written in it", async () => {
  const { running, chat, amy, conversationId } = await talk("Fay");
  const { page: desk, go } = await consoleOf(running, amy.api);
  await go(`inbox/${conversationId}`);
  await desk.getByRole("button", { name: "Send a card" }).click();
  const card = desk.getByRole("dialog", { name: "Send a card" });
  await card.getByLabel("Title").fill("Shoe");
  await card.getByLabel("Price").fill("49,90");
  await card.getByLabel(/^Currency/).fill("EUR");
  await card.getByLabel(/^Page/).fill("http://shop.example");
  await card.getByText("An address that begins with https://").waitFor();
  await card.getByLabel(/^Page/).fill("https://shop.example/shoe");
  expect(await accessibilityProblems(desk)).toEqual([]);
  await card.getByRole("button", { name: "Send", exact: true }).click();
  await chat.panel.getByRole("link", { name: "shop.example" }).waitFor();
  await desk.locator(".message").getByText("€49.90").waitFor();
  await desk.getByRole("button", { name: "Send a form" }).click();
  const sheet = desk.getByRole("dialog", { name: "Send a form" });
  await sheet.getByLabel("Title").fill("About you");
  await sheet.getByLabel("Question", { exact: true }).fill("Your e-mail");
  await sheet.getByLabel("Answer", { exact: true }).selectOption("email");
  await sheet.getByRole("button", { name: "Send", exact: true }).click();
  const form = chat.panel.getByRole("form", { name: "About you" });
  await form.getByRole("textbox").fill("fay@example.com");
  await form.getByRole("button", { name: "Send" }).click();
  await desk.locator(".message").getByText("fay@example.com").waitFor();
});

test("[C3, C4] both sides save what was said as a text", async () => {
  const { running, page, chat, amy, conversationId, says } = await talk("Gil");
  await says({ type: "text", text: "**Good** day" });
  await chat.text("day").waitFor();
  await chat.panel.getByRole("button", { name: "More" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    chat.panel.getByRole("button", { name: "Save conversation" }).click(),
  ]);
  const read = async (path: string) => (await readFile(path, "utf8")).replaceAll(/ · .*/g, "");
  expect(file.suggestedFilename()).toBe("Save conversation.txt");
  expect(await read(await file.path())).toContain("You\nHello Gil\n\n");
  const { page: desk, go } = await consoleOf(running, amy.api);
  await go(`inbox/${conversationId}`);
  const [theirs] = await Promise.all([
    desk.waitForEvent("download"),
    desk.getByRole("button", { name: "Save conversation" }).click(),
  ]);
  expect(await read(await theirs.path())).toContain("Gil\nGood day\n");
});

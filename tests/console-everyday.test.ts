import { afterAll, expect, test } from "vitest";
import { member, owner } from "./support/agent.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

async function desk(role: "agent" | "owner" = "agent") {
  const running = await startEngine();
  const api = role === "owner" ? await owner(running) : await member(running, "Amy");
  const { page, go, context } = await consoleOf(running, api);
  const ann = await visitor(running.url);
  return { running, api, page, go, context, ann };
}

test("the list shows own conversations first, words without marks, and how long one has waited in words", async () => {
  const { running, page, go, ann } = await desk();
  const bea = await visitor(running.url);
  for (const one of [ann, bea]) {
    await one.send("I want to talk to a human");
    await one.sees("queued");
  }
  const cid = await visitor(running.url);
  const answer = await cid.answerTo(await cid.send("How do I return an item?"));
  await go(`inbox/${ann.welcome.conversation.id}`);
  await page.getByRole("button", { name: "Claim" }).click();
  await page.getByRole("region", { name: "Mine" }).waitFor();
  const groups = async () =>
    (await page.locator(".group").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")))).slice(0, 3);
  await expect.poll(groups).toEqual(["Mine", "Waiting", "Bot, live"]);
  expect(answer.text).toMatch(/\]\(|\*\*/);
  const preview = page.getByRole("region", { name: "Bot, live" }).locator(".row-preview");
  await expect.poll(() => preview.textContent()).not.toMatch(/[[\]*]|https?:/);
  await expect.poll(() => page.locator(".row-time.waited").textContent()).toMatch(/\d+ (s|min)$/);
});

test("a search that finds nothing says so once, and offers to look further back", async () => {
  const { page, go, ann } = await desk();
  await ann.send("I want to talk to a human");
  await go("inbox");
  await page.getByText("I want to talk to a human").waitFor();
  await page.getByPlaceholder("Search").fill("nothing like it");
  await page.getByText("Nothing fits the search").waitFor();
  await expect.poll(() => page.locator(".group").count()).toBe(0);
  await page.getByRole("button", { name: "Load more" }).click();
  await page.getByText("These are all").waitFor();
});

test("a file dropped anywhere does not take the console away, and one pasted is not lost in silence", async () => {
  const { page, go, ann } = await desk("owner");
  await ann.send("I want to talk to a human");
  await ann.sees("queued");
  for (const path of ["inbox", `inbox/${ann.welcome.conversation.id}`, "knowledge/intents", "training", "team"]) {
    await go(path);
    for (const type of ["dragover", "drop", "paste"] as const) {
      const stopped = await page.locator("#main").evaluate((main, kind) => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], "picture.png", { type: "image/png" }));
        const given = { bubbles: true, cancelable: true };
        const event =
          kind === "paste"
            ? new ClipboardEvent(kind, { ...given, clipboardData: data })
            : new DragEvent(kind, { ...given, dataTransfer: data });
        return !main.dispatchEvent(event);
      }, type);
      expect(stopped, `${type} on ${path}`).toBe(true);
    }
    await page.getByText("Files are sent in a conversation of yours.").waitFor();
  }
});

test("a visitor's page is a link that says where it leads, and their name turns nothing round", async () => {
  const { page, go, ann } = await desk();
  await ann.ask("identify", { name: "Ann\u202Eeel" });
  ann.socket.emit("page", {
    url: "https://evil.example/sign-in",
    title: "Parley: your session has ended, sign in again",
  });
  await ann.send("I want to talk to a human");
  await ann.sees("queued");
  await go(`inbox/${ann.welcome.conversation.id}`);
  await page.getByRole("heading", { name: "Anneel" }).waitFor();
  await page.getByRole("button", { name: "Visitor details" }).click();
  await page.locator("dd", { hasText: "your session has ended" }).getByText("evil.example", { exact: true }).waitFor();
});

test("who signs out while the engine is away is told so, stays out, and is signed out when it is back", async () => {
  const { page, go, context, ann, api } = await desk();
  await ann.send("I want to talk to a human");
  await go(`inbox/${ann.welcome.conversation.id}`);
  await page.getByRole("button", { name: "Claim" }).click();
  await page.getByRole("textbox", { name: /^Reply to/ }).fill("a draft nobody else should read");
  await context.route("**/api/session", (route) =>
    route.request().method() === "DELETE" ? route.abort() : route.continue(),
  );
  await page.getByRole("button", { name: /Preferences/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText(/your session is still open/).waitFor();
  await expect.poll(() => page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("a draft");
  await page.reload();
  await page.getByText(/your session is still open/).waitFor();
  expect((await api.request("GET", "/session")).status).toBe(200);
  await context.unroute("**/api/session");
  await page.getByText(/your session is still open/).waitFor({ state: "detached", timeout: 60_000 });
  expect((await api.request("GET", "/session")).status).toBe(401);
  await page.reload();
  await page.getByLabel("E-mail").waitFor();
});

import { newId } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { agent, agentSocket, member, owner } from "./support/agent.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { signUntil } from "./support/signs.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

test("[P6] with the bot are those who are there: each has a dot, and who left the page is said to have left", async () => {
  const running = await startEngine();
  const { page, go } = await consoleOf(running, await member(running, "Amy"));
  const [ann, bea, cid] = [await visitor(running.url), await visitor(running.url), await visitor(running.url)];
  for (const one of [ann, bea]) await one.answerTo(await one.send("Where is my order?"));
  await cid.send("I want to talk to a human");
  await cid.sees("queued");
  await go("inbox");
  const [live, left, waiting] = ["Bot, live", "Visitor has left", "Waiting"].map((name) =>
    page.getByRole("region", { name }),
  );
  await expect.poll(() => live?.getByRole("link").count()).toBe(2);
  await expect.poll(() => live?.locator(".dot.on").count()).toBe(2);
  await expect.poll(() => waiting?.locator(".dot.on").count()).toBe(1);
  bea.socket.disconnect();
  cid.socket.disconnect();
  await expect.poll(() => live?.getByRole("link").count()).toBe(1);
  // Folded until one looks for them.
  await left?.getByRole("button").click();
  await expect.poll(() => left?.getByRole("link").count()).toBe(1);
  await expect.poll(() => left?.locator(".dot.on").count()).toBe(0);
  await waiting?.getByText("visitor has left", { exact: true }).last().waitFor();
  await waiting?.getByRole("link").click();
  await page.locator(".conversation-head").getByText("Visitor has left").waitFor();
  const back = await visitor(running.url, { token: cid.welcome.token });
  await page.locator(".conversation-head").getByText("Visitor is here").waitFor();
  const seen = { url: "https://shop.example/cart", title: "The cart" };
  await page.getByRole("button", { name: "Visitor details" }).click();
  await signUntil(
    (patience) => page.locator(".details").getByText(seen.title).waitFor(patience),
    () => back.socket.emit("page", seen),
  );
});

test("[P5] what the visitor has read stays read: on another section and back, and over a reload", async () => {
  const running = await startEngine();
  const api = await member(running, "Amy");
  const amy = await agentSocket(running.url, api);
  const ann = await visitor(running.url);
  await ann.send("I want to talk to a human");
  await ann.sees("queued");
  const id = ann.welcome.conversation.id;
  await amy.claim(id);
  const { seq } = await amy.send(id, "Good morning");
  ann.socket.emit("read", { seq });
  const { page, go } = await consoleOf(running, api);
  const read = page.locator(".thread").getByText("Read", { exact: true });
  await go(`inbox/${id}`);
  await read.waitFor();
  await go("knowledge/intents");
  await go(`inbox/${id}`);
  await read.waitFor();
  await page.reload();
  await read.waitFor();
});

test("who has a conversation is named once, however many look at it", async () => {
  const running = await startEngine();
  const ben = await agent(running, "Ben");
  const sue = await agent(running, "Sue");
  const { page, go } = await consoleOf(running, await member(running, "Amy"));
  const ann = await visitor(running.url);
  await ann.send("I want to talk to a human");
  await ann.sees("queued");
  const id = ann.welcome.conversation.id;
  await ben.open(id);
  await sue.open(id);
  await ben.claim(id);
  await go(`inbox/${id}`);
  const head = page.locator(".conversation-head");
  await head.getByText("Sue also viewing").waitFor();
  await expect.poll(async () => (await head.innerText()).match(/Ben/g)).toHaveLength(1);
  await ben.ask("release", { conversationId: id, id: newId(), to: "queue" });
  await head.getByText("Ben and Sue also viewing").or(head.getByText("Sue and Ben also viewing")).waitFor();
});

test("a report says “–” where there is nothing, counts who waits, and says who is not decided yet", async () => {
  const running = await startEngine();
  const { page, go } = await consoleOf(running, await owner(running), { timezoneId: "America/Santiago" });
  await go("reports");
  const tile = (name: string) => page.locator(".tile").filter({ hasText: name });
  for (const name of ["Resolved by the bot", "Handed to people", "Waiting, median", "Rating"]) {
    await tile(name).getByText("–", { exact: true }).waitFor();
  }
  const [ann, bea] = [await visitor(running.url), await visitor(running.url)];
  await ann.answerTo(await ann.send("Where is my order?"));
  await bea.send("I want to talk to a human");
  await bea.sees("queued");
  await page.reload();
  await tile("Waiting, median").getByText("1 waits now").waitFor();
  await expect.poll(() => tile("Waiting, median").innerText()).not.toContain("–");
  await tile("Resolved by the bot").getByText("0%").waitFor();
  await tile("Resolved by the bot").getByText("1 going on").waitFor();
  await page.getByText("As a table").click();
  await expect.poll(() => page.locator(".as-table tbody tr").count()).toBe(7);
});

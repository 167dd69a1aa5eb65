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
const poll = (read: () => unknown) => expect.poll(read);
/** Pictures for who looks at them, where a folder is told. */
const shoot = async (page: Page, name: string) => {
  const folder = process.env["PARLEY_SHOTS"];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};
const DAY = 24 * 3_600_000;

/** Vera's console before the conversation of somebody who has said something and wants a person. */
async function answering(running: RunningEngine, said: readonly string[], locale: "en" | "zh-CN") {
  const someone = await visitor(running.url, { locale });
  for (const text of said) await someone.send(text);
  const vera = await agent(running, "Vera");
  const conversationId = someone.welcome.conversation.id;
  await vera.lists(conversationId, "queued");
  await vera.claim(conversationId);
  const { page, go } = await consoleOf(running, await member(running, "Vera"), { locale });
  await go(`inbox/${conversationId}`);
  const reply = page.locator("textarea[data-reply]");
  await reply.waitFor();
  return { someone, vera, conversationId, page, reply };
}

const chips = (page: Page, name: string) => page.getByRole("list", { name }).getByRole("button");

test("[G1] answers to the visitor's last words stand above the composer, are put in by a key, and are sent by the agent", async () => {
  const running = await engine();
  const said = ["How long does a refund take?", "I want to talk to a human", "So when do I get my money back?"];
  const { someone, page, reply } = await answering(running, said, "en");
  const first = chips(page, "Suggested answers").first();
  await first.waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await shoot(page, "copilot-en");
  const text = (await first.getAttribute("title")) ?? "";
  const before = someone.messages().length;
  await reply.press("Alt+Digit1");
  await poll(() => reply.inputValue()).toBe(text);
  expect(someone.messages()).toHaveLength(before);
  await reply.press("Enter");
  await poll(() => someone.messages().at(-1)).toMatchObject({ author: { kind: "agent" }, content: { text } });
  await chips(page, "Suggested answers").first().waitFor({ state: "detached" });
  const now = Date.now();
  const counted = () => running.engine.services.dialog.suggested({ from: now - DAY, to: now + DAY });
  await poll(counted).toMatchObject({ first: 1 });
});

test("[G1] 中文会话得到中文建议，点击即填入", async () => {
  const { page, reply } = await answering(await engine(), ["转人工", "你们支持七天无理由退货吗"], "zh-CN");
  const first = chips(page, "建议回复").first();
  await first.waitFor();
  await shoot(page, "copilot-zh");
  await page.setViewportSize({ width: 390, height: 800 });
  await shoot(page, "copilot-zh-narrow");
  await first.click();
  await poll(() => reply.inputValue()).toMatch(/\p{Script=Han}/u);
});

test("[G3] canned replies are found by words and folder, and their blanks filled in; what is left is selected", async () => {
  const running = await engine();
  const boss = await owner(running);
  await boss.call("PUT", "/knowledge/canned-replies/late", {
    shortcut: "late",
    folder: "Orders / Parcels",
    text: { en: "Order {{order_number}} is late, {{visitor_name|dear}}. Ask for {{branch}}.", "zh-CN": "" },
    version: 0,
  });
  const { page, reply } = await answering(
    running,
    ["I want to talk to a human", "Where is my order 20260815991?"],
    "en",
  );
  await chips(page, "Suggested answers").first().waitFor();
  await reply.pressSequentially("/late parcels");
  const list = page.getByRole("listbox", { name: "Canned replies" });
  await list.getByText("Orders/Parcels").waitFor();
  await reply.press("Enter");
  await poll(() => reply.inputValue()).toBe("Order 20260815991 is late, dear. Ask for {{branch}}.");
  await poll(() => page.evaluate(() => getSelection()?.toString())).toBe("{{branch}}");
});

test("a passage of an article is found from the composer and put in", async () => {
  const { page, reply } = await answering(await engine(), ["I want to talk to a human", "Hello?"], "en");
  await page.getByRole("button", { name: "Insert from an article" }).click();
  const field = page.getByRole("searchbox", { name: "Find an article" });
  await field.fill("return an item that I do not want");
  await page
    .getByRole("button", { name: /^Insert the passage: / })
    .first()
    .waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await shoot(page, "copilot-articles");
  await field.press("Enter");
  await poll(() => reply.inputValue()).toMatch(/return/i);
});

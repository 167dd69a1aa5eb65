import type { InboxItem } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { type Api, member, owner } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const itemOf = async (api: Api, id: string) =>
  (await api.call<InboxItem[]>("GET", "/conversations?limit=50")).find(({ conversation }) => conversation.id === id);

const WORDS = {
  en: {
    locale: "en",
    asked: "I want to talk to a human",
    arrange: "Arrange",
    claim: "Claim",
    claiming: ["claim", "Claim the conversation"],
    close: "Close",
    tagging: ["tag vip", "VIP"],
    takeOff: "Take off VIP",
    viewing: ["view everything", "Everything open"],
    found: "1 conversation",
    going: ["contacts", "Contacts"],
    contacts: "Contacts",
    said: "What was said: human being",
    hand: "Hand over to",
  },
  zh: {
    locale: "zh-CN",
    asked: "转人工",
    arrange: "整理",
    claim: "接入",
    claiming: ["接入会", "接入会话"],
    close: "结束",
    tagging: ["标签 vip", "VIP"],
    takeOff: "移除标签 VIP",
    viewing: ["视图 未结束", "全部未结束"],
    found: "1 个会话",
    going: ["联系人", "联系人"],
    contacts: "联系人",
    said: "说过的话：human being",
    hand: "转给",
  },
} as const;

test.each(Object.entries(WORDS))(
  "a conversation is taken and tagged, and places, people and words are found, by commands only: %s",
  async (_, words) => {
    const running = await startEngine();
    const boss = await owner(running);
    const tags = [{ id: "vip", name: "VIP", colour: "purple" }];
    await boss.call("PUT", "/settings/desk", { version: 0, value: { tags, codes: [], codeRequired: false } });
    const ann = await visitor(running.url, { locale: words.locale });
    await ann.send(words.asked);
    await ann.sees("queued");
    await running.engine.services.users.updateVisitor({
      visitorId: ann.welcome.conversation.visitorId,
      profile: { name: "Zelda" },
    });
    const { page, go } = await consoleOf(running, await member(running, "Amy"), { locale: words.locale });
    const field = page.getByRole("combobox", { expanded: true });
    // Of the commands: lists of views have options too.
    const options = page.locator('[role="option"]');
    const button = (name: string) => page.getByRole("button", { name, exact: true }).first();
    await go(`inbox/${ann.welcome.conversation.id}`);
    await page.getByRole("group", { name: words.arrange }).waitFor();
    await button(words.claim).waitFor();

    await page.keyboard.press("Control+k");
    await field.waitFor();
    await options.first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await field.press("Escape");
    await field.waitFor({ state: "detached" });

    await command(words.claiming);
    await button(words.close).waitFor();
    await command(words.tagging);
    await button(words.takeOff).waitFor();
    await command(words.viewing);
    await page.getByRole("status").filter({ hasText: words.found }).first().waitFor();
    await command(words.going);
    await page.getByRole("heading", { name: words.contacts, level: 1 }).waitFor();
    await command(["zelda", "Zelda"]);
    await button(words.close).waitFor();
    await command(["human being", words.said]);
    const search = page.getByRole("searchbox").first();
    await expect.poll(() => search.inputValue()).toBe("human being");
    // What an agent may not do is not offered.
    await page.keyboard.press("Control+k");
    await field.fill("routing");
    await options.first().waitFor();
    await expect.poll(() => options.count()).toBe(1);

    /** Opens the list, types, and takes what comes first: each when it is there. */
    async function command([typed, first]: readonly [string, string]): Promise<void> {
      await page.keyboard.press("Control+k");
      await field.fill(typed);
      await page.getByRole("option", { name: first, selected: true }).waitFor();
      await field.press("Enter");
      await field.waitFor({ state: "detached" });
    }
  },
);

test("all that is chosen by keys is done with by commands, where one may run a macro it is a command, and contacts of before are found", async () => {
  const running = await startEngine();
  const boss = await owner(running);
  const tags = [{ id: "vip", name: "VIP", colour: "purple" }];
  await boss.call("PUT", "/settings/desk", { version: 0, value: { tags, codes: [], codeRequired: false } });
  const acts = [{ do: "say", text: { en: "A warm welcome!", "zh-CN": "欢迎！" } }];
  await boss.call("PUT", "/macros/hello", { id: "hello", name: "Greet warmly", version: 0, acts });
  await boss.call("POST", "/contacts", { name: "Quentin Overseas" });
  const people = [await visitor(running.url), await visitor(running.url)];
  for (const one of people) {
    await one.send("I want to talk to a human");
    await one.sees("queued");
  }
  const api = await member(running, "Amy");
  const { page, go } = await consoleOf(running, api);
  const field = page.getByRole("combobox", { expanded: true });
  await go("inbox");
  await page.getByRole("listitem").first().waitFor();
  await command(["view everything", "Everything open"]);
  await page.getByRole("status").filter({ hasText: "2 conversations" }).waitFor();
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByRole("group", { name: "1 chosen" }).waitFor();
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByRole("group", { name: "2 chosen" }).waitFor();
  await command(["chosen tag vip", "Tag: VIP"]);
  for (const { welcome } of people) {
    const { id: conversationId } = welcome.conversation;
    await expect.poll(async () => (await itemOf(api, conversationId))?.desk?.tags).toEqual(["vip"]);
  }
  await command(["quentin", "Quentin Overseas"]);
  await page.getByRole("heading", { name: "Quentin Overseas" }).first().waitFor();

  await go(`inbox/${people[0]?.welcome.conversation.id}`);
  await page.getByRole("button", { name: "Claim", exact: true }).first().waitFor();
  await page.keyboard.press("Alt+c");
  await page.getByRole("button", { name: "Close", exact: true }).first().waitFor();
  await command(["greet", "Greet warmly"]);
  const heard = () =>
    people[0]?.messages().some(({ content }) => content.type === "text" && content.text === "A warm welcome!");
  await expect.poll(heard).toBe(true);

  async function command([typed, first]: readonly [string, string]): Promise<void> {
    await page.keyboard.press("Control+k");
    await field.fill(typed);
    await page.getByRole("option", { name: first, selected: true }).waitFor();
    await field.press("Enter");
    await field.waitFor({ state: "detached" });
  }
});

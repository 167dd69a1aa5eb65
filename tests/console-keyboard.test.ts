import { afterAll, expect, test } from "vitest";
import { agentSocket, member, owner } from "./support/agent.ts";
import { person, closeBrowser } from "./support/browser.ts";
import { PASSWORD } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { holdTimers } from "./support/held-timers.ts";
import { keysOf } from "./support/keys.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

/** Milliseconds in which an agent can think better of it. */
const UNDO_WITHIN = 5000;

/** What an agent reads on the way, in the two languages. */
const WORDS = {
  en: {
    locale: "en",
    email: "E-mail",
    password: "Password",
    signIn: "Sign in",
    mine: "Mine",
    vip: "VIP",
    untilTheyWrite: "until they write",
    aside: "Put aside",
    refund: "Refund",
    signOut: "Sign out",
    note: "Note",
    reply: "Reply",
    asked: "I want to talk to a human",
  },
  zh: {
    locale: "zh-CN",
    email: "邮箱",
    password: "密码",
    signIn: "登录",
    mine: "我的",
    vip: "VIP",
    untilTheyWrite: "直到对方来信",
    aside: "稍后处理",
    refund: "退款",
    signOut: "退出登录",
    note: "备注",
    reply: "回复",
    asked: "转人工",
  },
};

test.each(Object.entries(WORDS))("a whole shift is done by the keyboard alone: %s", async (_language, words) => {
  const running = await startEngine();
  const boss = await owner(running);
  const value = {
    tags: [{ id: "vip", name: "VIP", colour: "purple" }],
    codes: [{ id: "refund", name: words.refund }],
    codeRequired: true,
  };
  await boss.call("PUT", "/settings/desk", { version: 0, value });
  const ben = await agentSocket(running.url, await member(running, "Ben"));
  await member(running, "Amy");
  const ann = await visitor(running.url);
  await ann.send(words.asked);
  await ann.sees("queued");

  const amy = await person({ locale: words.locale, reducedMotion: "reduce" });
  const page = await amy.newPage();
  const { letGo } = await holdTimers(page, UNDO_WITHIN);
  const { press, walk, use, type, unseen } = keysOf(page);
  const under = () => expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
  await page.goto(`${running.url}/console/`);

  // They sign in.
  await walk(page.getByLabel(words.email));
  await type("amy@example.com");
  await walk(page.getByLabel(words.password));
  await type(PASSWORD);
  await press("Enter");
  await page.locator(".row").waitFor();

  // The one who has waited longest is opened, taken, and answered.
  await press("Alt+ArrowDown");
  await expect.poll(() => page.locator(".row.open").count()).toBe(1);
  await page.locator('[aria-keyshortcuts="Alt+C"]').waitFor();
  // Nobody waits for the answer before they write.
  await press("Alt+c");
  await type("Hello Ann");
  await press("Enter");
  await ann.sees("claimed");
  await expect.poll(() => ann.messages().at(-1)).toMatchObject({ content: { text: "Hello Ann" } });

  // A note, which the visitor never sees.
  await press("Escape");
  await use(page.getByRole("radio", { name: words.reply }), "ArrowRight");
  await walk(page.locator(".composer textarea"));
  await type("Ann is a regular.");
  await press("Enter");
  await page.locator(".thread").getByText("Ann is a regular.").waitFor();
  await walk(page.getByRole("radio", { name: words.note }), "Shift+Tab");
  await press("ArrowLeft");

  // Two commands with Alt right after each other are both done, and what was under a window has the focus again.
  await walk(page.locator("[data-reply]"));
  await press("Alt+g");
  const vip = page.getByRole("checkbox", { name: words.vip });
  await use(vip, "Space");
  await expect.poll(() => vip.isChecked()).toBe(true);
  await press("Escape");
  await under();
  await press("Alt+s");
  await use(page.getByRole("dialog").getByRole("button", { name: words.untilTheyWrite }));
  await page.getByRole("region", { name: words.aside }).waitFor();
  await ann.send("?");
  await page.getByRole("region", { name: words.mine }).waitFor();

  // Closed with what it was about, and thought better of.
  await under();
  await press("Alt+e");
  await use(page.getByRole("dialog").getByRole("button", { name: words.refund }));
  await press("Alt+z");
  await page.locator('[aria-keyshortcuts="Alt+E"]').waitFor();
  expect(ann.events.map(({ type: kind }) => kind)).not.toContain("closed");

  // Handed to a colleague, who has it.
  await press("Alt+t");
  await use(page.getByRole("dialog").getByRole("button", { name: /Ben/u }));
  const { id: bens } = ben.welcome.me;
  const held = async () => {
    await letGo();
    return await running.engine.services.dialog.held({ agentIds: [bens] });
  };
  await expect.poll(held).toEqual({ [bens]: 1 });

  await walk(page.getByRole("button", { name: "Amy" }));
  await press("Enter");
  await walk(page.getByRole("button", { name: words.signOut }));
  await press("Enter");
  await page.getByLabel(words.password).waitFor();
  expect(unseen).toEqual([]);
});

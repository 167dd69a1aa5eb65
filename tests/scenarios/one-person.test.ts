import { afterAll, expect, test } from "vitest";
import { member } from "../support/agent.ts";
import { accessibilityProblems } from "../support/axe.ts";
import { closeBrowser, person } from "../support/browser.ts";
import { chatWindow } from "../support/chat-window.ts";
import { consoleOf } from "../support/console.ts";
import { hostPage } from "../support/host-page.ts";
import { answersOn as heardOn } from "../channels/phone-world.ts";
import { openShop, poll } from "./one-person-world.ts";

afterAll(closeBrowser);

const NUMBER = "+8613800138000";
const CODES = /绑定 [\dA-Z]{4}-[\dA-Z]{4}/g;

test("[K9, K10, X7] one person on WeChat, Weibo, the website and the telephone, proven step by step, is one contact with one timeline, and one agent answers on each", async () => {
  const shop = await openShop();
  const { running, onWechat, onWeibo } = shop;

  // At the same time, as three strangers.
  const lin = await person({ locale: "zh-CN", reducedMotion: "reduce" });
  const website = await lin.newPage();
  await website.goto(await hostPage(running.url, { lang: "zh-CN" }));
  const chat = chatWindow(website, "zh-CN");
  const codes = async () => [...(await chat.panel.innerText()).matchAll(CODES)].map(([code]) => code);
  /** What the chat says is to be sent. */
  async function codeFor(asked: string): Promise<string> {
    const before = await codes();
    const heard = async () => (await chat.panel.innerText()).split(asked).length;
    const first = await heard();
    const saying = async () => {
      // A chat that is just about to sign in may not take words yet.
      if ((await heard()) === first) await chat.say(asked);
      return await heard();
    };
    await expect.poll(saying, { timeout: 60_000, interval: 3_000 }).toBeGreaterThan(first);
    await poll(async () => (await codes()).length).toBeGreaterThan(before.length);
    return (await codes()).at(-1) ?? "";
  }
  await chat.open();
  await Promise.all([
    chat.say("我的快递到哪了"),
    onWechat.says("微信上问：什么时候发货"),
    onWeibo.says("微博上问：可以退货吗"),
  ]);
  await chat.text("查询订单物流").waitFor();
  await poll(() => onWechat.sees().length).toBe(1);
  await poll(() => onWeibo.sees().length).toBe(1);
  const [onWechatId, onWeiboId] = [
    await shop.conversationOf("wechat", "openid-lin"),
    await shop.conversationOf("weibo", "7001"),
  ];
  const identities = async (id: string) => (await shop.contactOf(id)).identities.length;
  expect([await identities(onWechatId), await identities(onWeiboId)]).toEqual([1, 1]);

  // Not signed in: nothing is proven.
  await chat.say("绑定微信");
  await chat.text("请先在本网站登录").waitFor();
  await website.evaluate(
    (token) => {
      const { parley } = globalThis as unknown as { parley: (what: string, how: object) => void };
      parley("identify", { token });
    },
    shop.sign("user-lin", { name: "林小雨", phone: NUMBER, phone_number_verified: true }),
  );
  await poll(async () => {
    const { users } = running.engine.services;
    return (await users.contacts({ filter: { verified: true }, limit: 10 })).total;
  }).toBe(1);

  // Signed in: a code for each of the others.
  for (const [asked, there] of [
    ["绑定微信", onWechat],
    ["绑定微博", onWeibo],
  ] as const) {
    await there.says(await codeFor(asked));
    await poll(() => there.sees().at(-1)).toContain("已确认您的身份");
  }
  await chat.text("微博").waitFor();
  await poll(() => identities(onWechatId)).toBe(3);
  // What was said elsewhere stands in no other chat.
  await expect.poll(() => chat.panel.innerText()).not.toContain("微信上问");

  // A call from a number that the site has tried: anybody may show it, and only their house can vouch for it.
  const { users } = running.engine.services;
  for (const vouched of [false, true]) {
    const line = shop.calls(NUMBER, vouched);
    line.says(vouched ? "我是小雨，电话里再问一次" : "冒充小雨的来电");
    await poll(() => heardOn(line).length).toBeGreaterThan(0);
    await line.hangUp();
    const { id } = await users.reach({ inboxId: "phone", externalId: NUMBER, locale: "zh-CN" });
    await poll(async () => (await users.contact({ id })).identities.length).toBe(vouched ? 4 : 1);
  }

  // One agent, in one place.
  await onWeibo.says("我要找人工客服");
  await poll(async () => {
    const { conversation } = await running.engine.services.dialog.get({ conversationId: onWeiboId });
    return conversation.state.status;
  }).toBe("queued");
  const { page, go } = await consoleOf(running, await member(running, "Vera", "supervisor"), { locale: "zh-CN" });
  await go("contacts");
  await page.getByRole("link", { name: "林小雨" }).click();
  const timeline = page.getByRole("region", { name: "会话记录" });
  for (const text of [
    "我的快递到哪了",
    "热线电话",
    "我是小雨，电话里再问一次",
    "微信上问：什么时候发货",
    "微博上问：可以退货吗",
    "微信公众号",
    "微博",
  ])
    await poll(() => timeline.innerText()).toContain(text);
  expect(await accessibilityProblems(page)).toEqual([]);

  // The channel written on last is the first one that is offered.
  const offers = page.getByRole("button", { name: /^在.+回复$/ });
  await poll(() => offers.count()).toBe(5);
  await expect.poll(() => offers.first().innerText()).toBe("在微博回复");
  await offers.first().click();
  const reply = page.getByRole("textbox", { name: /^回复/ });
  await reply.fill("您好，我是 Vera，可以退货。");
  await reply.press("Enter");
  await poll(() => onWeibo.sees().at(-1)).toBe("您好，我是 Vera，可以退货。");
  await page.locator('.delivery[data-state="sent"]').last().waitFor();

  // Weibo lets no more through: what can be done is said, and goes on elsewhere with the words that were begun here.
  await page.getByText("现在无法发送：对方来信后最多回复 2 条").waitFor();
  await reply.fill("您的订单明天发货。");
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "在微信公众号回复" }).click();
  await page.getByText("微信上问：什么时候发货").first().waitFor();
  await poll(() => reply.inputValue()).toBe("您的订单明天发货。");
  await reply.press("Enter");
  await poll(() => onWechat.sees().at(-1)).toBe("您的订单明天发货。");

  await page.getByLabel("回复渠道").selectOption({ label: "Web" });
  await page.getByText("我的快递到哪了").first().waitFor();
  await reply.fill("网站上也可以继续聊。");
  await reply.press("Enter");
  await chat.text("网站上也可以继续聊。").waitFor();
  expect(lin.complaints).toEqual([]);
});

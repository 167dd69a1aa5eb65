import { newId } from "@parley/protocol";
import { expect, onTestFinished } from "vitest";
import { openExchange } from "../../packages/engine/src/channels/phone/peer.test.kit.ts";
import { ACCOUNT as WECHAT } from "../../packages/engine/src/channels/wechat/envelope.test.kit.ts";
import { openWeChat } from "../../packages/engine/src/channels/wechat/peer.test.kit.ts";
import { ACCOUNT as WEIBO, CLOSED, openWeibo } from "../../packages/engine/src/channels/weibo/peer.test.kit.ts";
import { signerOf } from "../identity/site.ts";
import { owner } from "../support/agent.ts";
import { startEngine } from "../support/engine.ts";

export const poll = (read: () => unknown): ReturnType<typeof expect.poll> => expect.poll(read);

/** A shop with a website, an account of WeChat and one of Weibo. */
export async function openShop() {
  const running = await startEngine();
  const { dialog, users } = running.engine.services;
  const boss = await owner(running);
  const { secret } = await boss.call<{ secret: string }>("POST", "/inboxes/web/identity-keys", {
    current: "correct horse battery",
  });
  const [wechat, weibo] = [await openWeChat({ quota: 100, patience: 30_000 }), await openWeibo({ patience: 30_000 })];
  const exchange = openExchange({ gateway: "twilio", secret: "token 1", second: 300 });
  onTestFinished(async () => {
    await exchange.close();
    wechat.close();
    weibo.close();
  });
  const { appId, appSecret, token, encodingAesKey } = WECHAT;
  await dialog.putInbox({
    id: "wechat",
    channel: "wechat",
    name: "微信公众号",
    enabled: true,
    settings: { appId, mode: "safe", api: wechat.api, deadline: 4_500 },
    secrets: { appSecret, token, encodingAesKey },
  });
  await dialog.putInbox({
    id: "weibo",
    channel: "weibo",
    name: "微博",
    enabled: true,
    settings: {
      api: weibo.api,
      files: weibo.api,
      deadline: 4_500,
      windowCodes: String(CLOSED),
      window: { hours: 48, messages: 2 },
    },
    secrets: { appSecret: WEIBO.appSecret, accessToken: WEIBO.accessToken },
  });
  await dialog.putInbox({
    id: "phone",
    channel: "phone",
    name: "热线电话",
    enabled: true,
    settings: { gateway: "twilio", deadline: 300, language: "zh-CN" },
    secrets: { secret: "token 1" },
  });
  const address = (id: string) => `${running.url}/channels/${id}/`;
  for (const id of ["wechat", "weibo", "phone"])
    await poll(async () => (await fetch(address(id))).status).not.toBe(404);

  // Weibo has no ids: when something was written stands for one.
  let clock = Math.floor(Date.now() / 1_000) * 1_000;
  const conversationOf = async (inboxId: string, externalId: string) => {
    const { id } = await users.reach({ inboxId, externalId, locale: "zh-CN" });
    return (await dialog.open({ visitorId: id, channel: inboxId, inboxId, locale: "zh-CN" })).id;
  };
  return {
    running,
    sign: signerOf(secret),
    conversationOf,
    onWechat: {
      says: (text: string) =>
        wechat.sends(address("wechat"), "openid-lin", { MsgType: "text", Content: text }, { id: newId() }),
      sees: () => wechat.sees("openid-lin"),
    },
    onWeibo: {
      says: (text: string) => weibo.sends(address("weibo"), "7001", { type: "text", text }, { at: (clock += 1_000) }),
      sees: () => weibo.sees("7001"),
    },
    /** Calls; `vouched`: their house says that the number is theirs. */
    calls: (from: string, vouched: boolean) => exchange.call(address("phone"), from, { patient: true, vouched }),
    /** What is true of the contact of a conversation. */
    async contactOf(conversationId: string) {
      const { conversation } = await dialog.get({ conversationId });
      return await users.contact({ id: conversation.visitorId });
    },
  };
}

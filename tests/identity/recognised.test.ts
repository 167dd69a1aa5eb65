import { expect, onTestFinished, test } from "vitest";
import { ACCOUNT } from "../../packages/engine/src/channels/wechat/envelope.test.kit.ts";
import { openSlack } from "../../packages/engine/src/agents/bridges/slack/peer.test.kit.ts";
import { openWeChat } from "../../packages/engine/src/channels/wechat/peer.test.kit.ts";
import { browserAt, poll, signedIn, type Tab } from "./browsers.ts";
import { startSite } from "./site.ts";

/** A site, and accounts of WeChat, each a platform of its own. */
async function openShop(accounts: readonly string[] = ["wechat"]) {
  const site = await startSite();
  const { dialog, users } = site.engine.services;
  const { appId, appSecret, token, encodingAesKey } = ACCOUNT;
  const peers = new Map<string, Awaited<ReturnType<typeof openWeChat>>>();
  for (const id of accounts) {
    const peer = await openWeChat({ quota: 100, patience: 30_000 });
    onTestFinished(() => peer.close());
    peers.set(id, peer);
    const settings = { appId, mode: "safe", api: peer.api, deadline: 4_500, openPlatform: "yes" };
    const secrets = { appSecret, token, encodingAesKey };
    await dialog.putInbox({ id, channel: "wechat", name: `WeChat ${id}`, enabled: true, settings, secrets });
    await poll(async () => (await fetch(`${site.url}/channels/${id}/`)).status).not.toBe(404);
  }
  const peerOf = (id: string) => peers.get(id) as NonNullable<ReturnType<typeof peers.get>>;
  const writes = (name: string, text: string, account = "wechat") =>
    peerOf(account).sends(`${site.url}/channels/${account}/`, name, { MsgType: "text", Content: text });
  const idOf = async (name: string, inboxId = "wechat") =>
    (await users.reach({ inboxId, externalId: name, locale: "zh-CN" })).id;
  const identitiesOf = async (id: string) =>
    (await users.contact({ id })).identities.map(({ visitorId }) => visitorId).toSorted();
  const trail = async () => (await users.audit({ limit: 50 })).map(({ action }) => action);
  return { site, users, peerOf, writes, idOf, identitiesOf, trail };
}

const heard = (page: Tab) => page.messages.value.filter(({ author }) => author.kind === "bot").map(({ text }) => text);
const CODE = /(?:link|绑定) [\dA-Z]{4}-[\dA-Z]{4}/;

/** Asks for a code, and resolves to what is to be sent. */
async function askFor(page: Tab, text: string): Promise<string> {
  const before = heard(page).length;
  page.send(text);
  await poll(() => heard(page).length).toBe(before + 1);
  return CODE.exec(heard(page).at(-1) ?? "")?.[0] ?? "";
}

async function signIn(shop: Awaited<ReturnType<typeof openShop>>, userId: string): Promise<Tab> {
  const page = browserAt(shop.site.url).tab({ locale: "en" });
  page.identify({ token: shop.site.sign(userId) });
  page.connect();
  await signedIn(page, userId);
  return page;
}

test("[K10] who is signed in sends a code on WeChat: both are told, it is one contact, and each sees only their own chat", async () => {
  const shop = await openShop();
  const page = await signIn(shop, "ann");
  const code = await askFor(page, "link my WeChat");
  expect(heard(page).at(-1)).toContain("- WeChat wechat");
  await shop.writes("openid-1", "hello from WeChat");
  await shop.writes("openid-1", code);
  await poll(() => shop.peerOf("wechat").sees("openid-1").at(-1)).toContain("we recognise you");
  await poll(() => heard(page).at(-1)).toContain("You are recognised on WeChat wechat");

  const [user, there] = [page.conversation.value?.visitorId ?? "", await shop.idOf("openid-1")];
  expect(await shop.identitiesOf(user)).toEqual([user, there].toSorted());
  expect(await shop.trail()).toContain("merge:proof");
  const shown = page.messages.value.map(({ text }) => text).join("\n");
  expect(shown).not.toContain("hello from WeChat");
  // The code is in no log of the account's.
  const { id } = await shop.site.engine.services.dialog.open({
    visitorId: there,
    channel: "wechat",
    inboxId: "wechat",
    locale: "en",
  });
  expect(JSON.stringify(await shop.site.engine.services.dialog.read({ conversationId: id, after: 0 }))).not.toContain(
    code.slice(-9),
  );
});

test("[K10] a code that somebody else sends again, one that is made up, and one of another user change nothing, and say so", async () => {
  const shop = await openShop();
  const [ann, ben] = [await signIn(shop, "ann"), await signIn(shop, "ben")];
  const said = (name: string) => shop.peerOf("wechat").sees(name).at(-1);
  const code = await askFor(ann, "link my WeChat");
  await shop.writes("ann there", code);
  await poll(() => said("ann there")).toContain("we recognise you");
  await shop.writes("thief", code);
  await poll(() => said("thief")).toContain("does not hold");
  await shop.writes("thief", "绑定 2222-3333");
  await poll(() => said("thief")).toContain("绑定码无效");
  await shop.writes("ann there", await askFor(ben, "link my WeChat"));
  await poll(() => said("ann there")).toContain("somebody else's account");
  const user = ann.conversation.value?.visitorId ?? "";
  expect(await shop.identitiesOf(user)).toEqual([user, await shop.idOf("ann there")].toSorted());
});

test("[K10] who is not signed in is told to sign in, and gets no code", async () => {
  const { site } = await openShop([]);
  const page = browserAt(site.url).tab({ locale: "zh-CN" });
  page.connect();
  await poll(() => page.connection.value.status).toBe("online");
  expect(await askFor(page, "绑定微信")).toBe("");
  expect(heard(page)).toEqual(["请先在本网站登录，然后再试。"]);
});

test("[K9] who is called the same on a company's open platform is one contact, once, over all of its accounts", async () => {
  const shop = await openShop(["one", "two"]);
  shop.peerOf("one").isCalled("a", "union-1");
  shop.peerOf("two").isCalled("b", "union-1");
  await shop.writes("a", "hello", "one");
  await shop.writes("b", "hello", "two");
  await shop.writes("c", "hello", "two");
  const [a, b, c] = [await shop.idOf("a", "one"), await shop.idOf("b", "two"), await shop.idOf("c", "two")];
  await poll(() => shop.identitiesOf(a)).toEqual([a, b].toSorted());
  await shop.writes("b", "again", "two");
  await poll(() => shop.peerOf("two").asked.filter((call) => call === "user/info").length).toBe(2);
  expect(await shop.identitiesOf(c)).toEqual([c]);
});

test("no visitor is sent to where agents answer", async () => {
  const shop = await openShop();
  const slack = await openSlack();
  onTestFinished(() => slack.close());
  const { settings, secrets } = slack;
  const { dialog } = shop.site.engine.services;
  await dialog.putInbox({ id: "slack", channel: "slack", name: "The team's room", enabled: true, settings, secrets });
  const address = `${shop.site.url}/channels/slack/`;
  await poll(async () => (await fetch(address, { method: "POST", body: "{}" })).status).toBe(401);
  const page = await signIn(shop, "ann");
  await askFor(page, "link my WeChat");
  expect(heard(page).at(-1)).toContain("- WeChat wechat");
  expect(heard(page).at(-1)).not.toContain("The team's room");
});

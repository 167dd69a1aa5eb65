import { type FilesTicket, type InboxItem, newId } from "@parley/protocol";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { uploads } from "../files/upload.ts";
import { type Api, agentSocket } from "../support/agent.ts";
import { visitor } from "../support/visitor.ts";
import { type Many, startMany } from "./many.ts";
import { REQUESTS } from "./requests.ts";

type Agent = Awaited<ReturnType<typeof agentSocket>>;
type Place = Awaited<ReturnType<Many["waiting"]>>;

let many: Many;
/** Sees `shop` and `web`, not `de`. */
let ann: Api;
/** The same, as a supervisor. */
let sue: Api;
/** Sees `de` only. */
let dora: Api;

beforeAll(async () => {
  many = await startMany(["shop", "de"]);
  ann = await many.member("Ann", ["web", "shop"]);
  sue = await many.member("Sue", ["web", "shop"], "supervisor");
  dora = await many.member("Dora", ["de"]);
});
afterAll(() => many.stop());

const ids = (items: readonly InboxItem[]) => items.map(({ conversation }) => conversation.id);
const FORBIDDEN = { data: { code: "forbidden", details: { reason: "inbox" } } };

test("[H14] whatever a console asks about a conversation is done in an inbox that is seen, and refused in another", async () => {
  const [shop, de] = [await many.waiting("shop"), await many.waiting("de")];
  const agent = await agentSocket(many.url, ann);
  await many.boss.call("PUT", "/macros/one", { id: "one", name: "One", version: 0, acts: [{ do: "note", text: "1" }] });
  for (const [name, request] of Object.entries(REQUESTS)) {
    await expect(request(agent, shop), name).resolves.toBeDefined();
    await expect(request(agent, de), name).rejects.toMatchObject(FORBIDDEN);
  }
  expect(await many.engine.services.dialog.get({ conversationId: de.conversationId })).toMatchObject({
    conversation: { state: { status: "queued" } },
  });
});

test("[H14] every request of a console that names a conversation is in the table above", async () => {
  const { AGENT_EVENTS } = await import("../../packages/engine/src/api/permissions.ts");
  const without = ["hello", "heads", "waits", "availability", "onSite", "invite"];
  expect(Object.keys(AGENT_EVENTS).toSorted()).toEqual([...Object.keys(REQUESTS), ...without].toSorted());
});

test("[H14] lists name what is seen, whoever asks: at the greeting, when compared, and over HTTP", async () => {
  const [shop, de] = [await many.waiting("shop"), await many.waiting("de")];
  const both = [shop.conversationId, de.conversationId];
  const there = (await visitor(many.url, { inbox: "de" })).welcome.conversation.id;
  const [ofAnn, ofDora, ofBoss] = await Promise.all([ann, dora, many.boss].map((one) => agentSocket(many.url, one)));
  if (!ofAnn || !ofDora || !ofBoss) throw new Error("They cannot connect.");
  const listed = ({ welcome }: Agent) => both.map((one) => ids(welcome.inbox).includes(one));
  expect([ofAnn, ofDora, ofBoss].map(listed)).toEqual([
    [true, false],
    [false, true],
    [true, true],
  ]);
  expect(ofAnn.welcome).toMatchObject({
    me: { inboxes: ["web", "shop"] },
    inboxes: [
      { id: "shop", name: "SHOP" },
      { id: "web", name: "Web" },
    ],
  });
  expect(ofBoss.welcome.inboxes.map((inbox) => inbox.id)).toEqual(["de", "shop", "web"]);
  const compared = await ofAnn.ask<{ items: InboxItem[]; online: string[] }>("heads", { heads: { [there]: 0 } });
  expect(ids(compared.items)).toContain(shop.conversationId);
  expect(ids(compared.items)).not.toContain(de.conversationId);
  expect(compared.online).toEqual([]);
  expect(await ofDora.ask("heads", { heads: { [there]: 0 } })).toMatchObject({ online: [there] });
  for (const status of ["", "&status=queued", "&status=queued,agent"]) {
    const pages = await Promise.all(
      [ann, dora].map((one) => one.call<InboxItem[]>("GET", `/conversations?limit=200${status}`)),
    );
    expect(pages.map((page) => both.map((one) => ids(page).includes(one)))).toEqual([
      [true, false],
      [false, true],
    ]);
  }
});

test("[H14, P6] pushes reach the consoles that see the inbox: what moves, and who comes", async () => {
  const [ofAnn, ofDora] = [await agentSocket(many.url, ann), await agentSocket(many.url, dora)];
  const came: string[] = [];
  for (const { socket } of [ofAnn, ofDora]) socket.on("online", (moved) => came.push(...moved.came));
  const [inShop, inDe] = [await visitor(many.url, { inbox: "shop" }), await visitor(many.url, { inbox: "de" })];
  const [shop, de] = [inShop.welcome.conversation.id, inDe.welcome.conversation.id];
  for (const one of [inShop, inDe]) await one.choose("Talk to a person", "human");
  await ofAnn.lists(shop, "queued");
  await ofDora.lists(de, "queued");
  await ofDora.claim(de);
  await ofAnn.claim(shop);
  await ofAnn.send(shop, "Ann here.");
  await ofDora.send(de, "Dora here.");
  await ofAnn.lists(shop, "agent");
  await ofDora.lists(de, "agent");
  await expect.poll(() => came.toSorted()).toEqual([shop, de].toSorted());
  expect([ofAnn, ofDora].map(({ items }) => [items.has(shop), items.has(de)])).toEqual([
    [true, false],
    [false, true],
  ]);
});

test("[H1, H14] who does not see an inbox is nobody to its visitors: not there, and not before them in line", async () => {
  const ofDora = await agentSocket(many.url, dora);
  const [inShop, inDe] = [await visitor(many.url, { inbox: "shop" }), await visitor(many.url, { inbox: "de" })];
  const queued = await many.engine.services.dialog.queue({});
  for (const { conversationId } of queued) await ofBossCloses(conversationId);
  await inDe.choose("Talk to a person", "human");
  await expect.poll(() => inDe.places.at(-1)).toEqual({ position: 1, agentsOnline: 1 });
  await inShop.choose("Talk to a person", "human");
  await expect.poll(() => inShop.places.at(-1)).toEqual({ position: 1, agentsOnline: 0 });
  // Somebody who sees both makes one line of two.
  const boss = await agentSocket(many.url, many.boss);
  await expect.poll(() => inShop.places.at(-1)).toEqual({ position: 2, agentsOnline: 1 });
  await expect.poll(() => inDe.places.at(-1)).toEqual({ position: 1, agentsOnline: 2 });
  boss.socket.disconnect();
  await expect.poll(() => inShop.places.at(-1)).toEqual({ position: 1, agentsOnline: 0 });
  expect(ofDora.welcome.presence.find(({ agent }) => agent.name === "Dora")).toMatchObject({ inboxes: ["de"] });
});

async function ofBossCloses(conversationId: string): Promise<void> {
  const command = { do: "close", author: { kind: "system" }, force: true } as const;
  await many.engine.services.dialog.apply({ conversationId, id: newId(), command });
}

test("[H13, H14] a note calls who sees the inbox, and no other; nobody is handed what they do not see", async () => {
  const { conversationId } = await many.waiting("shop");
  const [ofAnn, ofSue, ofDora] = await Promise.all([ann, sue, dora].map((one) => agentSocket(many.url, one)));
  const called: string[] = [];
  ofSue?.socket.on("mention", () => called.push("Sue"));
  ofDora?.socket.on("mention", () => called.push("Dora"));
  await ofAnn?.ask("note", { conversationId, id: newId(), text: "@Dora @Sue please look" });
  await expect.poll(() => called).toEqual(["Sue"]);
  await ofAnn?.claim(conversationId);
  const hand = (to: Agent | undefined) =>
    ofAnn?.ask("transfer", { conversationId, id: newId(), agentId: to?.welcome.me.id });
  await expect(hand(ofDora)).rejects.toMatchObject({ data: { code: "conflict", details: { reason: "inbox" } } });
  await expect(hand(ofSue)).resolves.toBeDefined();
  expect((await agentSocket(many.url, sue)).welcome.mentions).toMatchObject([{ conversationId }]);
  expect((await agentSocket(many.url, dora)).welcome.mentions).toEqual([]);
});

test("[H14, V6] a change holds at once: consoles connect anew, what was held goes back to the queue, and it is on record", async () => {
  const eve = await many.member("Eve");
  const agent = await agentSocket(many.url, eve);
  const [shop, de] = [await many.waiting("shop"), await many.waiting("de")];
  for (const { conversationId } of [shop, de]) await agent.claim(conversationId);
  const gone = new Promise((resolve) => void agent.socket.once("disconnect", resolve));
  const path = `/team/${agent.welcome.me.id}`;
  expect(await many.boss.call("PATCH", path, { inboxes: ["shop"] })).toMatchObject({ inboxes: ["shop"] });
  await gone;
  const state = async ({ conversationId }: Place) =>
    (await many.engine.services.dialog.get({ conversationId })).conversation.state.status;
  await expect.poll(() => state(de)).toBe("queued");
  expect(await state(shop)).toBe("agent");
  const again = await agentSocket(many.url, eve);
  expect(ids(again.welcome.inbox)).toContain(shop.conversationId);
  expect(ids(again.welcome.inbox)).not.toContain(de.conversationId);
  await expect(again.open(de.conversationId)).rejects.toMatchObject(FORBIDDEN);

  await many.boss.call("PATCH", path, { inboxes: null });
  const whole = await agentSocket(many.url, eve);
  onTestFinished(() => void whole.socket.disconnect());
  await expect(whole.open(de.conversationId)).resolves.toBeDefined();
  const trail = await many.boss.call<{ action: string; target: string }[]>("GET", "/audit?limit=20");
  const { id: memberId } = agent.welcome.me;
  expect(trail.filter(({ action }) => action === "setInboxes").slice(0, 2)).toMatchObject([
    { target: `${memberId} all` },
    { target: `${memberId} shop` },
  ]);
  for (const inboxes of [[], ["nope"], "shop"]) {
    await expect(many.boss.call("PATCH", path, { inboxes })).rejects.toMatchObject({ status: 400 });
  }
  await expect(eve.call("PATCH", path, { inboxes: null })).rejects.toMatchObject({ status: 403 });
});

test("[F1, H14, L8] tickets for files end with what gave them: the member sees the inbox no more, or is disabled; the inbox is switched off", async () => {
  const { version } = await many.boss.call<{ version: number }>("POST", "/inboxes", { id: "brief", name: "Brief" });
  const ann = await visitor(many.url, { inbox: "brief" });
  const { id: conversationId } = ann.welcome.conversation;
  const finn = await agentSocket(many.url, await many.member("Finn"));
  const begun = async (ticket: FilesTicket) => {
    const files = uploads(many.url, ticket);
    const { id } = await files.whole("a.txt", Buffer.from("some words\n"));
    return async () => [(await files.read(id)).status, (await files.head(id)).status];
  };
  const theirs = await begun(await ann.ask("files", {}));
  const finns = await begun(await finn.ask("files", { conversationId }));
  const [counts, ended] = [
    [200, 200],
    [401, 401],
  ];
  for (const [change, then] of [
    [{ inboxes: ["shop"] }, ended],
    [{ inboxes: null }, counts],
    [{ disabled: true }, ended],
  ] as const) {
    await many.boss.call("PATCH", `/team/${finn.welcome.me.id}`, change);
    await expect.poll(finns).toEqual(then);
  }
  expect(await theirs()).toEqual(counts);
  await many.boss.call("PATCH", "/inboxes/brief", { version, enabled: false });
  await expect.poll(theirs).toEqual(ended);
});

import type { OnSite } from "@parley/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Many, startMany } from "../inboxes/many.ts";
import { type Api, agentSocket } from "../support/agent.ts";
import { visitor } from "../support/visitor.ts";
import { openPage, showWho } from "./pages.ts";

let many: Many;
let ann: Api;
let dora: Api;

beforeAll(async () => {
  many = await startMany(["shop", "de", "dark"]);
  ann = await many.member("Ann", ["shop", "dark"]);
  dora = await many.member("Dora", ["de"]);
  for (const inbox of ["shop", "de"]) await showWho(many, inbox);
});
afterAll(() => many.stop());

/** Who is there, as a member's console is told. */
async function look(member: Api, asked: object = {}): Promise<OnSite> {
  const { socket, ask } = await agentSocket(many.url, member);
  const found = await ask<OnSite>("onSite", asked);
  socket.disconnect();
  return found;
}
const urls = ({ people }: OnSite) => people.map(({ page }) => new URL(page.url).pathname);

test("[O1] nothing is taken of an inbox that has not switched it on, and nothing is in its script", async () => {
  const refused = await openPage(many.url, "dark").post("", {});
  expect([refused.status, await refused.json()]).toMatchObject([403, { error: { code: "forbidden" } }]);
  expect(await (await fetch(`${many.url}/i/dark/widget.js`)).text()).not.toContain("live.js");
  expect(await (await fetch(`${many.url}/i/shop/widget.js`)).text()).toContain("live.js");
  expect((await look(await many.member("Dan", ["dark"]))).on).toBe(false);
});

test("[O1] who asks not to be followed is not", async () => {
  // Others of this file may have been there for too long by then.
  const there = async () => (await look(ann)).people.map(({ id }) => id);
  const before = await there();
  for (const header of ["dnt", "sec-gpc"]) {
    const page = openPage(many.url, "shop");
    const told = await page.post(
      "",
      { key: page.key, page: { url: "https://shop.example/" }, locale: "en" },
      { [header]: "1" },
    );
    expect(await told.json()).toEqual({ every: 0 });
  }
  expect((await there()).filter((id) => !before.includes(id))).toEqual([]);
});

test("[O2] of a page's address nothing is kept that could be a key, and of who is there no address", async () => {
  const page = openPage(many.url, "shop", {
    page: {
      url: "https://ann:pw@shop.example/cart/7?token=abc&utm_source=mail&utm_term=a@b.example#access=1",
      title: "Cart",
    },
    from: "https://search.example/?q=private+words",
    locale: "zh-CN",
    visits: 3,
  });
  expect((await page.tell()).every).toBeGreaterThan(0);
  const { people } = await look(ann, { page: "/cart/7" });
  expect(people).toHaveLength(1);
  expect(people[0]).toMatchObject({
    page: { url: "https://shop.example/cart/7?utm_source=mail", title: "Cart" },
    from: "https://search.example/",
    locale: "zh-CN",
    visits: 3,
  });
  const words = JSON.stringify(people);
  for (const secret of [page.key, "127.0.0", "abc", "pw", "private"]) expect(words).not.toContain(secret);
});

test("[O2] whatever a page tells is answered, and what is no page is nobody", async () => {
  const page = openPage(many.url, "shop");
  // Others of this file may have been there for too long by then.
  const there = async () => (await look(ann)).people.map(({ id }) => id);
  const before = await there();
  const good = { key: page.key, page: { url: "https://shop.example/" }, locale: "en", visits: 1 };
  const bad = [
    null,
    [],
    "words",
    { ...good, key: "short" },
    { ...good, page: { url: "x".repeat(3_000) } },
    { ...good, page: {} },
    { ...good, token: { $ne: "" } },
    { ...good, shown: "{}" },
  ];
  for (const said of bad) expect((await page.post("", said)).status, JSON.stringify(said)).toBe(400);
  expect((await page.post("", { ...good, from: "x".repeat(20_000) })).status).toBe(413);
  expect((await fetch(`${many.url}/i/shop/live`, { method: "POST", body: "{" })).status).toBe(400);
  expect((await fetch(`${many.url}/i/nowhere/live`, { method: "POST", body: "{}" })).status).toBe(404);
  for (const url of ["javascript:alert(1)", "data:text/html,x", "about:blank", "not an address"]) {
    expect((await page.post("", { ...good, page: { url } })).status).toBe(200);
  }
  expect((await there()).filter((id) => !before.includes(id))).toEqual([]);
});

test("[O2] a page of a site that the inbox does not name tells nothing", async () => {
  await many.boss.call("POST", "/inboxes", {
    id: "strict",
    name: "Strict",
    settings: { live: { on: true }, allowedOrigins: ["https://shop.example"] },
  });
  const from = async (origin: string) => (await openPage(many.url, "strict").post("", {}, { origin })).status;
  expect(await from("https://other.example")).toBe(403);
  expect(await from("https://shop.example")).toBe(400);
});

test("[O3] who came last stands first, and filters leave out the others", async () => {
  await openPage(many.url, "de", { page: { url: "https://de.example/one" }, visits: 2 }).tell();
  await openPage(many.url, "de", { page: { url: "https://de.example/two", title: "Schuhe" } }).tell();
  expect(urls(await look(dora))).toEqual(["/two", "/one"]);
  expect(urls(await look(dora, { returning: true }))).toEqual(["/one"]);
  expect(urls(await look(dora, { returning: false }))).toEqual(["/two"]);
  expect(urls(await look(dora, { page: "SCHUHE" }))).toEqual(["/two"]);
  expect(urls(await look(dora, { talking: true }))).toEqual([]);
  expect(urls(await look(dora, { inboxId: "shop" }))).toEqual([]);
});

test("[O3] who is known has a name, and what they have going on is told", async () => {
  const bea = await visitor(many.url, { inbox: "shop" });
  await bea.ask("identify", { name: "Bea" });
  const page = openPage(many.url, "shop", { page: { url: "https://shop.example/bea" }, token: bea.welcome.token });
  await page.tell();
  const seen = async () => (await look(ann, { page: "/bea" })).people[0];
  expect(await seen()).toMatchObject({ name: "Bea" });
  expect(await seen()).not.toHaveProperty("conversation");
  await bea.send("hello");
  const { id } = bea.welcome.conversation;
  expect(await seen()).toMatchObject({ conversation: { id } });
  expect(urls(await look(ann, { talking: true }))).toContain("/bea");
  expect(urls(await look(ann, { talking: false }))).not.toContain("/bea");
});

test("[O4] nobody sees who is on the site of an inbox that they do not see", async () => {
  await openPage(many.url, "shop", { page: { url: "https://shop.example/secret" } }).tell();
  expect(urls(await look(ann))).toContain("/secret");
  expect(urls(await look(dora))).not.toContain("/secret");
  expect(urls(await look(dora, { inboxId: "shop" }))).toEqual([]);
  const there = (await look(ann, { page: "/secret" })).people[0];
  const ofDora = await agentSocket(many.url, dora);
  const invite = { id: "invite-dora", inboxId: "shop", to: there?.id, text: "Hello" };
  await expect(ofDora.ask("invite", invite)).rejects.toMatchObject({
    data: { code: "forbidden", details: { reason: "inbox" } },
  });
});

test("[O5] who leaves is gone at once, and nothing is stored of who only looks", async () => {
  const { dialog, users } = many.engine.services;
  const count = async () => (await dialog.list({ limit: 500 })).length;
  const before = await count();
  const page = openPage(many.url, "shop", { page: { url: "https://shop.example/leaving" } });
  await page.tell();
  expect(urls(await look(ann))).toContain("/leaving");
  await page.tell({ gone: true });
  expect(urls(await look(ann))).not.toContain("/leaving");
  expect([await count(), await dialog.siteInvitations({})]).toEqual([before, []]);
  expect(await users.visitors({ ids: [page.key] })).toEqual([]);
  // Going to the next page is no new visit.
  await page.tell({ page: { url: "https://shop.example/next" } });
  expect(urls(await look(ann))).toContain("/next");
});

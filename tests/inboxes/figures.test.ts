import { type ContactDetails, type ContactPage, newId, type Report } from "@parley/protocol";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Api } from "../support/agent.ts";
import { type Many, startMany } from "./many.ts";

let many: Many;
/** Sees `shop` and `web`, not `de`. */
let sue: Api;

beforeAll(async () => {
  many = await startMany(["shop", "de"]);
  sue = await many.member("Sue", ["web", "shop"], "supervisor");
});
afterAll(() => many.stop());

test("[H14, K6] contacts of other inboxes are refused at every route; of who is in several, the rest is said to be there", async () => {
  const { users } = many.engine.services;
  const [shop, de, whole] = [await many.waiting("shop"), await many.waiting("de"), await many.waiting("shop")];
  const elsewhere = await many.waiting("de");
  await users.mergeContacts({ into: whole.visitorId, from: elsewhere.visitorId, how: "hand", by: "owner" });
  const page = await sue.call<ContactPage>("GET", "/contacts?limit=200");
  const listed = page.contacts.map((contact) => contact.id);
  expect([shop, de, whole].map(({ visitorId }) => listed.includes(visitorId))).toEqual([true, false, true]);
  expect(page.total).toBe(page.contacts.length);

  const routes: readonly [string, string, unknown?][] = [
    ["GET", ""],
    ["GET", "/conversations"],
    ["PATCH", "", { version: 0, change: { name: "X" } }],
    ["POST", "/notes", { id: newId(), text: "x" }],
    ["DELETE", "/notes/none", {}],
    ["POST", "/merge", { from: shop.visitorId }],
    ["POST", "/unmerge", { merge: "none" }],
  ];
  for (const [method, path, body] of routes) {
    const asked = sue.call(method, `/contacts/${de.visitorId}${path}`, body);
    await expect(asked, `${method} ${path}`).rejects.toMatchObject({
      status: 403,
      error: { details: { reason: "inbox" } },
    });
  }
  const merging = sue.call("POST", `/contacts/${shop.visitorId}/merge`, { from: de.visitorId });
  await expect(merging).rejects.toMatchObject({ status: 403 });

  const details = await sue.call<ContactDetails>("GET", `/contacts/${whole.visitorId}`);
  expect(details).toMatchObject({ others: true, identities: [{ inboxId: "shop" }] });
  expect(details.conversations.map(({ conversation }) => conversation.id)).toEqual([whole.conversationId]);
  const all = await many.boss.call<ContactDetails>("GET", `/contacts/${whole.visitorId}`);
  expect([all.conversations.length, all.identities.length, all.others]).toEqual([2, 2, undefined]);
  expect(await sue.call("GET", `/contacts/${shop.visitorId}`)).not.toHaveProperty("others");
});

test("[H14] reports count what is seen, and of an inbox what was in it", async () => {
  const { analytics, dialog } = many.engine.services;
  const places = [await many.waiting("shop"), await many.waiting("de"), await many.waiting("de")];
  for (const { conversationId } of places) {
    const { conversation } = await dialog.get({ conversationId });
    await analytics.follow({ heads: [{ conversationId, seq: conversation.seq }] });
  }
  const range = `/report?from=${Date.now() - 3_600_000}&to=${Date.now() + 1_000}`;
  const count = async (who: Api, more = "") => (await who.call<Report>("GET", range + more)).conversations;
  const counts = async () => ({
    whole: await count(many.boss),
    web: await count(many.boss, "&inbox=web"),
    shop: await count(many.boss, "&inbox=shop"),
    de: await count(many.boss, "&inbox=de"),
    seen: await count(sue),
    seenInShop: await count(sue, "&inbox=shop"),
    english: await count(many.boss, "&language=en"),
    chinese: await count(many.boss, "&language=zh"),
  });
  // What was said elsewhere in this file may be counted between two of them.
  const fit = async () => {
    const { whole, web, shop, de, ...others } = await counts();
    expect([de >= 2, shop >= 1]).toEqual([true, true]);
    expect({ web, ...others }).toEqual({
      web: whole - shop - de,
      seen: whole - de,
      seenInShop: shop,
      english: whole,
      chinese: 0,
    });
  };
  await vi.waitFor(fit, 60_000);
  await expect(count(sue, "&inbox=de")).rejects.toMatchObject({ status: 403 });
});

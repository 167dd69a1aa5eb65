import type { ContactFilter, ContactSort, Locale } from "@parley/protocol";
import { expect, test } from "vitest";
import { codeOf, DAY } from "../users.test.kit.ts";
import { createCards } from "./cards.ts";
import { AMY, openContacts } from "./contacts.test.kit.ts";
import { createDirectory } from "./directory.ts";
import { createTrees } from "./tree.ts";

/** Five contacts who differ in all that can be asked for. */
async function openList() {
  const all = await openContacts();
  const { users, clock } = all;
  const ids: Record<string, string> = {};
  const add = async (name: string, profile: object, inbox = "web", locale: Locale = "en") => {
    clock.now += 1000;
    const { id } = await users.reach({ inboxId: inbox, externalId: name, locale, profile: { name, ...profile } });
    ids[name] = id;
  };
  await add("王小明", { phone: "+86 138-1234 5678", attributes: { plan: "pro", orders: 3 } }, "wechat", "zh-CN");
  await add("Zoë Adams", { email: "zoe.adams@shop.example", userId: "U-77" });
  await add("李雷", { email: "LILEI@qq.example", attributes: { plan: "Pro" } }, "web", "zh-CN");
  await add("adam 10", { attributes: { vip: true } });
  await add("adam 9", {}, "mail");
  await users.verifyVisitor({ visitorId: ids["Zoë Adams"] ?? "", userId: "U-77" });
  await users.putContact({ id: ids["李雷"], version: 1, change: { tags: ["vip", "北京"] }, by: AMY });
  const page = (
    filter: ContactFilter,
    more: { sort?: ContactSort; after?: string; limit?: number; locale?: Locale } = {},
  ) => users.contacts({ filter, limit: 50, ...more });
  const names = async (...asked: Parameters<typeof page>) => (await page(...asked)).contacts.map(({ name }) => name);
  return { ...all, ids, page, names };
}

test("[K7] contacts are found by parts of all that they are called, in any script, however a number is written", async () => {
  const { names } = await openList();
  const found: Record<string, string[]> = {
    王小: ["王小明"],
    小明: ["王小明"],
    "ADAM zoë": ["Zoë Adams"],
    dams: ["Zoë Adams"],
    "lilei@QQ": ["李雷"],
    "u-77": ["Zoë Adams"],
    "138 1234-56": ["王小明"],
    "5678": ["王小明"],
    ＡＤＡＭ: ["adam 9", "adam 10", "Zoë Adams"],
    nobody: [],
  };
  for (const [search, expected] of Object.entries(found)) expect(await names({ search }), search).toEqual(expected);
});

test("[K7] contacts are found by all that is asked for together", async () => {
  const { names, clock, ids, users } = await openList();
  const cases: [ContactFilter, string[]][] = [
    [{ verified: true }, ["Zoë Adams"]],
    [{ verified: false, search: "adam" }, ["adam 9", "adam 10"]],
    [{ tag: "北京" }, ["李雷"]],
    [{ inbox: "wechat" }, ["王小明"]],
    [{ language: "zh" }, ["李雷", "王小明"]],
    [{ attribute: { name: "plan", value: "pro" } }, ["李雷", "王小明"]],
    [{ attribute: { name: "orders", value: "3" } }, ["王小明"]],
    [{ attribute: { name: "vip", value: "true" }, tag: "vip" }, []],
    [{ attribute: { name: "constructor", value: "" } }, []],
    [{ seenSince: clock.now - 1500 }, ["adam 9", "adam 10"]],
    [{}, ["adam 9", "adam 10", "李雷", "Zoë Adams", "王小明"]],
  ];
  for (const [filter, expected] of cases) expect(await names(filter), JSON.stringify(filter)).toEqual(expected);
  clock.now += 10 * DAY;
  await users.reach({ inboxId: "mail", externalId: "adam 9", locale: "en" });
  expect(await names({ seenWithin: 5 })).toEqual(["adam 9"]);
  expect(ids["adam 9"]).toBeDefined();
});

test("[K7] lists are sorted as their reader sorts, and paged without a seam while they change", async () => {
  const { names, page, users, visitor } = await openList();
  expect(await names({}, { sort: "name" })).toEqual(["adam 9", "adam 10", "Zoë Adams", "李雷", "王小明"]);
  expect(await names({ language: "zh" }, { sort: "name", locale: "zh-CN" })).toEqual(["李雷", "王小明"]);
  expect(await names({}, { sort: "created" })).toEqual(["adam 9", "adam 10", "李雷", "Zoë Adams", "王小明"]);
  for (const sort of ["seen", "name", "created"] as const) {
    const seen: (string | undefined)[] = [];
    const known = (name?: string) => !name?.startsWith("new");
    const whole = (await names({}, { sort })).filter(known);
    for (let after: string | undefined; ;) {
      const { contacts, next, total } = await page({}, { sort, limit: 2, ...(after !== undefined && { after }) });
      expect(total).toBeGreaterThanOrEqual(5);
      seen.push(...contacts.map(({ name }) => name));
      if (next === undefined) break;
      after = next;
      // Somebody comes who would stand on a page that was read already, or at the end.
      if (sort === "seen")
        await users.updateVisitor({ visitorId: await visitor(), profile: { name: `new ${seen.length}` } });
    }
    expect(seen.filter(known)).toEqual(whole);
  }
  expect(await codeOf(page({}, { after: "nonsense" }))).toBe("invalid");
});

test("[K7] lists show what was changed a moment ago, also by another node, and one line for what was merged", async () => {
  const { users, create, names, ids, page, clock } = await openList();
  expect((await page({})).total).toBe(5);
  const other = create();
  const id = ids["adam 9"] ?? "";
  await other.putContact({ id, version: 1, change: { name: "Adam Nine" }, by: AMY });
  expect(await names({ search: "nine" })).toEqual(["Adam Nine"]);
  expect(await names({ search: "adam 9" })).toEqual(["Adam Nine"]);
  const into = ids["王小明"] ?? "";
  const { merged } = await other.mergeContacts({ into, from: id, how: "hand", by: "amy" });
  expect((await page({})).total).toBe(4);
  expect(await names({ search: "nine" })).toEqual(["王小明"]);
  expect(await names({ inbox: "mail" })).toEqual(["王小明"]);
  await other.unmergeContacts({ contactId: id, merge: merged[0]?.id ?? "" });
  expect((await page({})).total).toBe(5);
  expect(await names({ inbox: "mail" })).toEqual(["Adam Nine"]);
  clock.now += DAY;
  await other.eraseContact({ id, by: "amy" });
  expect((await page({})).total).toBe(4);
  expect(await names({ search: "nine" })).toEqual([]);
  expect((await users.contact({ id })).contact).not.toHaveProperty("name");
});

test("[K7] of more contacts than are looked through those changed last are, and the list says so", async () => {
  const { store, clock } = await openContacts();
  const cards = createCards(store, () => clock.now);
  const docs = Array.from({ length: 2500 }, (_, at) => {
    const nothing = { said: {}, own: { name: `N${at}` }, tags: [], notes: [], consents: [], heard: -1 };
    // Many of the same moment, as an import makes them.
    const changedAt = 1000 * Math.floor(at / 1200);
    return { _id: `c${String(at).padStart(4, "0")}`, ...nothing, createdAt: at, changedAt, version: 1, revision: 0 };
  });
  await cards.cards.insertMany(docs);
  const all = createDirectory({ cards: cards.cards, trees: createTrees(cards), now: () => clock.now });
  expect((await all.all()).rows.size).toBe(2500);
  expect((await all.all()).partial).toBe(false);
  const some = createDirectory({ cards: cards.cards, trees: createTrees(cards), now: () => clock.now, most: 1000 });
  const { rows, partial } = await some.all();
  expect(partial).toBe(true);
  expect(rows.has("c2499")).toBe(true);
  expect(rows.has("c0000")).toBe(false);
});

test("segments are kept by name for all, and changed by who saw them as they stand", async () => {
  const { users } = await openContacts();
  const segment = { id: "vips", name: "重要客户", filter: { tag: "vip", seenWithin: 30 }, sort: "name" as const };
  const saved = await users.putSegment({ segment: { ...segment, version: 0 }, by: "amy" });
  expect(saved).toMatchObject({ ...segment, version: 1, by: "amy" });
  expect(await codeOf(users.putSegment({ segment: { ...segment, version: 0 }, by: "bob" }))).toBe("conflict");
  const { id, filter } = segment;
  await users.putSegment({ segment: { id, filter, name: "VIP", version: 1 }, by: "bob" });
  expect(await codeOf(users.putSegment({ segment: { ...segment, version: 1 }, by: "amy" }))).toBe("conflict");
  expect(await users.segments({})).toMatchObject([{ id: "vips", name: "VIP", version: 2 }]);
  expect((await users.segments({}))[0]).not.toHaveProperty("sort");
  expect(await codeOf(users.removeSegment({ id: "vips", version: 1, by: "amy" }))).toBe("conflict");
  await users.removeSegment({ id: "vips", version: 2, by: "amy" });
  await users.removeSegment({ id: "vips", version: 2, by: "amy" });
  expect(await users.segments({})).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { allStored, codeOf, DAY, MINUTE, openUsers, SECOND } from "./users.test.kit.ts";

describe("a visitor", () => {
  test("is made with a token of 256 random bits that proves who he is from then on", async () => {
    const { users, create } = await openUsers();
    const made = await users.createVisitor({ locale: "zh-CN", page: { url: "https://shop.example/" } });
    expect(made.token).toMatch(/^pv_[\w-]{43}$/);
    expect(await users.authenticateVisitor({ token: made.token })).toEqual(made.visitor);
    expect(await create().authenticateVisitor({ token: made.token })).toEqual(made.visitor);
    const other = await users.createVisitor({ locale: "en" });
    expect(other.visitor.id).not.toBe(made.visitor.id);
    expect(other.token).not.toBe(made.token);
  });

  test("has a token of which only the hash is stored", async () => {
    const { users, store } = await openUsers();
    const { token } = await users.createVisitor({ locale: "en" });
    expect(await allStored(store)).not.toContain(token.slice(3));
  });

  test.each(["", "pv_", "pv_unknown", "owner", `pv_${"x".repeat(43)}`])(
    "is refused with a token that nobody has: %j",
    async (token) => {
      const { users } = await openUsers();
      expect(await codeOf(users.authenticateVisitor({ token }))).toBe("unauthorized");
    },
  );

  test("cannot use the hash of a token, nor a member's session, as a token", async () => {
    const { users, store, owner } = await openUsers();
    await users.createVisitor({ locale: "en" });
    const [stored] = await store.collection("visitorTokens").find({});
    expect(await codeOf(users.authenticateVisitor({ token: stored?._id ?? "" }))).toBe("unauthorized");
    expect(await codeOf(users.authenticateVisitor({ token: (await owner()).token }))).toBe("unauthorized");
  });

  test("is forgotten by a token that 180 days nobody used, and not by one in use", async () => {
    const { users, clock } = await openUsers();
    const { token } = await users.createVisitor({ locale: "en" });
    clock.now += 179 * DAY;
    await users.authenticateVisitor({ token });
    clock.now += 179 * DAY;
    await users.authenticateVisitor({ token });
    clock.now += 180 * DAY;
    expect(await codeOf(users.authenticateVisitor({ token }))).toBe("unauthorized");
  });

  test("was not here for a look aside: neither are they seen by it, nor does their token go on", async () => {
    const { users, clock } = await openUsers();
    const { token, visitor } = await users.createVisitor({ locale: "en" });
    clock.now += 170 * DAY;
    expect(await users.authenticateVisitor({ token, aside: true })).toEqual(visitor);
    expect(await users.visitors({ ids: [visitor.id] })).toEqual([visitor]);
    clock.now += 10 * DAY;
    expect(await codeOf(users.authenticateVisitor({ token }))).toBe("unauthorized");
  });

  test("has expired tokens removed from the store in the course of time", async () => {
    const { users, clock, store } = await openUsers();
    await users.createVisitor({ locale: "en" });
    clock.now += 181 * DAY;
    await users.createVisitor({ locale: "en" });
    expect(await store.collection("visitorTokens").count({})).toBe(1);
  });

  test("loses all tokens at once when he says forget me, without others losing theirs", async () => {
    const { users } = await openUsers();
    const gone = await users.createVisitor({ locale: "en" });
    const other = await users.createVisitor({ locale: "en" });
    await users.authenticateVisitor({ token: gone.token });
    await users.forgetVisitor({ visitorId: gone.visitor.id });
    expect(await codeOf(users.authenticateVisitor({ token: gone.token }))).toBe("unauthorized");
    expect(await users.authenticateVisitor({ token: other.token })).toEqual(other.visitor);
  });

  test("who was not seen for long is somebody of whom nothing is known, and comes back as himself", async () => {
    const { users, clock } = await openUsers();
    const page = { url: "https://shop.example/cart", title: "Cart" };
    const gone = await users.createVisitor({ locale: "zh-CN", page, browser: "Firefox" });
    await users.updateVisitor({ visitorId: gone.visitor.id, profile: { name: "Lin", email: "lin@example.com" } });
    clock.now += 60 * MINUTE;
    const here = await users.createVisitor({ locale: "en", page });
    await users.updateVisitor({ visitorId: here.visitor.id, profile: { name: "Here" } });
    const ids = [gone.visitor.id, here.visitor.id];
    await users.eraseVisitors({ ids, before: clock.now - MINUTE });
    const known = new Map((await users.visitors({ ids })).map((visitor) => [visitor.id, visitor]));
    expect(known.get(here.visitor.id)).toMatchObject({ profile: { name: "Here" }, page });
    const { id, firstSeenAt, lastSeenAt } = gone.visitor;
    expect(known.get(id)).toEqual({ id, profile: {}, locale: "zh-CN", firstSeenAt, lastSeenAt });
    expect((await users.authenticateVisitor({ token: gone.token })).id).toBe(id);
  });

  test("that was forgotten in another process is known here for five seconds at most", async () => {
    const { users, create, clock } = await openUsers();
    const { token, visitor } = await users.createVisitor({ locale: "en" });
    await users.authenticateVisitor({ token });
    await create().forgetVisitor({ visitorId: visitor.id });
    clock.now += 5 * SECOND;
    expect(await codeOf(users.authenticateVisitor({ token }))).toBe("unauthorized");
  });

  test("is seen when he comes, to the minute", async () => {
    const { users, clock } = await openUsers();
    const { token, visitor } = await users.createVisitor({ locale: "en" });
    clock.now += 30 * SECOND;
    expect((await users.authenticateVisitor({ token })).lastSeenAt).toBe(visitor.firstSeenAt);
    clock.now += MINUTE;
    expect((await users.authenticateVisitor({ token })).lastSeenAt).toBe(clock.now);
    expect((await users.authenticateVisitor({ token })).firstSeenAt).toBe(visitor.firstSeenAt);
  });
});

describe("what is known of a visitor", () => {
  test("grows with what is said; an empty text removes a field", async () => {
    const { users } = await openUsers();
    const { visitor, token } = await users.createVisitor({ locale: "en" });
    const visitorId = visitor.id;
    await users.updateVisitor({
      visitorId,
      profile: { name: "小明", email: "ming@x.example", attributes: { plan: "pro", age: 3 } },
    });
    await users.updateVisitor({
      visitorId,
      locale: "zh-CN",
      profile: { email: "", attributes: { plan: "", vip: true } },
    });
    const known = await users.authenticateVisitor({ token });
    expect(known.profile).toEqual({ name: "小明", attributes: { age: 3, vip: true } });
    expect(known.locale).toBe("zh-CN");
  });

  test("loses nothing when fields are said at the same time", async () => {
    const { users } = await openUsers();
    const { visitor } = await users.createVisitor({ locale: "en" });
    const names = Array.from({ length: 20 }, (_, index) => `field${index}`);
    await Promise.all(
      names.map((name) => users.updateVisitor({ visitorId: visitor.id, profile: { attributes: { [name]: true } } })),
    );
    const [known] = await users.visitors({ ids: [visitor.id] });
    expect(Object.keys(known?.profile.attributes ?? {}).sort()).toEqual(names.sort());
  });

  test("has limits: 50 attributes, short texts, plain names", async () => {
    const { users } = await openUsers();
    const { visitor } = await users.createVisitor({ locale: "en", browser: "b".repeat(5000) });
    const visitorId = visitor.id;
    expect(visitor.browser).toHaveLength(300);
    const many = (from: number, to: number) =>
      Object.fromEntries(Array.from({ length: to - from }, (_, index) => [`a${from + index}`, index]));
    const say = (attributes: Record<string, string | number>) =>
      users.updateVisitor({ visitorId, profile: { attributes } });
    await say(many(0, 50));
    expect(await codeOf(say(many(50, 51)))).toBe("invalid");
    expect(await codeOf(say({ a0: "x".repeat(201) }))).toBe("invalid");
    for (const name of ["$where", "a.b", "a\0b", ""]) expect(await codeOf(say({ a0: "", [name]: 1 }))).toBe("invalid");
    const [known] = await users.visitors({ ids: [visitorId] });
    expect(known?.profile.attributes).toEqual(many(0, 50));
  });

  test("has no prototype that could be changed", async () => {
    const { users } = await openUsers();
    const { visitor } = await users.createVisitor({ locale: "en" });
    const attributes = JSON.parse('{"__proto__":"x","constructor":"y","fine":1}') as Record<string, string>;
    const known = await users.updateVisitor({ visitorId: visitor.id, profile: { attributes } });
    expect(known.profile.attributes).toEqual({ fine: 1 });
  });

  test("is nothing of somebody who does not exist", async () => {
    const { users } = await openUsers();
    expect(await codeOf(users.updateVisitor({ visitorId: "nobody", profile: { name: "x" } }))).toBe("notFound");
    expect(await codeOf(users.updateVisitor({ visitorId: "nobody", locale: "en" }))).toBe("notFound");
    const { visitor } = await users.createVisitor({ locale: "en" });
    expect(await users.visitors({ ids: [visitor.id, "nobody"] })).toEqual([visitor]);
    expect(await users.visitors({ ids: [] })).toEqual([]);
  });
});

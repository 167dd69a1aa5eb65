import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import type { ProvenValue } from "../contract.ts";
import { codeOf, MINUTE } from "../users.test.kit.ts";
import { openContacts } from "../contacts/contacts.test.kit.ts";

const UNION: ProvenValue = { kind: "unionid", value: "o6_b" };
const PHONE: ProvenValue = { kind: "phone", value: "+8613800138000" };
const MAIL: ProvenValue = { kind: "email", value: "lin@x.example" };

async function openProving() {
  const all = await openContacts();
  const { users } = all;
  /** Somebody on a channel, of whom the platform proves something. */
  const on = async (inboxId: string, externalId: string, ...values: ProvenValue[]) => {
    const { id } = await users.reach({ inboxId, externalId, locale: "en" });
    await users.proven({ visitorId: id, values });
    return id;
  };
  const areOne = async (a: string, b: string) => (await all.visitorsOf(a)).includes(b);
  const trail = async () => (await users.audit({ limit: 100 })).map(({ action }) => action).toReversed();
  return { ...all, on, areOne, trail };
}

const rows: [string, ProvenValue, ProvenValue, boolean][] = [
  ["the same unionid", UNION, UNION, true],
  ["another unionid", UNION, { ...UNION, value: "o6_c" }, false],
  ["the same number, however it is written", PHONE, { kind: "phone", value: "0086 (138) 0013-8000" }, true],
  ["a number without its country", PHONE, { kind: "phone", value: "13800138000" }, false],
  ["the same address, in whatever case", MAIL, { kind: "email", value: " Lin@X.example" }, true],
  ["what is no address", { kind: "email", value: "lin" }, { kind: "email", value: "lin" }, false],
  ["the same of Telegram, with another bot", { kind: "telegram", value: "7" }, { kind: "telegram", value: "7" }, true],
  ["the same words of another kind", { kind: "unionid", value: "7" }, { kind: "telegram", value: "7" }, false],
];

test.for(rows)("[K9] %s: whether it makes two one, whoever comes first", async ([, one, other, areOne]) => {
  for (const [first, second] of [
    [one, other],
    [other, one],
  ] as const) {
    const all = await openProving();
    const [a, b] = [await all.on("wechat", "a", first), await all.on("whatsapp", "b", second)];
    expect(await all.areOne(a, b)).toBe(areOne);
    expect(await all.trail()).toEqual(areOne ? ["merge:proof"] : []);
  }
});

test("[K9] what people say of themselves joins nobody: neither a typed address nor a typed number", async () => {
  const all = await openProving();
  const a = await all.on("whatsapp", "a", PHONE, MAIL);
  const b = await all.visitor("Lin");
  await all.users.updateVisitor({ visitorId: b, profile: { phone: PHONE.value, email: MAIL.value } });
  expect(await all.areOne(a, b)).toBe(false);
});

test("[K9] it happens once, is in the trail, and stays undone when a member parted them", async () => {
  const all = await openProving();
  const [a, b] = [await all.on("one", "a", UNION), await all.on("two", "b", UNION)];
  const { merged } = await all.contact(a);
  expect(merged).toMatchObject([{ contactId: b, into: a, how: "proof" }]);
  await all.users.unmergeContacts({ contactId: b, merge: merged[0]?.id ?? "", by: "amy" });
  await all.on("two", "b", UNION);
  await all.create().proven({ visitorId: b, values: [UNION] });
  expect(await all.areOne(a, b)).toBe(false);
  // Something else that is proven of both is a reason of its own.
  await all.on("one", "a", PHONE);
  await all.on("two", "b", PHONE);
  expect(await all.areOne(a, b)).toBe(true);
});

test("[K9] at the same moment, on two nodes, they become one", async () => {
  const all = await openProving();
  const [a, b] = [await all.on("one", "a"), await all.on("two", "b")];
  await Promise.all([
    all.users.proven({ visitorId: a, values: [UNION] }),
    all.create().proven({ visitorId: b, values: [UNION] }),
  ]);
  expect(await all.areOne(a, b)).toBe(true);
});

test("[K9] who are proven to be two users stay two, whatever else is the same, and members read that it was refused", async () => {
  const all = await openProving();
  const [a, b] = [await all.proven("1"), await all.proven("2")];
  await all.users.proven({ visitorId: a, values: [PHONE] });
  await all.users.proven({ visitorId: b, values: [PHONE] });
  expect(await all.areOne(a, b)).toBe(false);
  expect(await all.trail()).toEqual(["mergeRefused:proof"]);
  // Who is neither goes to whom it was proven of first.
  const c = await all.on("whatsapp", "c", PHONE);
  expect([await all.areOne(c, a), await all.areOne(c, b)]).toEqual([true, false]);
});

test("[K9] what was proven is kept as no word, and is gone with the contact or the visitor that is erased", async () => {
  const all = await openProving();
  const stored = async () => JSON.stringify(await all.store.collection("provenValues").find({}));
  const [a, b] = [await all.on("one", "a", PHONE, MAIL), await all.on("two", "b", PHONE)];
  expect(await stored()).not.toMatch(/138|lin@/);
  const { visitorIds } = await all.users.eraseContact({ id: a, by: "amy" });
  expect(visitorIds.toSorted()).toEqual([a, b].toSorted());
  expect(await stored()).toBe("[]");
  const c = await all.on("three", "c", PHONE);
  await all.users.forgetVisitor({ visitorId: c });
  const d = await all.on("four", "d", PHONE);
  all.clock.now += 2 * MINUTE;
  await all.users.eraseVisitors({ ids: [d], before: all.clock.now });
  expect(await stored()).toBe("[]");
});

const SECRET_CLAIMS = { email: "Lin@x.example", phone: "+86 138 0013 8000" };

async function siteProof(all: Awaited<ReturnType<typeof openProving>>, userId: string, claims: object) {
  const { users, owner, clock } = all;
  const { member } = await owner();
  const { secret } = await users.makeIdentityKey({ inboxId: "web", by: member.id, current: "correct horse battery" });
  const now = Math.floor(clock.now / 1_000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const body = `${part({ alg: "HS256" })}.${part({ sub: userId, exp: now + 60, ...claims })}`;
  return `${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`;
}

test.for([
  ["that the site has tried", { email_verified: true, phone_number_verified: true }, true],
  ["that somebody only typed on the site", {}, false],
  ["of which the site says anything else", { email_verified: "true", phone_number_verified: 1 }, false],
] as const)("[K9, I3] an address and a number %s", async ([, how, areOne]) => {
  const all = await openProving();
  const [mail, phone] = [await all.on("email", "a", MAIL), await all.on("whatsapp", "b", PHONE)];
  const token = await siteProof(all, "u1", { ...SECRET_CLAIMS, ...how });
  const signed = await all.users.prove({ inboxId: "web", proof: { token }, locale: "en" });
  if ("refused" in signed) throw new Error(signed.refused.message);
  expect([await all.areOne(signed.visitorId, mail), await all.areOne(signed.visitorId, phone)]).toEqual([
    areOne,
    areOne,
  ]);
});

test("[K10] a code of who is signed in, sent by somebody on a channel, makes them one; it is used once, and asked again says the same", async () => {
  const all = await openProving();
  const { users } = all;
  const [user, there, other] = [await all.proven("7"), await all.on("wechat", "w"), await all.on("weibo", "x")];
  const { code } = await users.makeLinkCode({ visitorId: user });
  expect(await users.useLinkCode({ code, visitorId: there })).toEqual({ is: "linked", visitorId: user });
  expect(await all.areOne(user, there)).toBe(true);
  expect(await users.useLinkCode({ code, visitorId: there })).toEqual({ is: "linked", visitorId: user });
  expect(await users.useLinkCode({ code, visitorId: other })).toEqual({ is: "wrong" });
  expect(await all.areOne(user, other)).toBe(false);
  const [merge] = (await all.contact(user)).merged;
  await users.unmergeContacts({ contactId: there, merge: merge?.id ?? "", by: "amy" });
  expect(await all.areOne(user, there)).toBe(false);
});

test("[K10] only who is signed in gets a code; a new one ends the one before, and all end after ten minutes", async () => {
  const all = await openProving();
  const { users, clock } = all;
  const [user, there] = [await all.proven("7"), await all.on("wechat", "w")];
  expect(await codeOf(users.makeLinkCode({ visitorId: await all.visitor() }))).toBe("forbidden");
  expect(await codeOf(users.makeLinkCode({ visitorId: "nobody" }))).toBe("forbidden");
  const before = await users.makeLinkCode({ visitorId: user });
  const { code, expiresAt } = await users.makeLinkCode({ visitorId: user });
  expect(expiresAt).toBe(clock.now + 10 * MINUTE);
  expect(await users.useLinkCode({ code: before.code, visitorId: there })).toEqual({ is: "wrong" });
  clock.now = expiresAt;
  expect(await users.useLinkCode({ code, visitorId: there })).toEqual({ is: "wrong" });
  expect(await all.areOne(user, there)).toBe(false);
});

test("[K10] two users never become one by a code, and who belongs to one of them stays theirs", async () => {
  const all = await openProving();
  const { users } = all;
  const [one, two, there] = [await all.proven("1"), await all.proven("2"), await all.on("wechat", "w")];
  const codeOfOne = (await users.makeLinkCode({ visitorId: one })).code;
  await users.useLinkCode({ code: codeOfOne, visitorId: there });
  const codeOfTwo = (await users.makeLinkCode({ visitorId: two })).code;
  expect(await users.useLinkCode({ code: codeOfTwo, visitorId: there })).toEqual({ is: "somebodyElse" });
  expect([await all.areOne(one, there), await all.areOne(two, there)]).toEqual([true, false]);
});

test("[K10] guessing is slowed down after five tries, and so is asking for codes", async () => {
  const all = await openProving();
  const { users, clock } = all;
  const [user, there] = [await all.proven("7"), await all.on("wechat", "w")];
  for (let time = 0; time < 5; time += 1)
    expect(await users.useLinkCode({ code: `AAAAAAA${time}`, visitorId: there })).toEqual({ is: "wrong" });
  const { code } = await users.makeLinkCode({ visitorId: user });
  expect(await users.useLinkCode({ code, visitorId: there })).toEqual({ is: "tooMany" });
  clock.now += MINUTE;
  expect(await users.useLinkCode({ code, visitorId: there })).toMatchObject({ is: "linked" });
  for (let time = 0; time < 4; time += 1) await users.makeLinkCode({ visitorId: user });
  expect(await codeOf(users.makeLinkCode({ visitorId: user }))).toBe("tooMany");
});

test("[K10] a code goes with who is forgotten", async () => {
  const all = await openProving();
  const user = await all.proven("7");
  const { code } = await all.users.makeLinkCode({ visitorId: user });
  await all.users.eraseContact({ id: user, by: "amy" });
  expect(await all.users.useLinkCode({ code, visitorId: await all.on("wechat", "w") })).toEqual({ is: "wrong" });
});

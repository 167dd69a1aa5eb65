import { expect, test } from "vitest";
import { codeOf, refusal } from "../users.test.kit.ts";
import { AMY, openContacts, type Opened } from "./contacts.test.kit.ts";

test("[K3] merging keeps the fields of both, those of the kept one first, and is undone without a trace of it", async () => {
  const { users, visitor, contact } = await openContacts();
  const [kept, other] = [await visitor("Lin"), await visitor("lin w")];
  await users.updateVisitor({ visitorId: other, profile: { email: "lin@x.example", attributes: { plan: "pro" } } });
  await users.putContact({ id: other, version: 1, change: { phone: "123", tags: ["late"] }, by: AMY });
  await users.addContactNote({ id: other, noteId: "n1", text: "of other", by: AMY });
  const before = { kept: await contact(kept), other: await contact(other) };

  const one = await users.mergeContacts({ into: kept, from: other, how: "hand", by: "amy" });
  expect(one.contact).toMatchObject({ id: kept, name: "Lin", email: "lin@x.example", phone: "123", tags: ["late"] });
  expect(one.notes.map(({ text }) => text)).toEqual(["of other"]);
  const [merge] = one.merged;
  expect(merge).toMatchObject({ contactId: other, into: kept, name: "lin w", how: "hand", by: "amy" });

  await users.unmergeContacts({ contactId: other, merge: merge?.id ?? "", by: "amy" });
  expect({ kept: await contact(kept), other: await contact(other) }).toEqual(before);
});

test("[K3] merging is undone also when much was said and written in between: everything is with whom it came from", async () => {
  const { users, visitor, contact } = await openContacts();
  const [kept, other] = [await visitor("Lin"), await visitor("Wei")];
  const { merged } = await users.mergeContacts({ into: kept, from: other, how: "hand" });
  await users.updateVisitor({ visitorId: other, profile: { email: "wei@x.example" } });
  await users.updateVisitor({ visitorId: kept, profile: { email: "lin@x.example" } });
  await users.putContact({ id: other, version: 1, change: { phone: "1" }, by: AMY });
  await users.addContactNote({ id: other, noteId: "n", text: "while one", by: AMY });
  await users.unmergeContacts({ contactId: other, merge: merged[0]?.id ?? "" });
  const [first, second] = [await contact(kept), await contact(other)];
  expect(first).toMatchObject({ contact: { name: "Lin", email: "lin@x.example", phone: "1" }, merged: [] });
  expect(first.notes).toHaveLength(1);
  expect(second).toMatchObject({ contact: { name: "Wei", email: "wei@x.example", version: 1 }, notes: [] });
  expect(second.contact).not.toHaveProperty("phone");
});

const merge =
  ({ users }: Opened, how: "hand" | "proof" = "hand", mixVerified = false) =>
  (into: string, from: string) =>
    users.mergeContacts({ into, from, how, ...(how === "hand" && { by: "amy" }), mixVerified });

type Join = (into: string, from: string) => Promise<unknown>;

test("[K4] merging of what is one already, or was asked for twice, changes nothing", async () => {
  const all = await openContacts();
  const [a, b] = [await all.visitor(), await all.visitor()];
  const once = await merge(all)(a, b);
  expect(await merge(all)(a, b)).toEqual(once);
  expect(await merge(all)(b, a)).toEqual(once);
  expect(await merge(all)(a, a)).toEqual(once);
  expect(await codeOf(merge(all)(a, "nobody"))).toBe("notFound");
  expect(await codeOf(merge(all)("nobody", a))).toBe("notFound");
});

test("[K4] merging of what is part of another joins the whole contacts, and each is undone by itself, in any order", async () => {
  const all = await openContacts();
  const { users, visitorsOf } = all;
  const [a, b, c] = [await all.visitor("A"), await all.visitor("B"), await all.visitor("C")] as [
    string,
    string,
    string,
  ];
  const undo = async (contactId: string, merge: string | undefined) =>
    users.unmergeContacts({ contactId, merge: merge ?? "" });
  const idOf = async (contactId: string) =>
    (await all.contact(contactId)).merged.find((merged) => merged.contactId === contactId)?.id;
  await merge(all)(b, c);
  await merge(all)(a, c);
  expect(await visitorsOf(c)).toEqual([a, b, c].toSorted());
  // The first one first.
  const [ofB, ofC] = [await idOf(b), await idOf(c)];
  await undo(c, ofC);
  expect([await visitorsOf(c), await visitorsOf(a)]).toEqual([[c], [a, b].toSorted()]);
  expect((await undo(c, ofC)).contact.id).toBe(c);
  await undo(b, ofB);
  expect([await visitorsOf(a), await visitorsOf(b)]).toEqual([[a], [b]]);
  await merge(all)(a, c);
  expect(await codeOf(undo(c, ofC))).toBe("conflict");
  expect(await codeOf(undo("nobody", ofC))).toBe("notFound");
});

test("[K4] merging both ways at the same moment, or in a circle of three, ends in one contact", async () => {
  const all = await openContacts();
  const other = all.create();
  for (let round = 0; round < 10; round += 1) {
    const [a, b, c] = [await all.visitor(), await all.visitor(), await all.visitor()] as [string, string, string];
    const hand = { how: "hand", by: "amy" } as const;
    await Promise.all([
      all.users.mergeContacts({ into: a, from: b, ...hand }),
      other.mergeContacts({ into: b, from: a, ...hand }),
    ]);
    expect(await all.visitorsOf(a)).toEqual([a, b].toSorted());
    expect(await all.contact(b)).toEqual(await all.contact(a));
    const [d, e] = [await all.visitor(), await all.visitor()] as [string, string];
    await Promise.all([
      all.users.mergeContacts({ into: c, from: d, ...hand }),
      other.mergeContacts({ into: d, from: e, ...hand }),
      all.create().mergeContacts({ into: e, from: c, ...hand }),
    ]);
    expect(await all.visitorsOf(d)).toEqual([c, d, e].toSorted());
  }
});

test("[K5] merging by hand of what was proven with what was not is asked for, and shown", async () => {
  const all = await openContacts();
  const [proven, other] = [await all.proven("7"), await all.visitor("somebody")];
  for (const [into, from] of [
    [proven, other],
    [other, proven],
  ] as const) {
    const refused = await refusal(merge(all)(into, from));
    expect([refused.code, refused.details]).toEqual(["conflict", { reason: "mixVerified" }]);
    const one = await merge(all, "hand", true)(into, from);
    expect(one.contact).toMatchObject({ verified: true, mixed: true });
    await all.users.unmergeContacts({ contactId: from, merge: one.merged[0]?.id ?? "" });
  }
  const same = await all.proven("7");
  expect((await merge(all)(proven, same)).contact).toMatchObject({ verified: true });
  expect((await all.contact(proven)).contact).not.toHaveProperty("mixed");
});

test.each(["hand", "proof"] as const)("[K5] merging by %s of different people never happens", async (how) => {
  const all = await openContacts();
  const [one, two] = [await all.proven("1"), await all.proven("2")];
  const refused = await refusal(merge(all, how, true)(one, two));
  expect([refused.code, refused.details]).toEqual(["conflict", { reason: "differentPeople" }]);
  expect(await all.visitorsOf(one)).toEqual([one]);
});

test("[K5] merging different people do not meet in a third contact, also at the same moment on two nodes", async () => {
  const all = await openContacts();
  const other = all.create();
  for (let round = 0; round < 10; round += 1) {
    const [one, two, third] = [await all.proven("1"), await all.proven("2"), await all.visitor()];
    const asked = { how: "hand", by: "amy", mixVerified: true } as const;
    await Promise.allSettled([
      all.users.mergeContacts({ into: third, from: one, ...asked }),
      other.mergeContacts({ into: third, from: two, ...asked }),
    ]);
    const together = await all.visitorsOf(third);
    expect(together.includes(one) && together.includes(two)).toBe(false);
  }
});

test("[K5] merging a proof joins without asking, and outweighs what a hand has joined", async () => {
  const all = await openContacts();
  const [user, browser] = [await all.proven("7"), await all.visitor()];
  const one = await merge(all, "proof")(user, browser);
  expect(one.contact).toMatchObject({ id: user, verified: true });
  expect(one.contact).not.toHaveProperty("mixed");
  expect(one.merged[0]).toMatchObject({ how: "proof", contactId: browser });

  // A member took this browser for user 8; it shows that it is user 7.
  const [eight, mistaken] = [await all.proven("8"), await all.visitor()];
  await merge(all, "hand", true)(eight, mistaken);
  const proof = await merge(all, "proof")(user, mistaken);
  expect(await all.visitorsOf(eight)).toEqual([eight]);
  expect(await all.visitorsOf(user)).toEqual([user, browser, mistaken].toSorted());
  const id = proof.merged.find(({ contactId }) => contactId === mistaken)?.id ?? "";
  await all.users.unmergeContacts({ contactId: mistaken, merge: id });
  expect(await all.visitorsOf(eight)).toEqual([eight, mistaken].toSorted());

  // The same the other way round: user 8 was put into this browser's contact.
  const [nine, holder] = [await all.proven("9"), await all.visitor()];
  await merge(all, "hand", true)(holder, nine);
  await merge(all, "proof")(user, holder);
  expect(await all.visitorsOf(nine)).toEqual([nine]);
  expect(await all.visitorsOf(holder)).toContain(user);
});

test("[K5] merging who is proven to be somebody else than whom a hand took them for is parted from those", async () => {
  const all = await openContacts();
  const [seven, taken, holder] = [await all.proven("7"), await all.visitor(), await all.visitor()];
  await merge(all, "hand", true)(seven, taken);
  await all.users.verifyVisitor({ visitorId: taken, userId: "8" });
  expect(await all.visitorsOf(seven)).toEqual([seven]);
  await merge(all, "hand", true)(holder, seven);
  await all.users.verifyVisitor({ visitorId: holder, userId: "9" });
  expect(await all.visitorsOf(seven)).toEqual([seven]);
  expect(await codeOf(all.users.verifyVisitor({ visitorId: holder, userId: "10" }))).toBe("conflict");
  await all.users.verifyVisitor({ visitorId: holder, userId: "9" });
});

test.each([
  ["under another", (join: Join, left: string, other: string) => join(other, left)],
  ["above another", (join: Join, left: string, other: string) => join(left, other)],
])(
  "[K5] merging by proof of who a hand put %s joins them alone by proof: the other can still be proven",
  async (_, how) => {
    const all = await openContacts();
    const join: Join = (into, from) => merge(all)(into, from);
    const [user, left, other] = [await all.proven("7"), await all.visitor(), await all.visitor()];
    await how(join, left, other);
    const one = await merge(all, "proof")(user, left);
    expect(await all.visitorsOf(user)).toEqual([user, left, other].toSorted());
    expect(one.contact).toMatchObject({ verified: true, mixed: true });
    await all.users.verifyVisitor({ visitorId: other, userId: "8" });
    expect(await all.visitorsOf(other)).toEqual([other]);
    expect(await all.visitorsOf(user)).toEqual([user, left].toSorted());
  },
);

test("[K5] merging by proof takes along whom proofs have joined, not whom they were proven to be none of", async () => {
  const all = await openContacts();
  const [seven, eight] = [await all.proven("7"), await all.proven("8")];
  const [browser, same, holder] = [await all.visitor(), await all.visitor(), await all.visitor()];
  await merge(all, "proof")(same, browser);
  await merge(all)(holder, same);
  await merge(all, "hand", true)(holder, eight);
  await merge(all, "proof")(seven, browser);
  expect(await all.visitorsOf(seven)).toEqual([seven, browser, same].toSorted());
  expect(await all.visitorsOf(eight)).toEqual([eight, holder].toSorted());
});

test("merging is in the trail, by ids only, as all that is done to contacts", async () => {
  const all = await openContacts();
  const [kept, other] = [await all.visitor("Secret Name"), await all.visitor("Other Name")];
  const { merged } = await merge(all)(kept, other);
  await all.users.unmergeContacts({ contactId: other, merge: merged[0]?.id ?? "", by: "amy" });
  await all.users.putContact({ id: kept, version: 1, change: { name: "Third Name" }, by: AMY });
  const trail = await all.users.audit({ limit: 10 });
  expect(trail.map(({ action, by, target }) => [action, by, target])).toEqual([
    ["saveContact", "amy", kept],
    ["unmerge", "amy", other],
    ["merge:hand", "amy", `${other} > ${kept}`],
  ]);
  expect(JSON.stringify(trail)).not.toContain("Name");
});

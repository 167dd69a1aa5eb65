import { createHmac } from "node:crypto";
import { newId } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import { codeOf, DAY, HOUR } from "../users.test.kit.ts";
import { createCards, type Told } from "./cards.ts";
import { AMY, openContacts } from "./contacts.test.kit.ts";

describe("a contact", () => {
  test("[K1] comes to be with the first word or the first that is known of a visitor, and with no page view", async () => {
    const { users, store } = await openContacts();
    const count = () => store.collection("contacts").count({});
    const { id } = (await users.createVisitor({ locale: "en", page: { url: "https://shop.example/" } })).visitor;
    await users.updateVisitor({ visitorId: id, locale: "zh-CN" });
    expect(await count()).toBe(0);
    await users.meet({ visitorId: id });
    await users.meet({ visitorId: id });
    expect(await count()).toBe(1);
    const named = (await users.createVisitor({ locale: "en" })).visitor.id;
    await users.updateVisitor({ visitorId: named, profile: { name: "Lin" } });
    await users.reach({ inboxId: "mail", externalId: "<lin@x>", locale: "en" });
    expect(await count()).toBe(3);
    expect(await codeOf(users.meet({ visitorId: "nobody" }))).toBe("notFound");
    expect(await codeOf(users.contact({ id: "nobody" }))).toBe("notFound");
  });

  test("[K1] is found by any of its identities, of which each is of one contact only", async () => {
    const { users, visitor, contact, visitorsOf } = await openContacts();
    const [one, two, other] = [await visitor("Lin"), await visitor(), await visitor()];
    await users.mergeContacts({ into: one, from: two, how: "hand", by: "amy" });
    expect(await contact(two)).toEqual(await contact(one));
    expect(await visitorsOf(two)).toEqual([one, two].toSorted());
    expect(await visitorsOf(other)).toEqual([other]);
  });

  test("[K2] shows what members wrote before what is said, and nothing where they emptied a field", async () => {
    const { users, visitor, contact } = await openContacts();
    const id = await visitor("lin");
    const say = (profile: Parameters<typeof users.updateVisitor>[0]["profile"]) =>
      users.updateVisitor({ visitorId: id, profile });
    await say({ email: "lin@old.example", attributes: { plan: "free", age: 3 } });
    const change = { name: "Lin Wei", email: "", attributes: { plan: "", city: "杭州" }, tags: ["vip", "vip"] };
    const saved = await users.putContact({ id, version: 1, change, by: AMY });
    const shown = { name: "Lin Wei", attributes: { age: 3, city: "杭州" }, tags: ["vip"], version: 2 };
    expect(saved.contact).toMatchObject(shown);
    expect(saved.contact).not.toHaveProperty("email");
    await say({ name: "lin again", attributes: { plan: "pro" } });
    expect((await contact(id)).contact).toMatchObject(shown);
    await users.putContact({ id, version: 2, change: { attributes: { age: 4 } }, by: AMY });
    expect((await contact(id)).contact.attributes).toEqual({ age: 4, city: "杭州" });
    expect((await contact(id)).identities[0]?.profile).toMatchObject({ name: "lin again", email: "lin@old.example" });
  });

  test("[K2] is changed by who saw it as it stands, and by nobody else", async () => {
    const { users, visitor, contact } = await openContacts();
    const id = await visitor();
    const save = (version: number, name: string) => users.putContact({ id, version, change: { name }, by: AMY });
    const outcomes = await Promise.allSettled([save(1, "A"), save(1, "B"), save(1, "C")]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await codeOf(save(1, "D"))).toBe("conflict");
    // What is said in between is no change by hand.
    await users.updateVisitor({ visitorId: id, profile: { phone: "1" } });
    await save(2, "E");
    expect((await contact(id)).contact).toMatchObject({ name: "E", phone: "1", version: 3 });
  });

  test("can be made by hand, without an identity, and holds to the limits of attributes", async () => {
    const { users, store } = await openContacts();
    const make = (attributes: Record<string, number>) =>
      users.putContact({ version: 0, change: { name: "Zoe", attributes }, by: AMY });
    const made = await make({ size: 1 });
    expect(made).toMatchObject({ contact: { name: "Zoe", verified: false, inboxes: [] }, identities: [] });
    expect(await codeOf(make({ "a.b": 1 }))).toBe("invalid");
    expect(await codeOf(make(Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`a${at}`, at]))))).toBe(
      "invalid",
    );
    expect(await store.collection("contacts").count({})).toBe(1);
  });

  test("has notes, each once however often it is sent, with who wrote it and when", async () => {
    const { users, visitor, clock } = await openContacts();
    const id = await visitor();
    const note = { id, noteId: newId(), text: "Calls on Mondays.", by: AMY };
    const at = clock.now;
    await users.addContactNote(note);
    clock.now += HOUR;
    expect((await users.addContactNote(note)).notes).toEqual([
      { id: note.noteId, at, by: AMY, text: "Calls on Mondays." },
    ]);
    expect((await users.removeContactNote({ id, noteId: note.noteId, by: AMY })).notes).toEqual([]);
  });

  test("has consents: to what they agreed, and when first", async () => {
    const { users, visitor, contact } = await openContacts();
    const id = await visitor();
    const consent = { visitorId: id, inboxId: "web", version: "2026-01", at: 5 };
    await users.addConsent(consent);
    await users.addConsent({ ...consent, at: 9 });
    await users.addConsent({ ...consent, version: "2026-02", at: 7 });
    expect((await contact(id)).consents.map(({ version, at }) => [version, at])).toEqual([
      ["2026-01", 5],
      ["2026-02", 7],
    ]);
  });

  test("knows what a version before has written, or a node that died before it told", async () => {
    const { store, visitor, contact } = await openContacts();
    const id = await visitor("Lin");
    const change = { $set: { profile: { name: "Lin Wei" } }, $inc: { revision: 1 } };
    await store.collection<{ _id: string; profile: object; revision: number }>("visitors").update({ _id: id }, change);
    expect((await contact(id)).contact.name).toBe("Lin Wei");
  });
});

describe("forgetting", () => {
  test("[T4] takes the contact with it, unless they were here since by another identity", async () => {
    const { users, visitor, contact, clock } = await openContacts();
    const [old, here, alone] = [await visitor("Old"), await visitor("Here"), await visitor("Alone")];
    await users.addContactNote({ id: alone, noteId: "n", text: "alone", by: AMY });
    await users.addContactNote({ id: old, noteId: "m", text: "of both", by: AMY });
    await users.mergeContacts({ into: old, from: here, how: "hand" });
    clock.now += 10 * DAY;
    await users.updateVisitor({ visitorId: here, locale: "en" });
    await users.eraseVisitors({ ids: [old, alone], before: clock.now - DAY });
    expect((await contact(alone)).contact).not.toHaveProperty("name");
    expect((await contact(alone)).notes).toEqual([]);
    const both = await contact(old);
    expect([both.contact.name, both.notes.map(({ text }) => text)]).toEqual(["Here", ["of both"]]);
    clock.now += 10 * DAY;
    await users.eraseVisitors({ ids: [here], before: clock.now - DAY });
    expect((await contact(old)).notes).toEqual([]);
  });

  test("who comes back after it is a contact anew, of whom nothing is known", async () => {
    const { users, visitor, store } = await openContacts();
    const id = await visitor("Lin");
    await users.forgetVisitor({ visitorId: id });
    const card = () => store.collection<{ _id: string; erased?: boolean }>("contacts").findOne({ _id: id });
    expect(await card()).toMatchObject({ said: {}, own: {}, erased: true });
    await users.meet({ visitorId: id });
    expect(await card()).not.toHaveProperty("erased");
  });

  test("keeps them out of lists, also once somebody has looked at who they were", async () => {
    const { users, visitor, contact } = await openContacts();
    const id = await visitor("Lin");
    const listed = async () => (await users.contacts({ filter: {}, sort: "seen", limit: 9, locale: "en" })).contacts;
    expect((await listed()).map(({ name }) => name)).toEqual(["Lin"]);
    await users.eraseContact({ id, by: "amy" });
    await contact(id);
    expect(await listed()).toEqual([]);
  });

  test("is not undone by what was said before it and comes late", async () => {
    const { users, visitor, store, contact } = await openContacts();
    const id = await visitor("Lin");
    const before = await store.collection<Told>("visitors").findOne({ _id: id });
    if (!before) throw new Error("There is no such visitor.");
    await users.forgetVisitor({ visitorId: id });
    await createCards(store, () => 0).follow(before);
    expect((await contact(id)).contact).not.toHaveProperty("name");
    await users.updateVisitor({ visitorId: id, profile: { phone: "1" } });
    expect((await contact(id)).contact).toMatchObject({ phone: "1" });
  });

  test("[I6] of a site's user by a member ends that they are it: the user begins anew", async () => {
    const { users, store, contact } = await openContacts();
    const [inboxId, secret] = ["web", "s"];
    await store.collection("identityKeys").insert({ _id: "k", inboxId, slot: 1, secret, at: 1 } as { _id: string });
    const hash = createHmac("sha256", secret).update("7").digest("hex");
    const signIn = async () => {
      const signed = await users.prove({ inboxId, proof: { userId: "7", hash }, locale: "en" });
      if ("refused" in signed) throw new Error("It was refused.");
      return signed.visitorId;
    };
    const before = await signIn();
    await users.eraseContact({ id: before, by: "amy" });
    const after = await signIn();
    expect(after).not.toBe(before);
    expect((await contact(after)).contact).toMatchObject({ verified: true, userId: "7" });
  });
});

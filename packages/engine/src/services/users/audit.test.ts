import { describe, expect, test } from "vitest";
import { AUDIT, AUDIT_KEPT } from "./audit.ts";
import { type Link, verify } from "./audit-chain.ts";
import { openUsers, PASSWORD, refusal } from "./users.test.kit.ts";

const email = "olivia@shop.example";
const address = "203.0.113.7";

test("the trail says who signed in and out, what failed and was throttled, and from where", async () => {
  const { users, owner } = await openUsers();
  await owner();
  const { token } = await users.signIn({ email, password: PASSWORD, address });
  await users.signOut({ token, address });
  for (let guess = 0; guess < 6; guess++)
    await refusal(users.signIn({ email: "eve@x.example", password: "?", address }));
  await refusal(users.renewInvitation({ memberId: "owner", by: "owner", current: "?", address }));
  const trail = await users.audit({ limit: 20 });
  expect(trail.map(({ action }) => action)).toEqual([
    "proofFailed",
    "signInThrottled",
    ...Array.from({ length: 5 }, () => "signInFailed"),
    "signOut",
    "signIn",
    "setPassword",
  ]);
  expect(trail.slice(0, -1).every((entry) => entry.address === address)).toBe(true);
});

test("addresses of those who failed are hashed with the store's own key, the same for the same, and never told", async () => {
  const [one, other] = [await openUsers(), await openUsers()];
  const targets = [];
  for (const { users, create } of [one, other]) {
    for (const node of [users, create()]) await refusal(node.signIn({ email: "eve@x.example", password: "?" }));
    targets.push(...(await users.audit({ limit: 2 })).map(({ target }) => target));
  }
  expect(targets[0]).toMatch(/^email:[\w-]{22}$/);
  expect(targets[1]).toBe(targets[0]);
  expect(targets[3]).toBe(targets[2]);
  expect(targets[2]).not.toBe(targets[0]);
});

test("entries are kept for so long and no longer", async () => {
  const { users, owner, clock } = await openUsers();
  await owner();
  clock.now += AUDIT_KEPT;
  await users.createVisitor({ locale: "en" });
  expect(await users.audit({ limit: 20 })).toEqual([]);
});

describe("the trail is a chain", () => {
  const entry = (number: number) => ({ by: "owner", action: "tested", target: `${number}` });

  /** A trail that two nodes added to at the same time, and what a look at it says. */
  async function written() {
    const { users, create, store } = await openUsers();
    const other = create();
    const numbers = Array.from({ length: 12 }, (_, number) => number);
    await Promise.all(numbers.map((number) => (number % 2 === 0 ? users : other).record(entry(number))));
    const trail = AUDIT.open(store);
    const links = async () => (await trail.find({}, { sort: { number: 1 } })) as (Link & { _id: string })[];
    const look = async (noted?: string) => verify(each(await links()), noted);
    return { trail, links, look };
  }

  async function* each(links: Link[]): AsyncGenerator<Link> {
    for (const link of links) yield link;
  }

  test("without gaps, however many nodes add to it at once", async () => {
    const { links, look } = await written();
    expect((await links()).map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    expect(await look()).toMatchObject({ entries: 12, last: { number: 12 } });
    expect(await look()).not.toHaveProperty("broken");
  });

  test("an entry that was changed, or taken out, is found", async () => {
    const { trail, links, look } = await written();
    const [, , third, , fifth] = await links();
    await trail.update({ _id: third?._id ?? "" }, { $set: { action: "nothing" } });
    expect(await look()).toMatchObject({ entries: 2, broken: { number: 3, what: "changed" } });
    await trail.update({ _id: third?._id ?? "" }, { $set: { action: "tested" } });
    await trail.remove({ _id: fifth?._id ?? "" });
    expect(await look()).toMatchObject({ entries: 4, broken: { number: 5, what: "missing" } });
  });

  test("what was taken from its end is missed by who noted a hash, and what has been forgotten at its beginning is not", async () => {
    const { trail, look } = await written();
    const noted = (await look()).last?.hash;
    await trail.remove({ number: { $lte: 4 } });
    expect(await look(noted)).toMatchObject({ entries: 8, noted: true });
    await trail.remove({ number: 12 });
    expect(await look(noted)).toMatchObject({ entries: 7, noted: false });
  });
});

import { expect, test } from "vitest";
import { AUDIT_KEPT } from "./audit.ts";
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

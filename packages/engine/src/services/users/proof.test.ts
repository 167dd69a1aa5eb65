import { describe, expect, test } from "vitest";
import { makeOwnerLink } from "./owner-link.ts";
import { codeOf, DAY, openUsers, PASSWORD, refusal } from "./users.test.kit.ts";

/** What gives an account away for good, each by somebody whose console was found open. */
const GIVEAWAYS = {
  "a link for oneself, as the owner": ({ users, boss }) =>
    ask((proof) => users.renewInvitation({ memberId: boss, by: boss, ...proof })),
  "a link for oneself, as an admin": ({ users, admin }) =>
    ask((proof) => users.renewInvitation({ memberId: admin, by: admin, ...proof })),
  "a link for another admin": ({ users, admin, boss }) =>
    ask((proof) => users.renewInvitation({ memberId: admin, by: boss, ...proof })),
  "an invitation of an admin": ({ users, admin }) =>
    ask((proof) => users.invite({ name: "Eve", email: "eve@x.example", role: "admin", by: admin, ...proof })),
  "an agent who is made an admin": ({ users, agent, admin }) =>
    ask((proof) => users.changeMember({ memberId: agent, role: "admin", by: admin, ...proof })),
} satisfies Record<string, (world: Awaited<ReturnType<typeof openTeam>>) => (proof: object) => Promise<unknown>>;

const ask = (run: (proof: object) => Promise<unknown>) => run;

async function openTeam() {
  const world = await openUsers();
  const boss = (await world.owner()).member.id;
  const admin = (await world.member("admin")).member.id;
  const agent = (await world.member("agent")).member.id;
  return { ...world, boss, admin, agent };
}

describe.each(Object.entries(GIVEAWAYS))("%s", (_, giveaway) => {
  test("asks for the password of who does it, and is refused without or with a wrong one", async () => {
    const world = await openTeam();
    const call = giveaway(world);
    const before = JSON.stringify(await world.store.collection("invitations").find({}));
    expect(await refusal(call({}))).toMatchObject({ code: "invalid", details: { fields: { current: ["is needed"] } } });
    expect(await codeOf(call({ current: "not the password" }))).toBe("invalid");
    expect(JSON.stringify(await world.store.collection("invitations").find({}))).toBe(before);
    expect(await world.users.team({})).toHaveLength(3);
    await call({ current: PASSWORD });
  });

  test("cannot be guessed without end", async () => {
    const world = await openTeam();
    const call = giveaway(world);
    const codes = [];
    for (let guess = 0; guess < 7; guess++) codes.push(await codeOf(call({ current: `guess number ${guess}` })));
    expect(codes.at(-1)).toBe("tooMany");
    expect(await codeOf(call({ current: PASSWORD }))).toBe("tooMany");
  });
});

test("a link for an agent, an invitation of one and any other change are made without a password", async () => {
  const { users, agent, admin } = await openTeam();
  await users.renewInvitation({ memberId: agent, by: admin });
  await users.invite({ name: "Ada", email: "ada@x.example", role: "supervisor", by: admin });
  await users.changeMember({ memberId: agent, role: "supervisor", by: admin });
  await users.changeMember({ memberId: agent, disabled: true, by: admin });
});

test("who had a link made for them is told at the next sign-in, once", async () => {
  const { users, agent, admin, clock } = await openTeam();
  const credentials = { email: "agent@shop.example", password: PASSWORD };
  expect(await users.signIn(credentials)).not.toHaveProperty("linkMadeAt");
  const at = (clock.now += DAY);
  await users.renewInvitation({ memberId: agent, by: admin });
  expect(await users.signIn(credentials)).toMatchObject({ linkMadeAt: at });
  expect(await users.signIn(credentials)).not.toHaveProperty("linkMadeAt");
  expect(JSON.stringify(await users.team({}))).not.toContain("linkMadeAt");
});

test("an owner whose account was taken gets it back by a link that needs the store, and the thief is out", async () => {
  const { users, owner, store, clock } = await openUsers();
  const thief = (await owner()).token;
  const { token, email } = await makeOwnerLink(store, () => clock.now);
  expect(email).toBe("olivia@shop.example");
  expect(await users.session({ token: thief })).toMatchObject({ role: "owner" });
  const { member } = await users.setup({ token, password: "an entirely new one" });
  expect(member.role).toBe("owner");
  expect(await codeOf(users.session({ token: thief }))).toBe("unauthorized");
  expect(await codeOf(users.setup({ token, password: "once more, please" }))).toBe("unauthorized");
  const actions = (await users.audit({ limit: 10 })).map(({ by, action }) => [by, action]);
  expect(actions).toContainEqual([undefined, "ownerLink"]);
});

test("the owner's link makes the owner where there is none, and ends after a day where there is one", async () => {
  const { users, owner, store, clock } = await openUsers();
  expect(await users.setupOffer({ token: (await makeOwnerLink(store)).token })).toEqual({ kind: "owner" });
  await owner();
  const { token } = await makeOwnerLink(store, () => clock.now);
  clock.now += DAY;
  expect(await codeOf(users.setup({ token, password: PASSWORD }))).toBe("unauthorized");
});

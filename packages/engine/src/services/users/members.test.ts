import { expect, test } from "vitest";
import { allStored, codeOf, openUsers, PASSWORD, refusal, SECOND } from "./users.test.kit.ts";

test("the team is listed without anything secret, the owner first", async () => {
  const { users, owner, member, clock } = await openUsers();
  await owner();
  clock.now += SECOND;
  await member("agent");
  const team = await users.team({});
  expect(team.map(({ role }) => role)).toEqual(["owner", "agent"]);
  expect(JSON.stringify(team)).not.toContain("argon2");
});

test("a new role counts at once, also in a session that is open", async () => {
  const { users, owner, member } = await openUsers();
  await owner();
  const { member: agent, token } = await member("agent");
  expect((await users.session({ token })).role).toBe("agent");
  await users.changeMember({ memberId: agent.id, role: "supervisor", name: "Ada L.", by: "owner" });
  expect(await users.session({ token })).toMatchObject({ role: "supervisor", name: "Ada L." });
});

test("disabling a member ends the sessions at once; enabling asks to sign in anew", async () => {
  const { users, owner, member } = await openUsers();
  await owner();
  const { member: agent, token } = await member("agent");
  await users.session({ token });
  await users.changeMember({ memberId: agent.id, disabled: true, by: "owner" });
  expect(await codeOf(users.session({ token }))).toBe("unauthorized");
  await users.changeMember({ memberId: agent.id, disabled: false, by: "owner" });
  expect(await codeOf(users.session({ token }))).toBe("unauthorized");
  expect((await users.signIn({ email: agent.email, password: PASSWORD })).member.id).toBe(agent.id);
});

test("a member disabled in another process is out after five seconds at most", async () => {
  const { users, owner, member, create, clock } = await openUsers();
  await owner();
  const { member: agent, token } = await member("agent");
  await users.session({ token });
  await create().changeMember({ memberId: agent.id, disabled: true, by: "owner" });
  clock.now += 5 * SECOND;
  expect(await codeOf(users.session({ token }))).toBe("unauthorized");
});

test("the owner stays: nobody can disable, demote or rename the owner, only the owner can change his name", async () => {
  const { users, owner, member } = await openUsers();
  const { member: boss } = await owner();
  const { member: admin } = await member("admin");
  for (const change of [{ disabled: true }, { role: "agent" as const }, { name: "Eve" }]) {
    expect(await codeOf(users.changeMember({ memberId: boss.id, by: admin.id, ...change }))).toBe("forbidden");
  }
  for (const change of [{ disabled: true }, { role: "agent" as const }]) {
    expect(await codeOf(users.changeMember({ memberId: boss.id, by: boss.id, ...change }))).toBe("forbidden");
  }
  expect((await users.changeMember({ memberId: boss.id, by: boss.id, name: "Olive" })).name).toBe("Olive");
  expect(
    (await users.session({ token: (await users.signIn({ email: boss.email, password: PASSWORD })).token })).role,
  ).toBe("owner");
});

test("nobody raises his own role, makes an owner, or disables himself", async () => {
  const { users, owner, member } = await openUsers();
  await owner();
  const { member: admin } = await member("admin");
  const itself = { memberId: admin.id, by: admin.id };
  expect(await codeOf(users.changeMember({ ...itself, role: "supervisor" }))).toBe("forbidden");
  expect(await codeOf(users.changeMember({ ...itself, disabled: true }))).toBe("forbidden");
  expect(await codeOf(users.changeMember({ ...itself, role: "owner" as "admin" }))).toBe("invalid");
  expect(await codeOf(users.changeMember({ memberId: "nobody", by: admin.id, name: "x" }))).toBe("notFound");
});

test("the audit trail says who did what, newest first, without addresses, names or secrets", async () => {
  const { users, owner, member, clock, store } = await openUsers();
  const step = () => (clock.now += SECOND);
  await owner();
  step();
  const { member: agent } = await member("agent");
  step();
  await users.changeMember({ memberId: agent.id, role: "supervisor", by: "owner" });
  step();
  await users.changeMember({ memberId: agent.id, role: "supervisor", by: "owner" });
  await users.changeMember({ memberId: agent.id, disabled: true, by: "owner" });
  step();
  await refusal(users.signIn({ email: agent.email, password: "wrong" }));
  step();
  await users.signIn({ email: "olivia@shop.example", password: PASSWORD });
  step();
  await users.record({ by: "owner", action: "saveIntent", target: "refund" });

  const trail = await users.audit({ limit: 100 });
  expect(trail.map(({ by, action, target }) => [by, action, target])).toEqual([
    ["owner", "saveIntent", "refund"],
    ["owner", "signIn", "owner"],
    [undefined, "signInFailed", expect.stringMatching(/^email:[\w-]{22}$/)],
    ["owner", "disable", agent.id],
    ["owner", "setRole:supervisor", agent.id],
    [agent.id, "setPassword", agent.id],
    ["owner", "invite:agent", agent.id],
    ["owner", "setPassword", "owner"],
  ]);
  expect(await users.audit({ limit: 1, before: trail[0]?.at })).toEqual([trail[1]]);
  const stored = JSON.stringify(await store.collection("audit").find({}));
  for (const personal of ["@", "Olivia", "The agent", PASSWORD]) expect(stored).not.toContain(personal);
  expect(await allStored(store)).toContain("saveIntent");
});

import { describe, expect, test } from "vitest";
import { allStored, codeOf, DAY, openUsers, PASSWORD } from "./users.test.kit.ts";

const olivia = { name: "Olivia", email: "olivia@shop.example", password: PASSWORD };

describe("the owner's first link", () => {
  test("is made at every start and on every node; all work until one is used, and only their hashes are stored", async () => {
    const { users, create, store } = await openUsers();
    const [{ token = "" }, again] = await Promise.all([users.ownerSetup({}), create().ownerSetup({})]);
    expect(token).toMatch(/^pi_[\w-]{43}$/);
    expect(await users.setupOffer({ token: again.token ?? "" })).toEqual({ kind: "owner" });
    expect(await users.setupOffer({ token })).toEqual({ kind: "owner" });
    expect(await allStored(store)).not.toContain(token.slice(3));
    const { member } = await users.setup({ token, ...olivia });
    expect(member).toMatchObject({ name: "Olivia", role: "owner", disabled: false });
    expect(await users.ownerSetup({})).toEqual({});
    expect(await create().ownerSetup({})).toEqual({});
    for (const used of [token, again.token ?? ""]) {
      expect(await codeOf(users.setupOffer({ token: used }))).toBe("unauthorized");
      expect(await codeOf(users.setup({ token: used, ...olivia, email: "eve@x.example" }))).toBe("unauthorized");
    }
  });

  test("makes exactly one owner of many who use it at once", async () => {
    const { users, create } = await openUsers();
    const { token = "" } = await users.ownerSetup({});
    const nodes = [users, create(), create(), create()];
    const tries = nodes.map((node, index) => node.setup({ token, ...olivia, email: `o${index}@x.example` }));
    const made = (await Promise.allSettled(tries)).filter(({ status }) => status === "fulfilled");
    expect(made).toHaveLength(1);
    expect(await users.team({})).toHaveLength(1);
  });

  test("asks for a name and an e-mail address, and for ten characters of password", async () => {
    const { users } = await openUsers();
    const { token = "" } = await users.ownerSetup({});
    expect(await codeOf(users.setup({ token, password: PASSWORD }))).toBe("invalid");
    expect(await codeOf(users.setup({ token, ...olivia, password: "short" }))).toBe("invalid");
    expect(await codeOf(users.setup({ token, ...olivia, email: "not an address" }))).toBe("invalid");
    expect(await users.setupOffer({ token })).toEqual({ kind: "owner" });
  });

  test.each(["", "owner", "pi_guess"])("is not guessed by %j", async (token) => {
    const { users } = await openUsers();
    await users.ownerSetup({});
    expect(await codeOf(users.setup({ token, ...olivia }))).toBe("unauthorized");
    expect(await codeOf(users.setupOffer({ token }))).toBe("unauthorized");
  });
});

describe("an invitation", () => {
  const ada = { name: "Ada", email: "Ada@Shop.example ", role: "agent", by: "owner" } as const;

  test("lets the new member set a password once, and signs in", async () => {
    const { users, owner, store } = await openUsers();
    await owner();
    const { member, setupToken } = await users.invite(ada);
    expect(await allStored(store)).not.toContain(setupToken.slice(3));
    expect(await users.setupOffer({ token: setupToken })).toEqual({ kind: "member", email: "ada@shop.example" });
    const signed = await users.setup({ token: setupToken, password: PASSWORD });
    expect(signed.member).toMatchObject({ id: member.id, email: "ada@shop.example", role: "agent" });
    expect(await users.session({ token: signed.token })).toMatchObject({ id: member.id });
    expect(await codeOf(users.setup({ token: setupToken, password: PASSWORD }))).toBe("unauthorized");
    expect(await codeOf(users.setupOffer({ token: setupToken }))).toBe("unauthorized");
  });

  test("works once also when it is used twice at the same time", async () => {
    const { users, owner, create } = await openUsers();
    await owner();
    const { setupToken } = await users.invite(ada);
    const tries = [users, create(), create()].map((node) => node.setup({ token: setupToken, password: PASSWORD }));
    expect((await Promise.allSettled(tries)).filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("cannot change the name, the address or the role it was made for", async () => {
    const { users, owner } = await openUsers();
    await owner();
    const { setupToken } = await users.invite(ada);
    const more = { name: "Eve", email: "eve@x.example", role: "owner" };
    const { member } = await users.setup({ token: setupToken, password: PASSWORD, ...more });
    expect(member).toMatchObject({ name: "Ada", email: "ada@shop.example", role: "agent" });
  });

  test("ends after a day", async () => {
    const { users, owner, clock } = await openUsers();
    await owner();
    const { setupToken } = await users.invite(ada);
    clock.now += DAY;
    expect(await codeOf(users.setup({ token: setupToken, password: PASSWORD }))).toBe("unauthorized");
  });

  test("is replaced by a new one, which ends the sessions of the old password", async () => {
    const { users, owner, member } = await openUsers();
    await owner();
    const before = await member("agent");
    const lost = await users.renewInvitation({ memberId: before.member.id, by: "owner" });
    const { setupToken } = await users.renewInvitation({ memberId: before.member.id, by: "owner" });
    expect(await codeOf(users.setupOffer({ token: lost.setupToken }))).toBe("unauthorized");
    expect(await users.session({ token: before.token })).toMatchObject({ role: "agent" });
    await users.setup({ token: setupToken, password: "an entirely new one" });
    expect(await codeOf(users.session({ token: before.token }))).toBe("unauthorized");
    const { email } = before.member;
    expect(await codeOf(users.signIn({ email, password: PASSWORD }))).toBe("unauthorized");
    expect((await users.signIn({ email, password: "an entirely new one" })).member.id).toBe(before.member.id);
  });

  test("is refused for an address that a member has, whatever its case", async () => {
    const { users, owner } = await openUsers();
    await owner();
    await users.invite(ada);
    expect(await codeOf(users.invite({ ...ada, email: "ADA@shop.example" }))).toBe("conflict");
    expect(await codeOf(users.invite({ ...ada, email: olivia.email }))).toBe("conflict");
  });

  test("for the owner can be made by nobody else, so that no admin takes his place", async () => {
    const { users, owner, member } = await openUsers();
    const { member: boss } = await owner();
    const { member: admin } = await member("admin");
    expect(await codeOf(users.renewInvitation({ memberId: boss.id, by: admin.id }))).toBe("forbidden");
    const proven = { memberId: boss.id, by: boss.id, current: PASSWORD };
    expect((await users.renewInvitation(proven)).member.id).toBe(boss.id);
    expect(await codeOf(users.renewInvitation({ memberId: "nobody", by: boss.id }))).toBe("notFound");
  });

  test("of a member who is disabled does not work", async () => {
    const { users, owner } = await openUsers();
    await owner();
    const { member, setupToken } = await users.invite(ada);
    await users.changeMember({ memberId: member.id, disabled: true, by: "owner" });
    expect(await codeOf(users.setup({ token: setupToken, password: PASSWORD }))).toBe("unauthorized");
    expect(await codeOf(users.renewInvitation({ memberId: member.id, by: "owner" }))).toBe("notFound");
  });
});

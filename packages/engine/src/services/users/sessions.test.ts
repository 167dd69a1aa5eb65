import { describe, expect, test } from "vitest";
import { FREE_FROM_STRANGERS } from "./throttle.ts";
import { allStored, codeOf, DAY, HOUR, MINUTE, openUsers, PASSWORD, refusal, SECOND } from "./users.test.kit.ts";

const email = "olivia@shop.example";

describe("signing in", () => {
  test("takes the right password only, the address in any case", async () => {
    const { users, owner } = await openUsers();
    await owner();
    const signed = await users.signIn({ email: " Olivia@SHOP.example ", password: PASSWORD });
    expect(signed.member).toMatchObject({ role: "owner", email });
    expect(signed.token).toMatch(/^ps_[\w-]{43}$/);
    for (const password of ["", "wrong", `${PASSWORD} `, PASSWORD.toUpperCase()]) {
      expect(await codeOf(users.signIn({ email, password, address: password }))).toBe("unauthorized");
    }
  });

  test.each([{ $gt: "" }, ["correct horse battery"], null, 1, true])(
    "refuses what is not a text as a password: %j",
    async (password) => {
      const { users, owner } = await openUsers();
      await owner();
      expect(await codeOf(users.signIn({ email, password: password as unknown as string }))).toBe("invalid");
    },
  );

  test("takes the same password composed of other code points", async () => {
    const { users, owner } = await openUsers();
    await owner();
    const { setupToken } = await users.invite({ name: "Zoë", email: "zoe@x.example", role: "agent", by: "owner" });
    await users.setup({ token: setupToken, password: "Zoë's Äpfel 123".normalize("NFD") });
    const signed = await users.signIn({ email: "zoe@x.example", password: "Zoë's Äpfel 123".normalize("NFC") });
    expect(signed.member.name).toBe("Zoë");
  });

  test("tells nobody which accounts exist: unknown, invited and disabled ones answer alike", async () => {
    const { users, owner, member } = await openUsers();
    await owner();
    const { member: left } = await member("agent");
    await users.changeMember({ memberId: left.id, disabled: true, by: "owner" });
    await users.invite({ name: "New", email: "new@shop.example", role: "agent", by: "owner" });
    const addresses = [email, "nobody@x.example", "new@shop.example", left.email];
    const wrong = addresses.map((address) => refusal(users.signIn({ email: address, password: "wrong password" })));
    const answers = (await Promise.all(wrong)).map((error) => JSON.stringify(error));
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0] ?? "")).toMatchObject({ code: "unauthorized" });
    expect(await codeOf(users.signIn({ email: left.email, password: PASSWORD }))).toBe("unauthorized");
  });

  test("keeps passwords as argon2id of 19 MiB and two passes, and tokens as hashes", async () => {
    const { users, owner, store } = await openUsers();
    const { token } = await owner();
    const signed = await users.signIn({ email, password: PASSWORD });
    const stored = await allStored(store);
    expect(stored).toContain("$argon2id$v=19$m=19456,t=2,p=1$");
    for (const secret of [PASSWORD, token.slice(3), signed.token.slice(3)]) expect(stored).not.toContain(secret);
  });
});

describe("changing the password", () => {
  test("takes the current one, ends the other sessions and keeps this one", async () => {
    const { users, owner } = await openUsers();
    const elsewhere = await owner();
    const here = await users.signIn({ email, password: PASSWORD });
    const password = "another long password";
    await users.changePassword({ token: here.token, current: PASSWORD, password });
    expect(await users.session({ token: here.token })).toMatchObject({ email });
    expect(await codeOf(users.session({ token: elsewhere.token }))).toBe("unauthorized");
    expect(await codeOf(users.signIn({ email, password: PASSWORD }))).toBe("unauthorized");
    expect((await users.signIn({ email, password })).member).toMatchObject({ email });
    expect((await users.audit({ limit: 9 })).map(({ by, action }) => `${by} ${action}`)).toContain("owner setPassword");
  });

  test("changes nothing for a wrong current password, however often it is tried", async () => {
    const { users, owner } = await openUsers();
    const { token } = await owner();
    const guess = (current: string) => codeOf(users.changePassword({ token, current, password: "another long one" }));
    for (const current of ["", "wrong", PASSWORD.toUpperCase(), "still wrong", "wrong again"]) {
      expect(await guess(current)).toBe("invalid");
    }
    expect(await guess(PASSWORD)).toBe("tooMany");
    expect(await users.session({ token })).toMatchObject({ email });
  });

  test("is refused for a short one, and to who is not signed in", async () => {
    const { users, owner } = await openUsers();
    const { token } = await owner();
    expect(await codeOf(users.changePassword({ token, current: PASSWORD, password: "short" }))).toBe("invalid");
    const signedOut = users.changePassword({ token: "ps_no", current: PASSWORD, password: "another long password" });
    expect(await codeOf(signedOut)).toBe("unauthorized");
  });
});

describe("guessing passwords", () => {
  const guess = { email, password: "a wrong guess", address: "203.0.113.7" };

  test("is slowed down after five failures, longer with each, and the right password waits too", async () => {
    const { users, owner, clock } = await openUsers();
    await owner();
    for (let times = 0; times < 5; times++) expect(await codeOf(users.signIn(guess))).toBe("unauthorized");
    const first = await refusal(users.signIn({ ...guess, password: PASSWORD }));
    expect(first).toMatchObject({ code: "tooMany", retryAfter: 30 * SECOND });
    clock.now += 30 * SECOND;
    expect(await codeOf(users.signIn(guess))).toBe("unauthorized");
    expect(await refusal(users.signIn(guess))).toMatchObject({ code: "tooMany", retryAfter: MINUTE });
    clock.now += MINUTE;
    await users.signIn({ ...guess, password: PASSWORD });
    expect(await codeOf(users.signIn(guess))).toBe("unauthorized");
  });

  test("gains nothing by trying many at the same time, on any node", async () => {
    const { users, owner, create } = await openUsers();
    await owner();
    const nodes = [users, create(), create()];
    const tries = Array.from({ length: 30 }, (_, index) => nodes[index % 3] ?? users);
    const codes = await Promise.all(tries.map((node) => codeOf(node.signIn(guess))));
    expect(codes.filter((code) => code === "unauthorized")).toHaveLength(5);
    expect(codes.filter((code) => code === "tooMany")).toHaveLength(25);
  });

  test("from elsewhere does not lock the owner out", async () => {
    const { users, owner } = await openUsers();
    await owner();
    for (let times = 0; times < 6; times++) await refusal(users.signIn(guess));
    expect((await users.signIn({ email, password: PASSWORD, address: "198.51.100.1" })).member.email).toBe(email);
  });

  test("from many addresses is slowed down as well, and holds up nobody who got in from theirs before", async () => {
    const { users, owner, clock } = await openUsers();
    await owner();
    const home = { email, password: PASSWORD, address: "198.51.100.1" };
    await users.signIn(home);
    const codes = [];
    for (let number = 0; number < 60; number++) {
      codes.push(await codeOf(users.signIn({ ...guess, address: `203.0.113.${number}` })));
    }
    expect(codes.filter((code) => code === "unauthorized").length).toBeLessThanOrEqual(FREE_FROM_STRANGERS);
    expect(codes.at(-1)).toBe("tooMany");
    expect((await users.signIn(home)).member.email).toBe(email);
    expect(await codeOf(users.signIn({ ...home, address: "192.0.2.1" }))).toBe("tooMany");
    clock.now += HOUR;
    expect((await users.signIn({ ...home, address: "192.0.2.1" })).member.email).toBe(email);
  });

  test("is as slow for an account that does not exist", async () => {
    const { users, owner } = await openUsers();
    await owner();
    const nobody = { ...guess, email: "nobody@x.example" };
    for (let times = 0; times < 5; times++) expect(await codeOf(users.signIn(nobody))).toBe("unauthorized");
    expect(await refusal(users.signIn(nobody))).toMatchObject({ code: "tooMany", retryAfter: 30 * SECOND });
  });

  test("is forgiven after an hour of quiet", async () => {
    const { users, owner, clock } = await openUsers();
    await owner();
    for (let times = 0; times < 6; times++) await refusal(users.signIn(guess));
    clock.now += HOUR;
    for (let times = 0; times < 5; times++) expect(await codeOf(users.signIn(guess))).toBe("unauthorized");
  });
});

describe("a session", () => {
  test("ends by signing out, at once, and others of the member go on", async () => {
    const { users, owner } = await openUsers();
    const { token } = await owner();
    const other = await users.signIn({ email, password: PASSWORD });
    await users.session({ token });
    await users.signOut({ token });
    expect(await codeOf(users.session({ token }))).toBe("unauthorized");
    expect(await users.session({ token: other.token })).toMatchObject({ email });
  });

  test("ends after twelve hours without use, and not while it is used", async () => {
    const { users, owner, clock } = await openUsers();
    const { token } = await owner();
    for (let day = 0; day < 3; day++) {
      clock.now += 11 * HOUR;
      await users.session({ token });
    }
    clock.now += 12 * HOUR;
    expect(await codeOf(users.session({ token }))).toBe("unauthorized");
  });

  test("ends after thirty days however much it is used", async () => {
    const { users, owner, clock } = await openUsers();
    const { token, expiresAt } = await owner();
    expect(expiresAt).toBe(clock.now + 30 * DAY);
    for (let step = 0; step < 71; step++) {
      clock.now += 10 * HOUR;
      await users.session({ token });
    }
    clock.now = expiresAt;
    expect(await codeOf(users.session({ token }))).toBe("unauthorized");
  });

  test.each(["", "ps_", "pv_x", `ps_${"A".repeat(43)}`])("is not guessed by %j", async (token) => {
    const { users, owner } = await openUsers();
    await owner();
    expect(await codeOf(users.session({ token }))).toBe("unauthorized");
  });

  test("shows when its member was here last", async () => {
    const { users, owner, clock } = await openUsers();
    const { token } = await owner();
    clock.now += HOUR;
    await users.session({ token });
    expect(await users.team({})).toMatchObject([{ email, lastSeenAt: clock.now }]);
  });
});

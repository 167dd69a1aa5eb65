import { describe, expect, test } from "vitest";
import { openAdmin, PASSWORD } from "./api.test.kit.ts";

const olivia = { name: "Olivia", email: "olivia@shop.example", password: PASSWORD };

describe("the cookie of a session", () => {
  test("is out of reach of scripts and other sites", async () => {
    const { ask, users } = await openAdmin();
    const { token } = await users.ownerSetup({});
    const { headers, body, text } = await ask("POST /setup", { token, ...olivia });
    const [cookie = ""] = headers.getSetCookie();
    expect(cookie).toMatch(/^parley=ps_[\w-]{43}; /);
    for (const guard of ["HttpOnly", "SameSite=Strict", "Path=/", "Expires="]) expect(cookie).toContain(guard);
    expect(body).toMatchObject({ role: "owner", email: olivia.email });
    expect(text).not.toContain("ps_");
    expect(text).not.toContain("argon2");
  });

  test("is kept to HTTPS and to this host where people come by HTTPS", async () => {
    const { ask, users, port } = await openAdmin({ secure: true });
    const { token } = await users.ownerSetup({});
    const plain = await ask("POST /setup", { token, ...olivia });
    expect(plain.status).toBe(403);
    const { headers, status } = await ask("POST /setup", { token, ...olivia }, { origin: `https://127.0.0.1:${port}` });
    const [cookie = ""] = headers.getSetCookie();
    expect([status, cookie]).toEqual([200, expect.stringMatching(/^__Host-parley=ps_[\w-]{43}; .*Secure/)]);
    expect(cookie).not.toContain("Domain");
    const [kept = ""] = cookie.split(";");
    expect((await ask("GET /session", {}, { cookie: kept })).status).toBe(200);
    expect((await ask("GET /session", {}, { cookie: kept.replace("__Host-", "") })).status).toBe(401);
  });

  test("is new at every sign-in, and the one before does not work any more", async () => {
    const { ownerBrowser, ask } = await openAdmin();
    const owner = await ownerBrowser();
    const before = owner.cookie();
    expect((await owner.ask("POST /session", olivia)).status).toBe(200);
    expect(owner.cookie()).not.toBe(before);
    expect((await ask("GET /session", {}, { cookie: before })).status).toBe(401);
    expect((await owner.ask("GET /session")).status).toBe(200);
  });

  test("survives a wrong password, and is forgotten by the browser when its session is over", async () => {
    const { ownerBrowser, clock } = await openAdmin();
    const owner = await ownerBrowser();
    expect((await owner.ask("POST /session", { ...olivia, password: "wrong" })).status).toBe(401);
    expect((await owner.ask("GET /session")).status).toBe(200);
    clock.now += 13 * 3_600_000;
    const { status, headers } = await owner.ask("GET /session");
    expect([status, headers.getSetCookie()[0]]).toEqual([401, expect.stringContaining("Expires=Thu, 01 Jan 1970")]);
  });

  test("stays good when its member changes the password, and a wrong one does not end it", async () => {
    const { ownerBrowser } = await openAdmin();
    const owner = await ownerBrowser();
    const password = "another long password";
    const wrong = await owner.ask("PUT /session/password", { current: "wrong", password });
    expect([wrong.status, wrong.body]).toMatchObject([400, { error: { message: "The current password is wrong." } }]);
    expect((await owner.ask("PUT /session/password", { current: PASSWORD, password })).status).toBe(200);
    expect((await owner.ask("GET /session")).status).toBe(200);
    expect((await owner.ask("POST /session", { ...olivia, password })).status).toBe(200);
  });

  test("ends on the server when signing out, not only in the browser", async () => {
    const { ownerBrowser, ask } = await openAdmin();
    const owner = await ownerBrowser();
    const cookie = owner.cookie();
    const { status, body } = await owner.ask("DELETE /session");
    expect([status, body]).toEqual([200, {}]);
    expect(owner.cookie()).toBe("parley=");
    expect((await ask("GET /team", {}, { cookie })).status).toBe(401);
  });

  test("takes the member's place in the team as it is now: disabled is out at once", async () => {
    const { ownerBrowser, memberBrowser, users } = await openAdmin();
    const owner = await ownerBrowser();
    const agent = await memberBrowser("agent");
    const { body } = await agent.ask("GET /session");
    const { id } = body as { id: string };
    expect((await agent.ask("GET /report?from=0&to=1")).status).toBe(403);
    expect((await owner.ask(`PATCH /team/${id}`, { role: "supervisor" })).body).toMatchObject({ role: "supervisor" });
    expect((await agent.ask("GET /report?from=0&to=1")).status).toBe(200);
    await owner.ask(`PATCH /team/${id}`, { disabled: true });
    expect((await agent.ask("GET /session")).status).toBe(401);
    expect((await users.team({})).find((member) => member.id === id)?.disabled).toBe(true);
  });
});

describe("one-time links", () => {
  test("make the owner, once", async () => {
    const { ask, users } = await openAdmin();
    const { token = "" } = await users.ownerSetup({});
    expect((await ask("POST /setup/offer", { token })).body).toEqual({ kind: "owner" });
    expect((await ask("POST /setup", { token, ...olivia })).status).toBe(200);
    expect((await ask("POST /setup/offer", { token })).status).toBe(401);
    expect((await ask("POST /setup", { token, ...olivia })).error?.code).toBe("unauthorized");
    for (const body of [
      {},
      { token: "" },
      { token: ["a", "b"] },
      { token: { $ne: "x" } },
      { token: "x".repeat(201) },
    ]) {
      expect([400, 401]).toContain((await ask("POST /setup/offer", body)).status);
    }
    // No token in an address, which proxies log.
    expect((await ask(`GET /setup?token=${token}`)).status).toBe(404);
  });

  test("let members in whom an admin invites, and again who lost the password", async () => {
    const { ask, ownerBrowser, browser } = await openAdmin();
    const owner = await ownerBrowser();
    const invited = await owner.ask("POST /team", { name: "Ada", email: "ada@shop.example", role: "agent" });
    const { member, setupToken } = invited.body as { member: { id: string }; setupToken: string };
    expect((await ask("POST /setup/offer", { token: setupToken })).body).toEqual({
      kind: "member",
      email: "ada@shop.example",
    });
    const ada = browser();
    expect((await ada.ask("POST /setup", { token: setupToken, password: "too short" })).error).toMatchObject({
      code: "invalid",
      details: { fields: { password: [expect.stringContaining("10 characters")] } },
    });
    expect((await ada.ask("POST /setup", { token: setupToken, password: PASSWORD })).status).toBe(200);
    expect((await ada.ask("GET /session")).body).toMatchObject({ id: member.id, role: "agent" });
    const again = await owner.ask(`POST /team/${member.id}/invitation`);
    expect((again.body as { setupToken: string }).setupToken).not.toBe(setupToken);
    expect((await ask("GET /team")).status).toBe(401);
    expect(JSON.stringify((await ada.ask("GET /team")).body)).not.toContain("pi_");
  });
});

describe("errors", () => {
  test("are in the language of who reads them", async () => {
    const { ask } = await openAdmin();
    const wrong = (language?: string) =>
      ask("POST /session", { email: "nobody@x.example", password: "?" }, { "accept-language": language });
    expect((await wrong()).error?.message).toBe("The e-mail address or the password is wrong.");
    for (const chinese of ["zh-CN,zh;q=0.9,en;q=0.8", "zh-TW", "zh"]) {
      expect((await wrong(chinese)).error?.message).toBe("邮箱或密码不正确。");
    }
    expect((await wrong("de, en;q=0.5")).error?.message).toContain("e-mail");
    expect((await ask("GET /nothing", {}, { "accept-language": "zh\r\n".trim() })).error?.message).toBe(
      "此处没有内容。",
    );
  });

  test("that nobody foresaw are logged without a link's token and answered without a word of them", async () => {
    const { ask, logged, users } = await openAdmin();
    const { token = "" } = await users.ownerSetup({});
    const broken = "\ud800";
    await ask("POST /setup/offer", { token });
    const { text } = await ask("POST /setup", { token, ...olivia, name: broken });
    expect(text).not.toContain("/packages/");
    expect(JSON.stringify(logged)).not.toContain(token);
  });
});

test("admins read who did what, refusals by role among it, and nobody else does", async () => {
  const { ownerBrowser, memberBrowser } = await openAdmin();
  const owner = await ownerBrowser();
  const agent = await memberBrowser("agent");
  expect((await agent.ask("GET /audit")).status).toBe(403);
  const trail = (await owner.ask("GET /audit?limit=2")).body as { action: string; target: string; address?: string }[];
  expect(trail).toHaveLength(2);
  expect(trail[0]).toMatchObject({ action: "denied", target: "GET /audit", address: "127.0.0.1" });
  expect((await owner.ask("GET /audit?limit=501")).status).toBe(400);
});

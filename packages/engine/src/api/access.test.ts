import type { Role } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import { openAdmin, PASSWORD } from "./api.test.kit.ts";
import { allows, type Route, ROUTES } from "./permissions.ts";

const routes = Object.keys(ROUTES) as Route[];
/** The route with something in its places that nothing is named. */
const filled = (route: Route) => route.replace(/:version/, "999").replace(/:\w+/, "no-such-thing");

describe("every route", () => {
  test("that is not public answers unauthorized to who is not signed in, and to a session that is none", async () => {
    const { ask } = await openAdmin();
    for (const route of routes.filter((name) => ROUTES[name] !== "public")) {
      for (const cookie of [
        undefined,
        "parley=",
        "parley=ps_guess",
        `parley=${"x".repeat(4000)}`,
        "__Host-parley=x",
        "%",
      ]) {
        const { status, error } = await ask(filled(route), {}, { cookie });
        expect([route, status, error?.code]).toEqual([route, 401, "unauthorized"]);
      }
    }
  });

  test.each(["agent", "supervisor", "admin"] as const)(
    "is open to %ss as far as the table says",
    async (role: Role) => {
      const { ownerBrowser, memberBrowser } = await openAdmin();
      await ownerBrowser();
      const member = await memberBrowser(role as "agent");
      for (const route of routes) {
        const least = ROUTES[route];
        if (least === "public" || route === "DELETE /session") continue;
        // Starting a training for real takes long; whether it may be started is seen at cancelling it.
        if (route === "POST /training" && allows(least, role)) continue;
        const { status } = await member.ask(filled(route), {});
        expect([route, status === 403]).toEqual([route, !allows(least, role)]);
      }
    },
  );

  test("that does not exist is not found, whoever asks and however", async () => {
    const { ask, ownerBrowser } = await openAdmin();
    const owner = await ownerBrowser();
    for (const path of [
      "",
      "/",
      "/nothing",
      "/team/",
      "/Team/x/y",
      "/knowledge/intents",
      "/__proto__",
      "/../etc/passwd",
    ]) {
      const { status, error } = await owner.ask(`PUT ${path}`, {});
      expect([path, status, error?.code]).toEqual([path, 404, "notFound"]);
    }
    expect((await ask("GET /%E0%A4%A")).status).toBeLessThan(500);
    expect((await owner.ask("DELETE /knowledge/intents/%E0%A4%A")).error?.code).toBe("invalid");
  });

  test("is kept by no cache, framed by no page and sniffed by no browser", async () => {
    const { ask, ownerBrowser } = await openAdmin();
    const owner = await ownerBrowser();
    for (const { headers } of [await ask("GET /session"), await owner.ask("GET /team"), await ask("GET /nothing")]) {
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});

describe("a request that changes something", () => {
  test("is refused from another site or origin, also when the cookie comes along", async () => {
    const { ownerBrowser, users, port } = await openAdmin();
    const owner = await ownerBrowser();
    const invited = { name: "Eve", email: "eve@x.example", role: "admin", current: PASSWORD };
    const origins = ["https://evil.example", `http://localhost:${port}`, "http://127.0.0.1:1", "null", "", "not a url"];
    for (const origin of origins) {
      const { status } = await owner.ask("POST /team", invited, { origin });
      expect([origin, status]).toEqual([origin, 403]);
    }
    for (const site of ["cross-site", "same-site"]) {
      expect((await owner.ask("POST /team", invited, { origin: undefined, "sec-fetch-site": site })).status).toBe(403);
    }
    expect(await users.team({})).toHaveLength(1);
    expect((await owner.ask("POST /team", invited, { origin: undefined })).status).toBe(200);
  });

  test("is refused unless it is JSON, which no form of another site can send", async () => {
    const { ownerBrowser, users, ask } = await openAdmin();
    const owner = await ownerBrowser();
    const body = '{"name":"Eve","email":"eve@x.example","role":"admin"}';
    const types = [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "application/jsonp",
      undefined,
    ];
    for (const type of types) {
      const { status } = await owner.ask("POST /team", body, { "content-type": type });
      expect([type, status]).toEqual([type, 400]);
    }
    expect((await ask("POST /session", {}, { "content-type": "text/plain" })).error?.code).toBe("invalid");
    expect((await owner.ask("DELETE /session", {}, { "content-type": undefined })).status).toBe(400);
    expect(await users.team({})).toHaveLength(1);
  });

  test.each([
    ["half of it", '{"name":'],
    ["no object", '"text"'],
    ["a list", "[]"],
    ["nothing", ""],
    ["other fields", '{"title":"x"}'],
    ["operators for texts", '{"name":{"$gt":""},"email":{"$ne":null},"role":["admin"]}'],
    ["a role that is not to be had", '{"name":"Eve","email":"e@x.example","role":"owner"}'],
    ["an address with a line break", '{"name":"Eve","email":"e@x.example\\r\\nBcc: all@x.example","role":"agent"}'],
  ])("is refused with a reason if its JSON is %s", async (_case, body) => {
    const { ownerBrowser, users } = await openAdmin();
    const owner = await ownerBrowser();
    const { status, error } = await owner.ask("POST /team", body);
    expect([status, error?.code]).toEqual([400, "invalid"]);
    expect(await users.team({})).toHaveLength(1);
  });

  test("is refused if it is larger than it needs to be: 16 KB before signing in, 1 MB after, 9 MB for an import", async () => {
    const { ask, ownerBrowser } = await openAdmin();
    const owner = await ownerBrowser();
    const text = (kilobytes: number) => "x".repeat(kilobytes * 1024);
    expect((await ask("POST /session", { email: "a@x.example", password: text(17) })).error?.code).toBe("tooLarge");
    expect((await owner.ask("POST /try", { text: text(1025) })).status).toBe(413);
    expect((await owner.ask("POST /try", { text: text(900) })).status).toBe(400);
    expect((await owner.ask("POST /knowledge/import", { format: "yaml", text: text(9 * 1024 + 1) })).status).toBe(413);
    expect((await owner.ask("POST /knowledge/import", { format: "yaml", text: text(8 * 1024) })).status).toBeLessThan(
      413,
    );
    expect((await owner.ask("GET /session")).status).toBe(200);
  });

  test("is slowed down before signing in, by address, and says how long", async () => {
    const { ask } = await openAdmin({ unlimited: false });
    const guess = (index: number) => ask("POST /session", { email: `nobody${index}@x.example`, password: PASSWORD });
    const answers = await Promise.all(Array.from({ length: 21 }, (_, index) => guess(index)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.error?.retryAfter).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

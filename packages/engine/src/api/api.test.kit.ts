import { mkdtemp, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Role, WireError } from "@parley/protocol";
import express from "express";
import { onTestFinished } from "vitest";
import { createAnalytics } from "../services/analytics/analytics.ts";
import { createDialog } from "../services/dialog/dialog.ts";
import { keys } from "../services/dialog/fixture.ts";
import type { Nlu } from "../services/nlu/contract.ts";
import { createNlu } from "../services/nlu/nlu.ts";
import { createUsers } from "../services/users/users.ts";
import { openStore } from "../store/open.ts";
import { createLanguageModel } from "../language-model/language-model.ts";
import { apiRoutes } from "./routes.ts";
import { createLimits, type Limited, type Rate, RATES } from "../transport/limits.ts";

export const PASSWORD = "correct horse battery";

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: unknown;
  error: WireError | undefined;
}

export interface AdminOptions {
  secure?: boolean;
  /** No limits of how often, for tests that ask much. */
  unlimited?: boolean;
  /** Limits of its own beside those. */
  rates?: Partial<Record<Limited, Rate>>;
  /** Answers of the understanding service that take its place. */
  nlu?: Partial<Nlu>;
  /** Milliseconds that a language model may take. */
  patience?: number;
}

/** The console's HTTP API on a free port, over real services on a real store in a temporary folder. */
export async function openAdmin({
  secure = false,
  unlimited = true,
  nlu: instead,
  patience = 30_000,
  rates,
}: AdminOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), "parley-admin-"));
  const store = await openStore(folder);
  const began = Date.now();
  const clock = { now: began };
  const users = createUsers({ store, now: () => clock.now });
  const nlu = createNlu({ store });
  const dialog = createDialog({
    store,
    keys,
    nlu: { ...nlu.service, ...instead },
    now: () => Date.now() + clock.now - began,
  });
  const analytics = createAnalytics({ store, dialog: dialog.service });
  const services = { users, nlu: { ...nlu.service, ...instead }, dialog: dialog.service, analytics: analytics.service };
  const logged: unknown[] = [];
  const journal = { error: (...entry: unknown[]) => void logged.push(entry) };
  const wide = { burst: 1e9, perMinute: 1e9 };
  const limits = createLimits({
    rates: { ...(unlimited ? mapRates(wide) : RATES), ...rates },
  });
  const languageModel = createLanguageModel({ dialog: dialog.service, allowed: ["127.0.0.1"], patience });
  const app = express().use("/api", apiRoutes({ ...services, languageModel, isSecure: () => secure, journal, limits }));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    languageModel.stop();
    await analytics.close();
    await dialog.close();
    await nlu.close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  /** Asks as a browser of the console does; `headers` add to that or, if undefined, take away from it. */
  async function ask(route: string, body?: unknown, headers: Record<string, string | undefined> = {}): Promise<Answer> {
    const [method = "GET", path = ""] = route.split(" ");
    const asWritten = typeof body === "string" ? body : JSON.stringify(body ?? {});
    const changing = method !== "GET";
    const framing = { "content-type": "application/json", "content-length": `${Buffer.byteLength(asWritten)}`, origin };
    const all = { ...(changing && framing), ...headers };
    const given = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
    return send({
      port,
      method,
      path: `/api${path}`,
      headers: Object.fromEntries(given),
      ...(changing && { body: asWritten }),
    });
  }

  /** A browser that keeps the cookie it was given. */
  function browser(cookie = "") {
    let kept = cookie;
    return {
      cookie: () => kept,
      async ask(route: string, body?: unknown, headers: Record<string, string | undefined> = {}): Promise<Answer> {
        const answer = await ask(route, body, { ...(kept && { cookie: kept }), ...headers });
        const [set] = answer.headers.getSetCookie();
        if (set) kept = set.split(";")[0] ?? "";
        return answer;
      },
    };
  }

  async function ownerBrowser() {
    const owner = browser();
    const { token } = await users.ownerSetup({});
    await owner.ask("POST /setup", { token, name: "Olivia", email: "olivia@shop.example", password: PASSWORD });
    return owner;
  }

  /** A browser in which a new member of that role is signed in. */
  async function memberBrowser(role: Exclude<Role, "owner">) {
    const invited = { name: role, email: `${role}@shop.example`, role, by: "owner", current: PASSWORD };
    const { setupToken } = await users.invite(invited);
    const member = browser();
    await member.ask("POST /setup", { token: setupToken, password: PASSWORD });
    return member;
  }

  const trail = async () =>
    (await users.audit({ limit: 100 })).map(({ action, target }) => `${action} ${target}`.trim());
  return { ...services, store, clock, origin, port, ask, browser, ownerBrowser, memberBrowser, trail, logged };
}

const mapRates = (rate: Rate) =>
  Object.fromEntries(Object.keys(RATES).map((name) => [name, rate])) as Record<Limited, Rate>;

interface Sent {
  port: number;
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** `fetch` would not let a test say where it comes from. */
function send({ port, body, ...options }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, ...options }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(parts).toString();
        const headers = new Headers();
        for (const [name, value] of Object.entries(response.headersDistinct)) {
          for (const each of value ?? []) headers.append(name, each);
        }
        const isJson = headers.get("content-type")?.includes("json");
        const answered: unknown = isJson ? JSON.parse(text) : undefined;
        const error = (answered as { error?: WireError } | undefined)?.error;
        resolve({ status: response.statusCode ?? 0, headers, text, body: answered, error });
      });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

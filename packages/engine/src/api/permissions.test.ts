import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Role } from "@parley/protocol";
import { Server } from "socket.io";
import { io as connect } from "socket.io-client";
import { expect, onTestFinished, test } from "vitest";
import { AGENT_EVENTS, allows, permitted, ROUTES, VISITOR_EVENTS } from "./permissions.ts";
import { guard } from "../transport/wire.ts";

const page = (name: string) => new URL(`../../../protocol/${name}.md`, import.meta.url);

/** The rows of the tables below a heading of the specification, cell by cell. */
async function tableBelow(heading: string, name = "SPEC"): Promise<string[][]> {
  const text = await readFile(page(name), "utf8");
  const [, section = ""] = text.split(new RegExp(`^## ${heading}.*$`, "m"));
  const [own = ""] = section.split(/^## /m);
  const rows = own.split("\n").filter((line) => line.startsWith("| `"));
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const words = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);

/** The specification's routes with their least role: `GET /api/team` · `POST` ... | agent · admin. */
async function specifiedRoutes(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [routes = "", , least = ""] of await tableBelow("Routes", "HTTP")) {
    const roles = least.split("·").map((role) => role.trim().replace(/^(none|link)$/, "public"));
    let path = "";
    for (const [index, route] of words(routes).entries()) {
      const [method, named] = route.split(" ");
      path = named?.replace(/^\/api/, "").replace(/\?.*$/, "") ?? path;
      found[`${method} ${path}`] = roles[index] ?? roles[0] ?? "";
    }
  }
  return found;
}

test("every route of the specification has its role in the table, and no other route exists", async () => {
  const specified = await specifiedRoutes();
  expect(Object.keys(specified).length).toBeGreaterThan(20);
  expect(ROUTES).toEqual(specified);
});

test.each([
  ["Visitor requests", VISITOR_EVENTS],
  ["Console requests", AGENT_EVENTS],
])("every event of the specification's “%s” has a permission, and no other event exists", async (heading, table) => {
  const rows = await tableBelow(heading);
  const specified = rows.flatMap(([events = ""]) => words(events));
  expect(specified.length).toBeGreaterThan(10);
  expect(Object.keys(table).sort()).toEqual(specified.sort());
});

test("a role may all that those below it may, and nothing above", () => {
  const roles = Role.options;
  const allowed = roles.map((role) => roles.filter((least) => allows(least, role)));
  expect(allowed).toEqual([
    ["agent"],
    ["agent", "supervisor"],
    ["agent", "supervisor", "admin"],
    ["agent", "supervisor", "admin", "owner"],
  ]);
});

test("a socket may send only the events that its role allows, whatever the names", async () => {
  const table = { hello: "agent", publish: "admin" } as const;
  const heard: string[] = [];
  const server = createServer();
  const io = new Server(server);
  io.on("connection", (socket) => {
    guard(socket, [permitted(table, (least) => allows(least, "agent"))]);
    for (const event of Object.keys(table)) {
      socket.on(event, (_input: unknown, acknowledge?: (reply: unknown) => void) => {
        heard.push(event);
        acknowledge?.({ ok: true, value: {} });
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { transports: ["websocket"] });
  onTestFinished(async () => {
    client.close();
    await io.close();
  });

  const ask = (event: string | number) => client.timeout(60_000).emitWithAck(event as string, {}) as Promise<unknown>;
  expect(await ask("hello")).toEqual({ ok: true, value: {} });
  expect(await ask("publish")).toMatchObject({ ok: false, error: { code: "forbidden" } });
  for (const event of ["constructor", "__proto__", "toString", "drop", "", 42]) {
    expect(await ask(event)).toMatchObject({ ok: false, error: { code: "invalid" } });
  }
  client.emit("publish");
  expect(await ask("hello")).toEqual({ ok: true, value: {} });
  expect(heard).toEqual(["hello", "hello"]);
});

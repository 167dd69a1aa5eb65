import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import * as names from "./workspace.ts";

const SOURCES = join(import.meta.dirname, "..");
const one = { mark: "" };
const others = [{ mark: "acme." }, { mark: "bravo." }];
const id = newId();

const all = (workspace: names.Workspace) => [
  names.everyoneRoom(workspace),
  names.memberRoom("everyone", workspace),
  names.sessionRoom("ps_1", workspace),
  ...names.seeingRooms("everyone", "", workspace),
  ...names.seeingRooms("everyone", "ann", workspace),
  names.conversationRoom(id, workspace),
  names.cookieName(false, workspace),
  names.cookieName(true, workspace),
  names.redisKey(0, workspace),
];

test("what is of one workspace has no name of another's, nor two things of one the same", () => {
  const made = [one, ...others].flatMap(all);
  expect(new Set(made).size).toBe(made.length);
  for (const workspace of others) {
    expect(names.conversationOf(names.conversationRoom(id, workspace), workspace)).toBe(id);
    for (const name of all(one)) expect(names.conversationOf(name, workspace)).toBeUndefined();
  }
});

test("the only workspace has the names that versions before workspaces know", () => {
  expect(all(one)).toEqual([
    "everyone",
    "member:everyone",
    "member:session:EPj5iZpaiPlIorDoFipFsjkpka5rwGdcIIoVGRxu5JQ",
    "seeing::",
    "seeing::everyone",
    "seeing:ann:",
    "seeing:ann:everyone",
    id,
    "parley",
    "__Host-parley",
    "parley/0",
  ]);
  expect(names.workspaceOf({ headers: { host: "any.example" } })).toEqual(one);
});

test("no room, cookie or channel of Redis is named elsewhere", async () => {
  const named: string[] = [];
  for (const folder of ["agents", "channels", "gateway", "api", "spine", "transport"]) {
    for (const file of await readdir(join(SOURCES, folder), { recursive: true })) {
      if (!/(?<!\.test|\.kit)\.ts$/.test(file) || file === "workspace.ts") continue;
      const source = await readFile(join(SOURCES, folder, file), "utf8");
      const uses = source.matchAll(
        /(?:agents|visitors|socket|everyone|nsp|local|adapter)\.(?:to|in|except|join|leave|rooms\.\w+|nsp\.in)\(([^)]*)/g,
      );
      for (const [use, room = ""] of uses)
        if (!/Rooms?\(|^room|^holder$/.test(room)) named.push(`${folder}/${file}: ${use}`);
      if (/["'`](__Host-|parley\/)/.test(source)) named.push(`${folder}/${file}`);
    }
  }
  expect(named).toEqual([]);
});

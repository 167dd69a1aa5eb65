import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { shortClasses } from "../packages/console/short-classes.ts";
import { circles, graphOf, graphOfRows, importsIn, readSources, readTable, whyNot } from "./support/boundaries.ts";

const table = readTable(await readFile(new URL("../ARCHITECTURE.md", import.meta.url), "utf8"));
const sources = await readSources();

test("no file imports what the table in ARCHITECTURE does not let it, types included", () => {
  const refused = [...sources].flatMap(([file, source]) => importsIn(source).map((name) => whyNot(file, name, table)));
  expect(refused.filter((why) => why !== undefined)).toEqual([]);
});

test("no files import each other in a circle, types included", () => {
  expect(circles(graphOf(sources)).map((circle) => circle.join(" -> "))).toEqual([]);
});

test("the table has no circle, and no row of something that is not there any more", () => {
  expect(circles(graphOfRows(table)).map((circle) => circle.join(" -> "))).toEqual([]);
  const files = [...sources.keys()];
  const isThere = (row: string) => files.some((file) => `${file}/`.startsWith(`${row.replace(/\/\*.*$/, "")}/`));
  expect([...table.keys()].filter((row) => !isThere(row))).toEqual([]);
});

test.each([
  ["a value", 'import { a } from "./a.ts";'],
  ["a type", 'import type { A } from "./a.ts";'],
  ["all of it", 'import * as a from "./a.ts";'],
  ["something over several lines", 'import {\n  a,\n  type B,\n} from "./a.ts";'],
  ["only what it does", 'import "./a.ts";'],
  ["what it passes on", 'export { a } from "./a.ts";'],
  ["types that it passes on", 'export type * from "./a.ts";'],
  ["something later", 'const { a } = await import("./a.ts");'],
  ["a type in its place", 'type A = import("./a.ts").A;'],
  ["the old way", 'const a = require("./a.ts");'],
  ["a thread", 'new Worker(new URL("./a.ts", import.meta.url))'],
])("an import is found: %s", (_how, source) => {
  expect(importsIn(source)).toEqual(["./a.ts"]);
});

test.each([
  ["engine/store/open.ts", "../services/users/contract.ts"],
  ["engine/store/deep/er/open.ts", "../../../spine/receive.ts"],
  ["engine/rpc/serve.ts", "../services/users/users.ts"],
  ["engine/services/dialog/respond.ts", "../nlu/nlu.ts"],
  ["engine/services/dialog/replies/read.ts", "../../nlu/understand/understand.ts"],
  ["engine/services/users/users.ts", "../../gateway/gateway.ts"],
  ["engine/services/users/users.ts", "../../agents/session.ts"],
  ["engine/services/users/users.ts", "express"],
  ["engine/services/users/users.ts", "socket.io"],
  ["engine/services/users/contract.ts", "./users.ts"],
  ["engine/spine/deliver.ts", "../agents/lists.ts"],
  ["engine/spine/deliver.ts", "../channels/web/web.ts"],
  ["engine/spine/timers.ts", "../services/dialog/due.ts"],
  ["engine/spine/queue.ts", "socket.io"],
  ["engine/transport/server.ts", "../spine/receive.ts"],
  ["engine/transport/server.ts", "../services/users/contract.ts"],
  ["engine/channels/web/web.ts", "../../agents/lists.ts"],
  ["engine/channels/web/web.ts", "../email/email.ts"],
  ["engine/channels/web/web.ts", "../../services/users/visitors.ts"],
  ["engine/agents/agents.ts", "../channels/web/attendance.ts"],
  ["engine/agents/agents.ts", "../api/session.ts"],
  ["engine/api/learning.ts", "../services/dialog/respond.ts"],
  ["engine/api/learning.ts", "../gateway/http.ts"],
  ["engine/upkeep/backup.ts", "../services/users/users.ts"],
  ["engine/upkeep/backup.ts", "../gateway/pages.ts"],
  ["engine/spine/receive.ts", "./timers.test.ts"],
  ["engine/new-folder/file.ts", "./other.ts"],
  ["engine/spine/receive.ts", "@parley/widget"],
  ["engine/spine/receive.ts", "../../../protocol/src/event.ts"],
  ["protocol/event.ts", "@parley/engine"],
  ["widget/core.tsx", "@parley/engine"],
  ["widget/core.tsx", "../../console/src/desk.ts"],
  ["console/desk/desk.ts", "@parley/widget"],
  ["examples/express/server.ts", "../../packages/engine/src/engine.ts"],
])("%s may not import %s", (file, imported) => {
  expect(whyNot(file, imported, table)).toContain(file);
});

test.each([
  ["engine/services/dialog/respond.ts", "../nlu/contract.ts"],
  ["engine/services/dialog/replies/read.ts", "../moves.ts"],
  ["engine/spine/deliver.ts", "../services/analytics/contract.ts"],
  ["engine/spine/timers.test.ts", "../services/dialog/dialog.ts"],
  ["engine/channels/web/web.ts", "../../spine/receive.ts"],
  ["engine/channels/web/deep/er.ts", "../web.ts"],
  ["engine/gateway/gateway.ts", "../channels/web/web.ts"],
  ["console/desk/desk.ts", "@parley/protocol/markdown"],
  ["widget/core.tsx", "preact"],
])("%s may import %s", (file, imported) => {
  expect(whyNot(file, imported, table)).toBeUndefined();
});

test("a circle is found, of two files and of three, and by types alone", () => {
  const file = (name: string) => `import type { A } from "./${name}.ts";`;
  const three = new Map([
    ["x/a.ts", file("b")],
    ["x/b.ts", file("c")],
    ["x/c.ts", file("a")],
    ["x/d.ts", file("a")],
  ]);
  expect(circles(graphOf(three))).toEqual([["x/a.ts", "x/b.ts", "x/c.ts", "x/a.ts"]]);
  expect(
    circles(
      new Map([
        ["a", ["b"]],
        ["b", ["a"]],
      ]),
    ),
  ).toHaveLength(1);
});

test("a class that tests look for keeps its name in the console that is built", async () => {
  const { inStyles } = shortClasses();
  const folder = new URL("./", import.meta.url);
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".ts"));
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, folder), "utf8")));
  const classes = texts.flatMap((text) => text.match(/(?<=["'` >(,])\.[a-z][\w-]*/g) ?? []);
  expect(classes).toContain(".conversation-head");
  expect([...new Set(classes)].filter((name) => inStyles(name) !== name)).toEqual([]);
});

test("what a page shows is waited for: on a busy machine it comes later", async () => {
  const folder = new URL("./", import.meta.url);
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".ts"));
  const READ =
    /expect\(\s*[[(]*await [^;]*?\.(?:(?:count|inputValue|textContent|innerText|isVisible|isDisabled|isEnabled|isChecked|boundingBox|allTextContents|allInnerTexts|title)\(\)|(?:getAttribute|evaluate|evaluateAll)\()/g;
  const found = files.map(async (file) => (await readFile(new URL(file, folder), "utf8")).match(READ) ?? []);
  expect((await Promise.all(found)).flat()).toEqual([]);
});

test.each([
  [".gitignore", "*.key"],
  [".dockerignore", "**/*.key"],
])("the key of an embedded store's secrets lies beside it, and is left out by %s", async (file, line) => {
  const text = await readFile(new URL(`../${file}`, import.meta.url), "utf8");
  expect(text.split("\n")).toContain(line);
});

test("the cluster's engines are given the key that channels' secrets are sealed with in MongoDB", async () => {
  const compose = await readFile(new URL("../examples/cluster/compose.yaml", import.meta.url), "utf8");
  expect(compose).toContain("SECRETS_KEY: ${SECRETS_KEY:?");
});

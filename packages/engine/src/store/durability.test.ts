import { spawn, type ChildProcess } from "node:child_process";
import { on } from "node:events";
import { mkdtemp, readFile, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { afterEach, describe, expect, test } from "vitest";
import { openStore } from "./open.ts";
import { connect, probe, type SqliteBuild } from "./sqlite.ts";

interface Note {
  _id: string;
  count?: number;
}

const native = await probe("native").then(
  () => true,
  (error: unknown) =>
    !process.stderr.write(
      `\nSKIPPED: the suites of the compiled SQLite, which does not run here: ${String(error)}\n\n`,
    ),
);
const builds: SqliteBuild[] = native ? ["native", "portable"] : ["portable"];
const newFolder = () => mkdtemp(join(tmpdir(), "store-"));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

describe.each(builds)("killed while writing with the %s SQLite", (sqlite) => {
  test.each([1, 2, 3])("every acknowledged write is there, round %i", { timeout: 600_000 }, async (round) => {
    const folder = await newFolder();
    const { child, acknowledged, hasWritten } = startWriter(folder, sqlite);
    await hasWritten(200 * round);
    await expect(openStore(folder, { sqlite })).rejects.toThrow(`is open in process ${child.pid} on `);

    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("close", resolve));
    const promised = acknowledged();

    const store = await openStore(folder, { sqlite });
    const notes = store.collection<Note>("notes");
    const stored = new Set((await notes.find({})).map(({ _id }) => _id));
    expect(promised.filter((id) => !stored.has(id))).toEqual([]);
    const increments = promised.filter((id) => id.startsWith("i")).length;
    expect((await notes.findOne({ _id: "counter" }))?.count).toBeGreaterThanOrEqual(increments);
    await store.close();
  });
});

test.runIf(native).each([
  ["native", "portable"],
  ["portable", "native"],
] as const)(
  "what the %s SQLite stored, killed without closing, the %s one reads",
  { timeout: 600_000 },
  async (first, second) => {
    const folder = await newFolder();
    const { child, acknowledged, hasWritten } = startWriter(folder, first);
    await hasWritten(100);
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("close", resolve));

    const store = await openStore(folder, { sqlite: second });
    const stored = new Set((await store.collection<Note>("notes").find({})).map(({ _id }) => _id));
    expect(acknowledged().filter((id) => !stored.has(id))).toEqual([]);
    await store.close();
  },
);

test("a store opened twice in one process is refused, and after a close it is free", async () => {
  const folder = await newFolder();
  const store = await openStore(folder);
  await expect(openStore(folder)).rejects.toMatchObject({ code: "unavailable" });
  await store.collection<Note>("notes").insert({ _id: "1" });
  await store.close();
  const again = await openStore(folder);
  expect(await again.collection<Note>("notes").count({})).toBe(1);
  await again.close();
});

test.concurrent("the lock of a host that is gone is taken over", async () => {
  const folder = await newFolder();
  await writeFile(join(folder, "parley.lock"), JSON.stringify({ host: "elsewhere", pid: 1, started: "" }));
  await (await openStore(folder)).close();
});

test.concurrent("the lock of another host that still shows life is respected", async () => {
  const folder = await newFolder();
  const lock = join(folder, "parley.lock");
  await writeFile(lock, JSON.stringify({ host: "elsewhere", pid: 1, started: "" }));
  const life = setInterval(() => void utimes(lock, new Date(), new Date()), 500);
  await expect(openStore(folder)).rejects.toThrow(/process 1 on elsewhere/);
  clearInterval(life);
});

test("of ten that find the same stale lock, one gets the folder", async () => {
  const folder = await newFolder();
  await writeFile(join(folder, "parley.lock"), "half-written");
  const opened = await Promise.allSettled(Array.from({ length: 10 }, () => openStore(folder)));
  const stores = opened.filter((result) => result.status === "fulfilled");
  expect(stores).toHaveLength(1);
  await stores[0]?.value.close();
});

test("a place that is no folder, or holds no database of ours, is refused with a sentence", async () => {
  const folder = await newFolder();
  await writeFile(join(folder, "file"), "");
  await expect(openStore(join(folder, "file"))).rejects.toThrow(/The store in .*file cannot be opened/);
  await writeFile(join(folder, "parley.db"), "This is no database, whatever its name says. ".repeat(100));
  await expect(openStore(folder)).rejects.toThrow(/cannot be opened.*not a database/);
  await expect(openStore(folder)).rejects.toMatchObject({ code: "unavailable" });
  await expect(readFile(join(folder, "parley.lock"))).rejects.toThrow(/ENOENT/);
});

test("a file that a newer version wrote is refused, not changed", async () => {
  const folder = await newFolder();
  await (await openStore(folder, { sqlite: "portable" })).close();
  const connection = await connect("portable", join(folder, "parley.db"));
  connection.exec("PRAGMA user_version = 99");
  connection.close();
  await expect(openStore(folder)).rejects.toThrow(/newer version of Parley/);
});

test("where the compiled SQLite cannot be loaded the portable one is used, and the operator is told", async () => {
  const folder = await newFolder();
  const hooks = `export function resolve(name, context, next) {
    if (name === "better-sqlite3") throw new Error("not built for this machine");
    return next(name, context);
  }`;
  const code = `
    import { register } from "node:module";
    register("data:text/javascript,${encodeURIComponent(hooks)}");
    const { openStore } = await import(${JSON.stringify(new URL("./open.ts", import.meta.url).href)});
    const store = await openStore(${JSON.stringify(folder)}, { onFallback: (reason) => console.log(reason) });
    await store.collection("notes").insert({ _id: "1" });
    console.log(store.description);
    await store.close();`;
  const child = run(code);
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await new Promise((resolve) => child.once("close", resolve));
  expect(output).toMatch(/cannot be used here: not built for this machine\nSQLite 3[\d.]+ \(portable build\) in /);
});

/** Writes until it is killed, 32 at a time, and tells each acknowledged id at once. */
function startWriter(folder: string, sqlite: string) {
  const child = run(`
    const { openStore } = await import(${JSON.stringify(new URL("./open.ts", import.meta.url).href)});
    const store = await openStore(${JSON.stringify(folder)}, { sqlite: ${JSON.stringify(sqlite)} });
    const notes = store.collection("notes", [{ on: ["count"] }]);
    let next = 0;
    async function write() {
      for (;;) {
        const id = "n" + next++;
        await notes.insert({ _id: id });
        process.stdout.write(id + "\\n");
        await notes.update({ _id: "counter" }, { $inc: { count: 1 } }, { upsert: true });
        const counted = "i" + id;
        await notes.insert({ _id: counted });
        process.stdout.write(counted + "\\n");
      }
    }
    await Promise.all(Array.from({ length: 32 }, write));`);
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const acknowledged = () => output.split("\n").slice(0, -1);
  /** Waits until more than so many writes were acknowledged, however slow the disk is. */
  async function hasWritten(many: number): Promise<void> {
    for await (const _ of on(child.stdout as Readable, "data", { close: ["end"] }))
      if (acknowledged().length > many) return;
    throw new Error("The writer has ended.");
  }
  return { child, acknowledged, hasWritten };
}

function run(code: string): ChildProcess {
  const loader = [
    "--conditions=@parley/source",
    "--import",
    import.meta.resolve("tsx"),
    "--input-type=module",
    "-e",
    code,
  ];
  const child = spawn(process.execPath, loader, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  return child;
}

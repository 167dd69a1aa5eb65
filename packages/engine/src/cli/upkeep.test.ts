import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openBlobs } from "../blobs/open.ts";
import { AUDIT, createAudit } from "../services/users/audit.ts";
import { openStore } from "../store/open.ts";
import { contentIn, fillWithContent } from "../upkeep/content.test.kit.ts";
import { migrate, newestOf } from "../upkeep/migrate.ts";
import { run as audit } from "./audit.ts";
import { run as backup } from "./backup.ts";
import { filesOf } from "./command.ts";
import { run as doctor } from "./doctor.ts";
import { run as migrateCommand } from "./migrate.ts";
import { run as move } from "./move.ts";
import { run as restore } from "./restore.ts";
import { useTerminal } from "./heard.test.kit.ts";

const terminal = useTerminal();

test("a store is backed up, restored elsewhere and moved on, each in one command", async () => {
  const parent = await mkdtemp(join(tmpdir(), "upkeep-"));
  const [first, second, third, file] = ["first", "second", "third", "parley.gz"].map((name) => join(parent, name));
  if (!first || !second || !third || !file) throw new Error("There are four places.");
  const store = await openStore(first);
  await migrate(store);
  await fillWithContent(store, 50);
  const content = await contentIn(store);

  expect(await backup([file, "--store", first])).toBe(0);
  expect(terminal.said).toMatch(new RegExp(`holds schema ${newestOf()} and:\\n(.*\\n)* {2}events +50 {2}[0-9a-f]{64}`));
  await expect(restore([file, "--store", first])).rejects.toThrow(`is open in process ${process.pid}`);
  await store.close();
  await expect(restore([file, "--store", first])).rejects.toThrow("--force replaces everything");

  expect(await restore([file, "--store", second])).toBe(0);
  expect(terminal.said).toMatch(/Restored 62 documents in 4 collections; all were read back and are the same\./);
  expect(await move(["--from", second, "--to", third])).toBe(0);
  expect(terminal.said).toContain(`start the engine with STORE=${third}`);
  expect(await migrateCommand(["--store", third])).toBe(0);
  expect(terminal.said).toContain(`third has schema ${newestOf()}.`);
  const moved = await openStore(third);
  expect(await contentIn(moved)).toEqual(content);
  await moved.close();
});

test("the trail is printed, and looked at whether it is as it was written", async () => {
  const folder = await mkdtemp(join(tmpdir(), "trail-"));
  const store = await openStore(folder);
  const { record } = createAudit(store, Date.now);
  for (const target of ["one", "two", "three"]) await record({ by: "olivia", action: "tested", target });
  await store.close();
  const place = ["--store", folder];
  expect(await audit(place)).toBe(0);
  expect(terminal.said).toMatch(/Z\tolivia\ttested\tthree\t-\n.*\ttwo\t-\n.*\tone\t-\n/);
  expect(await audit(["--verify", ...place])).toBe(0);
  expect(terminal.said).toContain("3 entries, all as they were written.");
  const hash = /has the hash ([\w-]{43})/.exec(terminal.said)?.[1] ?? "";
  expect(await audit(["--verify", "--noted", hash, ...place])).toBe(0);

  const again = await openStore(folder);
  await AUDIT.open(again).remove({ number: 3 });
  await again.close();
  expect(await audit(["--verify", "--noted", hash, ...place])).toBe(1);
  expect(terminal.said).toContain(`No entry has the hash ${hash}`);
  const changed = await openStore(folder);
  await AUDIT.open(changed).update({ number: 2 }, { $set: { target: "nothing" } });
  await changed.close();
  expect(await audit(["--verify", ...place])).toBe(1);
  expect(terminal.said).toContain("Entry 2 is not as it was written.");
});

test.each([
  ["backup", backup, []],
  ["backup", backup, ["a", "b"]],
  ["restore", restore, ["--unknown"]],
  ["move", move, ["--from", "a"]],
  ["migrate", migrateCommand, ["1"]],
  ["audit", audit, ["--limit", "none"]],
  ["doctor", doctor, ["store"]],
])("%s says how it is used where it is used wrongly, and when asked", async (name, run, args) => {
  expect(await run(args)).toBe(2);
  expect(await run(["--help"])).toBe(0);
  expect(terminal.said).toContain(`Usage: parley ${name}`);
});

test.each([
  [{}, "/mnt/files"],
  [{ store: "./restored" }, undefined],
  [{ store: "./restored", files: "./others" }, "./others"],
  [{ files: "./others" }, "./others"],
])(
  "of %j files are in %s: those of the engine that runs are in nobody's way who looks at another store",
  (values, place) => {
    vi.stubEnv("FILES", "/mnt/files");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(filesOf(values)).toBe(place);
  },
);

test("files alone are moved by one command", async () => {
  const parent = await mkdtemp(join(tmpdir(), "upkeep-"));
  const [from, to] = [join(parent, "from"), join(parent, "to")];
  const blobs = await openBlobs({ store: "none", files: from });
  await blobs.put("c/f/original", Buffer.from("bytes"), 5);
  expect(await move(["--files-from", from, "--files-to", to])).toBe(0);
  expect(terminal.said).toContain("start the engine with FILES set to the new one.");
  const moved = await (await openBlobs({ store: "none", files: to })).read("c/f/original");
  expect(String(await moved?.stream.toArray())).toBe("bytes");
});

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openStore } from "./open.ts";
import { openSnapshot } from "./snapshot.ts";
import { probe } from "./sqlite.ts";

interface Note {
  _id: string;
  text?: string;
}

const newFolder = () => mkdtemp(join(tmpdir(), "store-"));
const native = await probe("native").then(
  () => true,
  (error: unknown) =>
    !process.stderr.write(`\nSKIPPED: views of a store in use need the compiled SQLite: ${String(error)}\n\n`),
);

describe.runIf(native)("a view of a store in use", () => {
  test("shows one moment, whatever the engine writes meanwhile", async () => {
    const folder = await newFolder();
    const store = await openStore(folder);
    const notes = store.collection<Note>("notes", [{ on: ["text"] }]);
    for (const _id of ["1", "2", "3"]) await notes.insert({ _id, text: "before" });
    const view = await openSnapshot(folder);
    await notes.insert({ _id: "4" });
    await notes.update({ _id: "1" }, { $set: { text: "after" } });
    await notes.remove({ _id: "2" });
    await store.collection("later").insert({ _id: "x" });

    const seen = view.collection<Note>("notes");
    expect((await seen.find({}, { sort: { _id: 1 } })).map(({ text }) => text)).toEqual(["before", "before", "before"]);
    expect(await seen.count({ text: "before" })).toBe(3);
    expect(await view.collections()).toEqual([{ name: "notes", indexes: [{ on: ["text"] }] }]);
    expect(await view.collection("later").find({})).toEqual([]);
    await view.close();
    expect(await notes.count({})).toBe(3);
    await store.close();
  });

  test("cannot be written, and answers nothing once closed", async () => {
    const folder = await newFolder();
    await (await openStore(folder)).close();
    const view = await openSnapshot(folder);
    const notes = view.collection<Note>("notes");
    await expect(notes.insert({ _id: "1" })).rejects.toMatchObject({ code: "forbidden" });
    await view.close();
    await expect(notes.find({})).rejects.toMatchObject({ code: "unavailable" });
  });
});

test("the portable SQLite says which process has to stop first", async () => {
  const folder = await newFolder();
  const store = await openStore(folder, { sqlite: "portable" });
  await store.collection<Note>("notes").insert({ _id: "1" });
  const looking = openSnapshot(folder, { sqlite: "portable" });
  await expect(looking).rejects.toThrow(`is open in process ${process.pid}`);
  await store.close();
  const view = await openSnapshot(folder, { sqlite: "portable" });
  expect(await view.collection<Note>("notes").count({})).toBe(1);
  await view.close();
});

test("no view is made of what is not there, and nothing is created", async () => {
  const folder = join(await newFolder(), "typo");
  await expect(openSnapshot(folder)).rejects.toMatchObject({ code: "notFound" });
  await expect(openSnapshot(folder)).rejects.toThrow(`There is no store in ${folder}.`);
});

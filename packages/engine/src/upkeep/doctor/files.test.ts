import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openBlobs } from "../../blobs/open.ts";
import { FILES, type StoredFile } from "../../services/dialog/files/stored.ts";
import { closePlaces, newFolder, places } from "../upkeep.test.kit.ts";
import { examineFiles } from "./files.ts";

afterAll(closePlaces);

const file = (_id: string, state: StoredFile["state"]): StoredFile => ({
  _id,
  conversationId: "c",
  by: { kind: "visitor" },
  state,
  name: "a.txt",
  length: 5,
  received: 5,
  parts: [],
  at: 1,
});

describe.each(places)("files of $name", ({ another, open }) => {
  async function filled(known: readonly StoredFile[], kept: readonly string[]) {
    const where = await another();
    const [store, blobs] = [await open(where), await openBlobs({ store: where })];
    onTestFinished(() => blobs.close());
    await FILES.open(store).insertMany(known);
    for (const key of kept) await blobs.put(`c/${key}`, Buffer.from("bytes"), 5);
    return { where, description: blobs.description };
  }

  test("are counted, while an engine may be running, and nothing is left of the look", async () => {
    const known = [file("f1", "ready"), file("f2", "uploading"), file("f3", "refused"), file("f4", "gone")];
    const { where, description } = await filled(known, ["f1/original", "f1/preview", "f2/part-0-x", "f4/original"]);
    const says = `3 in ${description}, 0.0 MB; it can be written`;
    expect(await examineFiles({ store: where })).toEqual([{ what: "Files", is: "ok", says }]);
    expect(await examineFiles({ store: where })).toEqual([{ what: "Files", is: "ok", says }]);
  });

  test("that have lost their bytes, and bytes that no file is known of, are named", async () => {
    const kept = ["f1/preview", "f3/original", "f4/original"];
    const ready = ["f1", "f2", "f3"].map((id) => file(id, "ready"));
    const { where } = await filled([...ready, { ...file("f5", "ready"), unsent: true }], kept);
    const [, unknown, missing, ...more] = await examineFiles({ store: where });
    expect(unknown).toMatchObject({ is: "warn", says: "1 (0.0 MB) belong to no message or upload: f4" });
    expect(missing).toMatchObject({ is: "fail", says: "2 that were sent have no bytes: f1, f2" });
    expect(more).toEqual([]);
  });
});

test("of a store that is not there yet nothing is made or said; a place that was named is tried", async () => {
  const folder = await newFolder();
  expect(await examineFiles({ store: join(folder, "data") })).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
  const files = join(folder, "files");
  expect(await examineFiles({ store: join(folder, "data"), files })).toMatchObject([
    { what: "Files", is: "ok" },
    { what: "Disk" },
  ]);
});

test("a place that cannot be written is a failure, with what to do", async () => {
  const folder = await newFolder();
  await writeFile(join(folder, "files"), "in the way");
  const [finding] = await examineFiles({ store: folder, files: join(folder, "files") });
  expect(finding).toMatchObject({ what: "Files", is: "fail" });
  expect(finding?.says).toContain(`Files cannot be kept in the folder ${join(folder, "files")}: `);
});

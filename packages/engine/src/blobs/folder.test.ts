import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, expect, test } from "vitest";
import { blobsContract } from "./blobs.contract.ts";
import { blobsOn, KEPT_FREE } from "./blobs.ts";
import { folderOf } from "./folder.ts";
import { freeIn } from "./free.ts";
import { openBlobs } from "./open.ts";

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "blobs-"));
  folders.push(folder);
  return folder;
}
const inFolder = (folder: string) => openBlobs({ store: folder });

blobsContract("a folder", async () => inFolder(await newFolder()));

test("files and folders are their owner's alone", async () => {
  const folder = await newFolder();
  const blobs = await inFolder(folder);
  await blobs.put("a/b/original", Buffer.from("x"), 1);
  const rights = async (...names: string[]) => (await stat(join(folder, "files", ...names))).mode & 0o777;
  expect([await rights(), await rights("a", "b"), await rights("a", "b", "original")]).toEqual([0o700, 0o700, 0o600]);
});

test("nothing is made before the first file is", async () => {
  const folder = await newFolder();
  const blobs = await inFolder(folder);
  expect(await blobs.read("a/b/original")).toBeUndefined();
  expect(await blobs.remove("a")).toBe(0);
  expect(await readdir(folder)).toEqual([]);
});

test("what a crash left half-written is not listed, and is removed with the rest", async () => {
  const folder = await newFolder();
  const blobs = await inFolder(folder);
  await blobs.put("a/b/original", Buffer.from("x"), 1);
  await mkdir(join(folder, "files", "a", "c"));
  await writeFile(join(folder, "files", "a", "c", ".original.left"), "half");
  await writeFile(join(folder, "files", "a", "b", ".original.left"), "half");
  expect((await Readable.from(blobs.list()).toArray()).map(({ key }) => key as string)).toEqual(["a/b/original"]);
  await blobs.remove("a/b/original");
  expect(await readdir(join(folder, "files", "a"))).toEqual(["c"]);
  await blobs.remove("a");
  expect(await readdir(join(folder, "files"))).toEqual([]);
});

test("a folder that cannot be written is told in words", async () => {
  const folder = await newFolder();
  await writeFile(join(folder, "files"), "a file where the folder would be");
  const blobs = await inFolder(folder);
  await expect(blobs.check()).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining(`Files cannot be kept in the folder ${join(folder, "files")}: `),
  });
  await expect(blobs.put("a/b/original", Buffer.from("x"), 1)).rejects.toMatchObject({ code: "unavailable" });
});

test("where there is little room nothing is put, and the operator is told how little", async () => {
  const folder = await newFolder();
  const free = { bytes: KEPT_FREE };
  const blobs = blobsOn(folderOf(folder, async () => free.bytes));
  await expect(blobs.put("a/b/original", Buffer.from("x"), 1)).rejects.toMatchObject({ code: "unavailable" });
  await expect(blobs.check()).rejects.toThrow(`${folder}: 500 MB are free, of which 500 MB are kept`);
  free.bytes += 1;
  await blobs.put("a/b/original", Buffer.from("x"), 1);
});

test("a folder that is not there yet has the room of the one it will be in", async () => {
  const folder = await newFolder();
  expect(await freeIn(join(folder, "not", "yet"))).toBeGreaterThan(0);
});

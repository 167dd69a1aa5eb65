import { access, appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import type { Blobs } from "../blobs/blobs.ts";
import { openBlobs } from "../blobs/open.ts";
import { FILES, type StoredFile } from "../services/dialog/files/stored.ts";
import { backup } from "./backup.ts";
import { fillWithContent } from "./content.test.kit.ts";
import { migrate } from "./migrate.ts";
import { move, moveFiles } from "./move.ts";
import { restore } from "./restore.ts";
import { closePlaces, newFolder, type Place, places } from "./upkeep.test.kit.ts";

afterAll(closePlaces);

const newFile = async () => join(await newFolder(), "parley.backup.gz");

/** Of every size at which something ends: a line, a piece, nothing at all. */
const CONTENT: Record<string, Buffer> = {
  "c0/f0/original": Buffer.from("the first 文件\n"),
  "c0/f0/preview": Buffer.alloc(0),
  "c0/f1/part-0": Buffer.alloc(192 * 1024, "piece"),
  "c1/f2/original": Buffer.alloc(600_001, "large "),
};

const READY: StoredFile = {
  _id: "f0",
  conversationId: "c0",
  by: { kind: "visitor" },
  state: "ready",
  name: "a.txt",
  length: 5,
  received: 5,
  parts: [],
  at: 1,
};

async function opened(store: string, files?: string): Promise<Blobs> {
  const blobs = await openBlobs({ store, files });
  onTestFinished(() => blobs.close());
  return blobs;
}

async function contentOf(blobs: Blobs): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { key } of blobs.list()) {
    const bytes = (await (await blobs.read(key))?.stream.toArray()) as Buffer[];
    found[key] = Buffer.concat(bytes).toString("base64");
  }
  return found;
}

const expected = Object.fromEntries(Object.entries(CONTENT).map(([key, bytes]) => [key, bytes.toString("base64")]));

/** A store with some documents and files beside it, closed. */
async function filled({ another, open }: Place, content = CONTENT): Promise<string> {
  const where = await another();
  const store = await open(where);
  await migrate(store);
  await fillWithContent(store, 20, 100);
  await store.close();
  const blobs = await opened(where);
  for (const [key, bytes] of Object.entries(content)) await blobs.put(key, bytes, bytes.length);
  return where;
}

describe.each(places)("files of $name", (place) => {
  test.each(places)("come back from a backup into $name, byte by byte", async (target) => {
    const file = await newFile();
    const manifest = await backup({ from: await filled(place), file });
    expect(manifest.blobs?.count).toBe(4);
    const to = await target.another();
    expect(await restore({ file, to })).toEqual(manifest);
    expect(await contentOf(await opened(to))).toEqual(expected);
  });

  test("are not in the way of a backup without any, which versions before files read too", async () => {
    const file = await newFile();
    const manifest = await backup({ from: await filled(place, {}), file });
    expect(manifest).not.toHaveProperty("blobs");
    expect(gunzipSync(await readFile(file)).toString()).toMatch(/^\{"parley":"backup","format":1,/);
    const to = await filled(place);
    await restore({ file, to, force: true });
    expect(await contentOf(await opened(to))).toEqual({});
  });

  test("are missed by a backup that looks for them at another place, unless it is told to leave them out", async () => {
    const [file, from] = [await newFile(), await filled(place)];
    const elsewhere = await newFolder();
    const store = await place.open(from);
    await FILES.open(store).insert(READY);
    await store.close();
    await expect(backup({ from, files: elsewhere, file })).rejects.toThrow(/^1 files were sent, and there is none in/);
    await expect(access(file)).rejects.toThrow("ENOENT");
    const manifest = await backup({ from, file, withoutFiles: true });
    expect(manifest).not.toHaveProperty("blobs");
    expect((await backup({ from, file, force: true })).blobs?.count).toBe(4);
  });

  test("are replaced by a restore only if it was told to, also where the store beside them is empty", async () => {
    const file = await newFile();
    await backup({ from: await filled(place), file });
    const to = await place.another();
    const blobs = await opened(to);
    await blobs.put("c9/f9/original", Buffer.from("mine"), 4);
    await expect(restore({ file, to })).rejects.toThrow(`${blobs.description} is not empty.`);
    expect(Object.keys(await contentOf(blobs))).toEqual(["c9/f9/original"]);
    await restore({ file, to, force: true });
    expect(await contentOf(blobs)).toEqual(expected);
  });

  test("of which a backup holds something else than it was made with are refused, and nothing is touched", async () => {
    const file = await newFile();
    await backup({ from: await filled(place), file });
    const text = gunzipSync(await readFile(file)).toString();
    const lines = text.split("\n");
    const begins = lines.findIndex((line) => line.startsWith('{"blob":'));
    const without = (at: number, count: number) => lines.toSpliced(at, count).join("\n");
    const changed = [
      text.replace('"blob":"c0/f0/original"', '"blob":"c0/f0/others"'),
      text.replace('"blob":"c0/f0/original"', '"blob":"../f0/original"'),
      text.replace(Buffer.from("the first").toString("base64"), Buffer.from("the fifth").toString("base64")),
      text.replace('"bytes":600001', '"bytes":600000'),
      text.replace('"bytes":600001', '"bytes":600002'),
      without(begins, 2),
      without(begins + 1, 1),
      lines.slice(0, begins + 1).join("\n"),
    ];
    const to = await place.another();
    for (const bad of changed) {
      await writeFile(file, gzipSync(bad));
      await expect(restore({ file, to })).rejects.toThrow(/is not a whole backup/);
    }
    expect(await contentOf(await opened(to))).toEqual({});
  });

  test.each(places)("are moved to $name, go on where that was cut off, and end up the same", async (target) => {
    const from = await filled(place);
    const to = await target.another();
    let copied = 0;
    const onProgress = () => {
      copied += 1;
      if (copied === cutAt) throw new Error("the power went off");
    };
    // What is copied before the last file.
    let cutAt = Number.POSITIVE_INFINITY;
    await move({ from, to: await target.another(), onProgress });
    [cutAt, copied] = [copied - 8 - 2, 0];
    await expect(move({ from, to, onProgress })).rejects.toThrow("the power went off");
    const there = await opened(to);
    await there.put("c0/f0/original", Buffer.from("the other 文件\n"), CONTENT["c0/f0/original"]?.length ?? 0);
    await there.put("c7/f7/original", Buffer.from("too much"), 8);
    await move({ from, to });
    expect(await contentOf(there)).toEqual(expected);
    expect(await contentOf(await opened(from))).toEqual(expected);
  });

  test("stay where they are when both stores are told the same place for them", async () => {
    const files = await newFolder();
    const from = await filled(place, {});
    const blobs = await opened(from, files);
    await blobs.put("c0/f0/original", Buffer.from("x"), 1);
    await appendFile(join(files, "c0", "f0", "original"), "y");
    await move({ from, to: await place.another(), filesFrom: files, filesTo: files });
    expect(await contentOf(blobs)).toEqual({ "c0/f0/original": Buffer.from("xy").toString("base64") });
  });
});

test("files alone are moved to another place, which must be empty or half of the same", async () => {
  const [from, to] = [await newFolder(), await newFolder()];
  const [source, target] = [await opened("none", from), await opened("none", to)];
  const telling = { say: () => {}, onProgress: () => {} };
  await expect(moveFiles({ from, to, ...telling })).rejects.toMatchObject({ code: "notFound" });
  await expect(moveFiles({ from, to: from, ...telling })).rejects.toMatchObject({ code: "invalid" });
  for (const [key, bytes] of Object.entries(CONTENT)) await source.put(key, bytes, bytes.length);
  await target.put("c9/f9/original", Buffer.from("mine"), 4);
  await expect(moveFiles({ from, to, ...telling })).rejects.toThrow(`${target.description} is not empty.`);
  await target.remove("c9");
  await target.put("c0/f0/original", Buffer.from("half"), 4);
  await moveFiles({ from, to, ...telling });
  expect(await contentOf(target)).toEqual(expected);
});

import { readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { eventKey } from "../services/dialog/keys.ts";
import type { AnyDoc } from "../store/document.ts";
import { backup } from "./backup.ts";
import { contentIn, fillWithContent, ODD } from "./content.test.kit.ts";
import { migrate, newestOf } from "./migrate.ts";
import { restore } from "./restore.ts";
import { openState } from "./state.ts";
import { closePlaces, newFolder, places } from "./upkeep.test.kit.ts";

afterAll(closePlaces);

const newFile = async () => join(await newFolder(), "parley.backup.gz");

describe.each(places)("a backup of $name", ({ another, open }) => {
  async function backedUp() {
    const where = await another();
    const store = await open(where);
    await migrate(store);
    await fillWithContent(store);
    const file = await newFile();
    const manifest = await backup({ from: where, file });
    return { where, store, file, manifest };
  }

  test.each(places)("made while it is in use, restored to $name, holds every document and index", async (target) => {
    const { store, file, manifest } = await backedUp();
    expect(manifest.collections["events"]?.count).toBe(1200);
    expect(manifest.collections["empty"]).toEqual({ count: 0, sha256: "0".repeat(64) });
    const content = await contentIn(store);
    expect(JSON.stringify(content)).toContain(JSON.stringify(JSON.stringify(ODD).slice(1, -1)).slice(1, -1));

    const to = await target.another();
    expect(await restore({ file, to })).toEqual(manifest);
    const restored = await target.open(to);
    expect(await contentIn(restored)).toEqual(content);
    expect(await migrate(restored)).toBe(manifest.schema.version);
    const events = restored.collection<AnyDoc>("events");
    expect(await events.insert({ _id: "twice", conversationId: "c0", seq: 1 })).toBe(false);
  });

  test("is made twice with the same checksums, is for its owner only, and replaces a file only if told to", async () => {
    const { where, file, manifest } = await backedUp();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await expect(backup({ from: where, file })).rejects.toThrow(`${file} exists. --force replaces it.`);
    const again = await backup({ from: where, file, force: true });
    expect(again.collections).toEqual(manifest.collections);
  });

  test("that was cut off, damaged or changed is refused, and the store is not touched", async () => {
    const { store, where, file } = await backedUp();
    await store.close();
    const whole = await readFile(file);
    const text = gunzipSync(whole).toString();
    const lines = text.split("\n");
    const change = (from: string | RegExp, to: string) => gzipSync(text.replace(from, to));
    const tampered: [string, Buffer, RegExp][] = [
      ["cut off", whole.subarray(0, whole.length - 100), /its end is missing/],
      ["cut off between two lines", gzipSync(`${lines.slice(0, -2).join("\n")}\n`), /its end is missing/],
      ["one bit off", flipped(whole), /cannot be unpacked|not what was backed up|does not belong|does not begin/],
      ["a word changed", change("引号", "引用"), /events are not what|members are not what|artefacts are not what/],
      ["a document left out", gzipSync(lines.toSpliced(3, 1).join("\n")), /are not what was backed up/],
      ["a document twice", gzipSync(lines.toSpliced(3, 0, lines[3] ?? "").join("\n")), /are not what was backed up/],
      [
        "a collection renamed",
        change('"collection":"members"', '"collection":"others"'),
        /members, others|others, members/,
      ],
      ["an index changed", change('"unique":true', '"unique":false'), /it was changed/],
      ["something added", gzipSync(`${text}{"_id":"x"}\n`), /something follows its end/],
      ["not a backup", gzipSync("hello\n"), /does not begin as a backup/],
      ["not compressed", Buffer.from("hello"), /cannot be unpacked/],
      ["empty", Buffer.alloc(0), /its end is missing/],
    ];
    for (const [name, bytes, reason] of tampered) {
      const bad = await newFile();
      await writeFile(bad, bytes);
      await expect(restore({ file: bad, to: where, force: true }), name).rejects.toThrow(reason);
    }
    const untouched = await open(where);
    expect(await openState(untouched).incoming()).toBeUndefined();
    expect(await untouched.collection("events").count({})).toBe(1200);
  });

  test("of a newer version, or of another format, is refused", async () => {
    const { file } = await backedUp();
    const text = gunzipSync(await readFile(file)).toString();
    const bad = await newFile();
    await writeFile(bad, gzipSync(text.replace('"format":1', '"format":3')));
    await expect(restore({ file: bad, to: await another() })).rejects.toMatchObject({ code: "version" });
    await writeFile(bad, gzipSync(text.replace(/\{"schema":\{"version":\d+\}/, '{"schema":{"version":9}')));
    await expect(restore({ file: bad, to: await another() })).rejects.toThrow(
      new RegExp(`has schema 9, .* knows ${newestOf()}: use a newer one`),
    );
    await expect(restore({ file: `${bad}x`, to: await another() })).rejects.toMatchObject({ code: "notFound" });
  });

  test("replaces what is in a store only if told to, and leaves nothing of it", async () => {
    const { store, file } = await backedUp();
    const to = await another();
    const other = await open(to);
    await other.collection("others").insert({ _id: "mine" });
    await other.collection<AnyDoc>("members").insert({ _id: "x", email: "a@x" });
    await other.close();
    await expect(restore({ file, to })).rejects.toThrow(/is not empty. --force replaces everything in it/);
    await restore({ file, to, force: true });
    const restored = await contentIn(await open(to));
    expect(restored["others"]).toEqual({ docs: [], indexes: [] });
    expect({ ...restored, others: undefined }).toEqual({ ...(await contentIn(store)), others: undefined });
  });

  test("that could be restored only half-way leaves a store that does not start, until it is restored", async () => {
    const { store, file } = await backedUp();
    const to = await another();
    let seen = 0;
    const onProgress = (count: number) => {
      seen += count;
      // The file is checked first, so this is in the middle of the second reading.
      if (seen > 2000) throw new Error("the power went off");
    };
    await expect(restore({ file, to, onProgress })).rejects.toThrow("the power went off");
    const half = await open(to);
    expect(await half.collection("events").count({})).toBeGreaterThan(0);
    await expect(migrate(half)).rejects.toThrow(/is not complete: it is being filled from .*parley.backup.gz/);
    await expect(backup({ from: to, file: await newFile() })).rejects.toThrow(/is not complete/);
    await half.close();
    await restore({ file, to });
    expect(await contentIn(await open(to))).toEqual(await contentIn(store));
  });

  test("that fails leaves no file", async () => {
    const { where, file } = await backedUp();
    const onProgress = () => {
      throw new Error("stopped");
    };
    await truncate(file, 0);
    await expect(backup({ from: where, file, force: true, onProgress })).rejects.toThrow("stopped");
    expect((await stat(file)).size).toBe(0);
    await expect(stat(`${file}.incomplete`)).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("made while conversations go on has every log without a gap, and heads no newer than their logs", async () => {
    const where = await another();
    const store = await open(where);
    await fillWithContent(store, 700);
    const events = store.collection<AnyDoc>("events");
    const heads = store.collection<AnyDoc>("conversations");
    const end = new AbortController();
    let seq = 100;
    const talk = (async () => {
      while (!end.signal.aborted) {
        seq += 1;
        await Promise.all(
          ["c0", "c3", "c6"].map(async (conversationId) => {
            // As in the content: later ones may lie before earlier ones.
            const id = `talk ${String((seq * 7919) % 10007).padStart(5, "0")}`;
            await events.insert({ _id: eventKey(conversationId, id), conversationId, seq, at: seq });
            await heads.update({ _id: conversationId }, { $set: { seq } }, { upsert: true });
          }),
        );
      }
    })();
    const file = await newFile();
    await expect.poll(() => seq).toBeGreaterThan(110);
    const acknowledged = seq - 1;
    await backup({ from: where, file });
    end.abort();
    await talk;

    const to = await another();
    await restore({ file, to });
    const restored = await open(to);
    for (const head of await restored.collection<AnyDoc>("conversations").find({})) {
      const log = await restored.collection<AnyDoc>("events").find({ conversationId: head._id }, { sort: { seq: 1 } });
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
      expect(log.length).toBeGreaterThanOrEqual(acknowledged);
      expect(log.length).toBeGreaterThanOrEqual(Number(head["seq"]));
    }
  });
});

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[Math.floor(copy.length / 2)] = (copy[Math.floor(copy.length / 2)] ?? 0) ^ 16;
  return copy;
}

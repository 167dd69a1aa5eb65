import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Blob, Blobs, Part } from "./blobs.ts";

const MIB = 1024 * 1024;

/** What every place of files must do. Each driver's own test runs this on an empty place. `mebibytes`: the largest blob that is tried. */
export function blobsContract(name: string, open: () => Promise<Blobs>, mebibytes = 30): void {
  describe(`the contract of blobs on ${name}`, () => {
    let blobs: Blobs;
    let number = 0;
    /** The first name of what a test stores. */
    let of = "";

    beforeAll(async () => {
      blobs = await open();
    });
    afterAll(() => blobs.close());
    beforeEach(() => {
      of = `test-${(number += 1)}`;
    });

    const put = (key: string, text: string) => blobs.put(`${of}/${key}`, Buffer.from(text), Buffer.byteLength(text));
    async function read(key: string, part?: Part): Promise<string | undefined> {
      const found = await blobs.read(`${of}/${key}`, part);
      if (!found) return undefined;
      const bytes = Buffer.concat((await found.stream.toArray()) as Buffer[]);
      expect(found.bytes).toBe(bytes.length);
      return bytes.toString();
    }
    const listed = (prefix?: string) => Readable.from(blobs.list(prefix)).toArray() as Promise<Blob[]>;
    async function keys(prefix?: string): Promise<string[]> {
      return (await listed(prefix)).map(({ key }) => key);
    }

    test("a blob comes back as it was stored, under its own key only", async () => {
      await put("a/original", "中文 and English");
      await put("a/preview", "small");
      expect([await read("a/original"), await read("a/preview")]).toEqual(["中文 and English", "small"]);
      expect([await read("b/original"), await read("a/part-0")]).toEqual([undefined, undefined]);
    });

    test("storing again replaces it, with something shorter too", async () => {
      await put("a/original", "the first and longer one");
      await put("a/original", "second");
      expect(await read("a/original")).toBe("second");
      const [only, ...more] = await listed(of);
      expect([only, more]).toMatchObject([{ key: `${of}/a/original`, bytes: 6 }, []]);
    });

    test("an empty blob is one", async () => {
      await put("a/original", "");
      expect(await read("a/original")).toBe("");
      expect(await read("a/original", { from: 0, to: 5 })).toBe("");
      expect(await keys(of)).toEqual([`${of}/a/original`]);
    });

    test.each<[Part, string]>([
      [{ from: 0, to: 3 }, "012"],
      [{ from: 3, to: 4 }, "3"],
      [{ from: 8, to: 10 }, "89"],
      [{ from: 8, to: 1000 }, "89"],
      [{ from: 10, to: 20 }, ""],
      [{ from: 50, to: 60 }, ""],
      [{ from: 4, to: 4 }, ""],
    ])("a part of ten bytes, %j, is %j", async (part, expected) => {
      await put("a/original", "0123456789");
      expect(await read("a/original", part)).toBe(expected);
    });

    test.each([
      { from: -1, to: 4 },
      { from: 0.5, to: 4 },
      { from: 0, to: Number.NaN },
    ])("what is no part is refused: %j", async (part) => {
      await put("a/original", "0123456789");
      await expect(blobs.read(`${of}/a/original`, part)).rejects.toThrow(TypeError);
    });

    test("content whose stream breaks in the middle leaves what was there, and fails with its own reason", async () => {
      await put("a/original", "before");
      const broken = (at: string) =>
        blobs.put(`${of}/${at}`, Readable.from(breaksAfter(MIB, "the line was cut")), 2 * MIB);
      await expect(broken("a/original")).rejects.toThrow("the line was cut");
      await expect(broken("b/original")).rejects.toThrow("the line was cut");
      expect([await read("a/original"), await read("b/original")]).toEqual(["before", undefined]);
      expect(await keys(of)).toEqual([`${of}/a/original`]);
    });

    test.each([
      ["shorter", 9],
      ["longer", 11],
    ])("content that is %s than announced is refused and leaves nothing", async (_how, bytes) => {
      await expect(blobs.put(`${of}/a/original`, Buffer.alloc(bytes), 10)).rejects.toMatchObject({ code: "invalid" });
      await expect(blobs.put(`${of}/a/original`, Readable.from([Buffer.alloc(bytes)]), 10)).rejects.toMatchObject({
        code: "invalid",
      });
      expect(await keys(of)).toEqual([]);
    });

    test(`${mebibytes} MB go through, as a whole and in parts, without being held in memory`, async () => {
      const pieces = mebibytes;
      const most = mostHeld();
      await blobs.put(`${of}/a/original`, Readable.from(counted(pieces, most)), pieces * MIB);
      const whole = await blobs.read(`${of}/a/original`);
      expect(whole?.bytes).toBe(pieces * MIB);
      expect(await digest(whole?.stream, most)).toBe(await digest(Readable.from(counted(pieces))));
      const part = await blobs.read(`${of}/a/original`, { from: 7 * MIB - 5, to: 9 * MIB + 5 });
      const around = Buffer.concat((await part?.stream.toArray()) as Buffer[]);
      expect(around.equals(Buffer.concat([tail(6), pieceOf(7), pieceOf(8), pieceOf(9).subarray(0, 5)]))).toBe(true);
      expect(most.bytes).toBeLessThan((pieces * MIB) / 2);
    });

    test("what is removed is everything below the names given, and nothing else", async () => {
      for (const key of ["a/original", "a/preview", "a-b/original", "ab/original", "A/original", "b/original"])
        await put(key, key);
      await blobs.put(`${of}0/a/original`, Buffer.from("x"), 1);
      expect(await blobs.remove(`${of}/a`)).toBe(2);
      expect(await keys(of)).toEqual(["A", "a-b", "ab", "b"].map((file) => `${of}/${file}/original`));
      expect(await blobs.remove(`${of}/a`)).toBe(0);
      expect(await blobs.remove(`${of}/ab/original`)).toBe(1);
      expect(await blobs.remove(of)).toBe(3);
      expect([await keys(of), await keys(`${of}0`)]).toEqual([[], [`${of}0/a/original`]]);
      expect(await read("b/original")).toBeUndefined();
    });

    test("lists by key, one conversation or all, with sizes and times", async () => {
      const begun = Date.now();
      const stored = ["z/original", "a/preview", "a/original", "a-1/original", "a/part-10", "a/part-9", "Z/original"];
      for (const key of stored) await put(key, key);
      await blobs.put(`${of}-x/a/original`, Buffer.from("x"), 1);
      expect(await keys(of)).toEqual(stored.map((key) => `${of}/${key}`).toSorted());
      expect(await keys(`${of}/a`)).toEqual(["original", "part-10", "part-9", "preview"].map((n) => `${of}/a/${n}`));
      const all = await keys();
      expect(all).toEqual(all.toSorted());
      expect(all).toEqual(expect.arrayContaining([`${of}-x/a/original`, ...(await keys(of))]));
      const [first] = (await listed(`${of}/z`)) as [Blob];
      // A place may know whole seconds only, by a clock of its own.
      expect([first.bytes, Math.abs(first.at.getTime() - begun) < 600_000]).toEqual([10, true]);
      expect(await keys("nobody")).toEqual([]);
    });

    test.each([
      "",
      "a",
      "a/b",
      "a/b/c/d",
      "/a/b/c",
      "a//c",
      "a/../c",
      "../b/c",
      "a/b/c.txt",
      "a/b/ü",
      "a/b/c\0",
      "a\\b/c/d",
    ])("%j is no key", async (key) => {
      await expect(blobs.put(key, Buffer.from("x"), 1)).rejects.toThrow(TypeError);
      await expect(blobs.read(key)).rejects.toThrow(TypeError);
    });

    test.each(["", "/", "a/", "..", "a/../b", "a/b/c/d", "."])("nothing is removed or listed by %j", async (prefix) => {
      await expect(blobs.remove(prefix)).rejects.toThrow(TypeError);
      await expect(keys(prefix)).rejects.toThrow(TypeError);
    });

    test("what many store at once is all there, and of two under one key one is whole", async () => {
      const many = Array.from({ length: 20 }, (_, at) => `f${at}/original`);
      const large = (letter: string) => letter.repeat(600_000);
      const both = ["x", "y"].map(large);
      await Promise.all([...many.map((key) => put(key, key)), ...both.map((text) => put("one/original", text))]);
      expect(await Promise.all(many.map((key) => read(key)))).toEqual(many);
      expect(both).toContain(await read("one/original"));
      expect((await keys(`${of}/one`)).length).toBe(1);
    });

    test("says that it works, and leaves nothing of the trial", async () => {
      await blobs.check();
      expect(await keys("parley-check")).toEqual([]);
    });
  });
}

/** How often it is looked at what is held: each look collects what is not used any more. */
const LOOK_EVERY = 5 * MIB;

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;
/** What one collection finds, the next one takes off the account. */
function collect(): void {
  gc();
  gc();
}

/** Hears of bytes that went by; knows the most bytes outside of the heap that were in use meanwhile, beyond those at the beginning. */
function mostHeld() {
  collect();
  const begun = process.memoryUsage().arrayBuffers;
  let passed = 0;
  const held = {
    bytes: 0,
    passes(bytes: number): void {
      const looks = Math.floor((passed + bytes) / LOOK_EVERY) > Math.floor(passed / LOOK_EVERY);
      passed += bytes;
      if (!looks) return;
      collect();
      held.bytes = Math.max(held.bytes, process.memoryUsage().arrayBuffers - begun);
    },
  };
  return held;
}
type Held = ReturnType<typeof mostHeld>;

const pieceOf = (number: number) => Buffer.alloc(MIB, `piece ${number} `);
const tail = (number: number) => pieceOf(number).subarray(-5);

function* counted(pieces: number, most?: Held): Generator<Buffer> {
  for (let number = 0; number < pieces; number++) {
    most?.passes(MIB);
    yield pieceOf(number);
  }
}

function* breaksAfter(bytes: number, reason: string): Generator<Buffer> {
  yield Buffer.alloc(bytes);
  throw new Error(reason);
}

async function digest(stream: Readable | undefined, most?: Held): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of (stream ?? []) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    most?.passes(chunk.length);
  }
  return hash.digest("hex");
}

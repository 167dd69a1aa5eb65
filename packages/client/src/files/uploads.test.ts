import type { IncomingMessage } from "node:http";
import { effect } from "@preact/signals-core";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { memoryFiles, startFiles } from "./engine.fixture.ts";
import type { Noted, Upload } from "./on-its-way.ts";
import { createTickets } from "./tickets.ts";
import { openUploads, type Uploads, type UploadsOptions } from "./uploads.ts";

const MiB = 1024 * 1024;
const LIMITS = { bytes: 25 * MiB, kinds: ["image", "document"] };
const engine = await startFiles();
afterAll(() => engine.stop());
const pages: { uploads: Uploads }[] = [];
afterEach(() => {
  for (const { uploads } of pages.splice(0)) uploads.clear();
});
beforeEach(() => {
  engine.files.clear();
  engine.asked.length = 0;
  // No waiting in tests.
  vi.spyOn(Math, "random").mockReturnValue(0);
});

const fileOf = (size: number, name = "photo.jpg") => new File([new Uint8Array(size).map((_, at) => at % 251)], name);
const isPatch = ({ method }: IncomingMessage) => method === "PATCH";

/** A page with files on their way; another one with the same `store` and `noted` is the page after a reload. */
function openPage(more: Partial<UploadsOptions> & { noted?: Noted } = {}) {
  const done: Parameters<UploadsOptions["done"]>[0][] = [];
  const store = memoryFiles();
  const asked: boolean[] = [];
  let { noted = {} } = more;
  const uploads = openUploads({
    base: engine.base,
    place: "shop",
    ticket: async (_to, fresh = false) => {
      asked.push(fresh);
      return { ok: true, value: { ticket: "t", read: "r", until: Infinity, limits: LIMITS } };
    },
    done: (file) => done.push(file),
    notes: { get: () => noted, set: (next) => void (noted = next) },
    store,
    ...more,
  });
  /** Resolves once what is on its way is so. */
  const when = (is: (list: readonly Upload[]) => unknown) =>
    new Promise<readonly Upload[]>((resolve) => {
      const stop = effect(() => {
        if (is(uploads.list.value)) queueMicrotask(() => (stop(), resolve(uploads.list.peek())));
      });
    });
  const empty = () => when((list) => list.length === 0 && done.length > 0);
  pages.push({ uploads });
  return { uploads, done, store, asked, when, empty, noted: () => noted };
}

test("[C7] a file goes in pieces of 1 MiB, and is told of when the engine has it all", async () => {
  const { uploads, done, store, empty, noted } = openPage();
  uploads.add([fileOf(2.5 * MiB, "报价 2.pdf")], "v1");
  await empty();
  expect(engine.asked).toEqual(["POST /files", ...Array<string>(3).fill("PATCH /files/f1")]);
  expect(engine.files.get("f1")?.bytes.equals(Buffer.from(await fileOf(2.5 * MiB).arrayBuffer()))).toBe(true);
  expect(engine.files.get("f1")?.name).toBe("报价 2.pdf");
  expect(done).toEqual([{ id: expect.any(String), to: "v1", name: "报价 2.pdf", fileId: "f1" }]);
  expect([store.kept.size, noted()]).toEqual([0, {}]);
});

test("[C7] several go one after the other, in their order", async () => {
  const { uploads, done, when } = openPage();
  uploads.add([fileOf(10, "1"), fileOf(10, "2")], "");
  uploads.add([fileOf(10, "3")], "");
  await when((list) => list.length === 0 && done.length === 3);
  expect(done.map(({ name }) => name)).toEqual(["1", "2", "3"]);
});

test("[C7] a cut link is asked how much has come, and goes on from there", async () => {
  const { uploads, empty } = openPage();
  engine.order((request) => {
    if (!isPatch(request)) return false;
    // Half a piece is kept, and nothing is answered.
    const file = engine.files.get("f1");
    request.once("data", (part: Buffer) => {
      if (file) file.bytes = Buffer.concat([file.bytes, part]);
      request.destroy();
    });
    return true;
  });
  uploads.add([fileOf(2 * MiB)], "");
  await empty();
  expect(engine.asked.filter((one) => one.startsWith("HEAD"))).toHaveLength(1);
  expect(engine.files.get("f1")?.bytes.equals(Buffer.from(await fileOf(2 * MiB).arrayBuffer()))).toBe(true);
});

test("[C7] where the last answer was lost, an empty piece asks for it again", async () => {
  const { uploads, empty } = openPage();
  engine.order((request, response) => {
    if (!isPatch(request)) return false;
    const file = engine.files.get("f1");
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      if (file) file.bytes = Buffer.concat(parts);
      response.destroy();
    });
    return true;
  });
  uploads.add([fileOf(9)], "");
  await empty();
  expect(engine.asked).toEqual(["POST /files", "PATCH /files/f1", "HEAD /files/f1", "PATCH /files/f1"]);
  expect(engine.files.get("f1")?.bytes).toHaveLength(9);
});

test("[C7] a ticket that has run out is renewed", async () => {
  const { uploads, asked, empty } = openPage();
  engine.order((_request, response) => engine.refuse(response, 401, "ticket", { code: "unauthorized" }));
  uploads.add([fileOf(9)], "");
  await empty();
  expect(asked).toEqual([false, true]);
});

test("[C7] what the engine no longer has is begun anew", async () => {
  const { uploads, empty } = openPage();
  engine.order((request, response) => isPatch(request) && engine.refuse(response, 404, "gone", { code: "notFound" }));
  uploads.add([fileOf(9)], "");
  await empty();
  expect(engine.asked.filter((one) => one.startsWith("POST"))).toHaveLength(2);
});

test.each([
  ["tooLarge", 413, { bytes: 7 }],
  ["type", 415, {}],
  ["infected", 422, {}],
  ["unsent", 429, {}],
])(
  "[C7] a file that is refused as %s stays there with the reason, and can be sent again",
  async (reason, status, details) => {
    const { uploads, when, empty } = openPage();
    const code = reason === "unsent" ? "tooMany" : "invalid";
    engine.order(
      (request, response) => isPatch(request) && engine.refuse(response, status, reason, { code, ...details }),
    );
    uploads.add([fileOf(9)], "");
    const [refused] = await when(([one]) => one?.failed);
    expect(refused?.failed).toEqual({ reason, ...details });
    uploads.retry(refused?.id ?? "");
    await empty();
  },
);

test("[C7] what is too large, empty or taken nowhere is not even begun", async () => {
  const none = async () => ({
    ok: true as const,
    value: { ticket: "t", read: "r", until: 0, limits: { bytes: 0, kinds: [] } },
  });
  const large = openPage();
  large.uploads.add([fileOf(0), fileOf(LIMITS.bytes + 1)], "");
  const off = openPage({ ticket: none });
  off.uploads.add([fileOf(1)], "");
  const failed = await large.when((list) => list.length === 2 && list.every((one) => one.failed));
  expect(failed.map((one) => one.failed)).toEqual([{ reason: "empty" }, { reason: "tooLarge", bytes: LIMITS.bytes }]);
  expect((await off.when(([one]) => one?.failed))[0]?.failed).toEqual({ reason: "off" });
  expect(engine.asked).toEqual([]);
});

test("[C7] who cancels takes it back from the engine, and the next one goes", async () => {
  const { uploads, done, when } = openPage();
  const held = new Promise<void>((resolve) => {
    engine.order((request) => isPatch(request) && void resolve());
  });
  uploads.add([fileOf(9, "not this"), fileOf(9, "this")], "");
  await held;
  uploads.cancel(uploads.list.peek()[0]?.id ?? "");
  await when((list) => list.length === 0 && done.length === 1);
  expect(done[0]?.name).toBe("this");
  await vi.waitFor(() => expect(engine.asked).toContain("DELETE /files/f1"));
});

test("[C7] a page that is reloaded goes on where the one before was", async () => {
  const before = openPage();
  const held = new Promise<void>((resolve) => {
    let pieces = 0;
    engine.order((request) => isPatch(request) && pieces++ > 0 && void resolve());
  });
  before.uploads.add([fileOf(2 * MiB)], "v1");
  await held;
  const after = openPage({ store: before.store, noted: before.noted() });
  await after.empty();
  expect(after.done).toEqual([{ ...after.done[0], id: before.uploads.list.peek()[0]?.id, to: "v1", fileId: "f1" }]);
  expect(engine.asked.filter((one) => one.startsWith("POST"))).toHaveLength(1);
});

test("[C7] what was refused is not sent again by a reload", async () => {
  const before = openPage();
  engine.order((request, response) => isPatch(request) && engine.refuse(response, 415, "type"));
  before.uploads.add([fileOf(9)], "");
  await before.when(([one]) => one?.failed);
  engine.asked.length = 0;
  const after = openPage({ store: before.store, noted: before.noted() });
  expect((await after.when(([one]) => one))[0]?.failed).toEqual({ reason: "type" });
  expect(engine.asked).toEqual([]);
});

test("[C7] where the browser keeps nothing the file is sent all the same, and after a reload it is said to be lost", async () => {
  const refused = () => Promise.reject(new Error("No room."));
  const store = { list: refused, put: refused, remove: refused };
  const { uploads, empty, noted, when } = openPage({ store });
  uploads.add([fileOf(9)], "");
  expect(Object.values(noted())).toEqual(["photo.jpg"]);
  await empty();
  const after = openPage({ store, noted: { m1: "photo.jpg" } });
  expect(await after.when(([one]) => one)).toEqual([expect.objectContaining({ id: "m1", failed: { reason: "lost" } })]);
  after.uploads.cancel("m1");
  expect([after.noted(), after.uploads.list.peek()]).toEqual([{}, []]);
  await when((list) => list.length === 0);
});

test("[C7] who leaves nothing has nothing kept, and what a page before left is not sent", async () => {
  const before = openPage();
  const held = new Promise<void>((resolve) => {
    engine.order((request) => isPatch(request) && void resolve());
  });
  before.uploads.add([fileOf(9)], "");
  await held;
  const after = openPage({ store: before.store, noted: before.noted() });
  after.uploads.clear();
  await vi.waitFor(() => expect(before.store.kept.size).toBe(0));
  expect([after.done, after.noted()]).toEqual([[], {}]);
});

test("tickets are kept until shortly before they run out, one for each", async () => {
  const asked: string[] = [];
  const ticket = createTickets(async (to) => {
    asked.push(to);
    const until = Date.now() + (to === "brief" ? 1_000 : 900_000);
    return { ok: true, value: { ticket: `${asked.length}`, read: "r", until, limits: LIMITS } };
  });
  await Promise.all([ticket("a"), ticket("a")]);
  await ticket("a");
  await ticket("brief");
  await ticket("brief");
  await ticket("a", true);
  expect(asked).toEqual(["a", "brief", "brief", "a"]);
});

import type { IncomingMessage, ServerResponse } from "node:http";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTickets } from "./tickets.ts";
import { fileOf, isPatch, LIMITS, MiB, openWorld } from "./uploads.fixture.ts";

const { engine, openPage, tidy } = await openWorld();
afterAll(() => engine.stop());
afterEach(tidy);
// No waiting in tests.
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));

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
  await vi.waitFor(() => expect(engine.asked).toContain("DELETE /files/f1"), 60_000);
});

test.each([
  ["a proxy that refuses it", 403, undefined, "other"],
  ["a scanner that does not answer", 503, "scanner", "scanner"],
])("[C7] %s is asked three times more, and then people are told", async (_, status, said, reason) => {
  const { uploads, when } = openPage();
  const refuse = (request: IncomingMessage, response: ServerResponse) => {
    if (!isPatch(request)) return false;
    if (said) engine.refuse(response, status, said, { code: "unavailable" });
    else response.writeHead(status).end("<h1>Forbidden</h1>");
    return true;
  };
  engine.order(refuse, refuse, refuse, refuse);
  uploads.add([fileOf(9)], "");
  expect((await when(([one]) => one?.failed))[0]?.failed).toMatchObject({ reason });
  expect(engine.asked.filter((one) => one.startsWith("PATCH"))).toHaveLength(4);
});

test("tickets are kept until shortly before they run out, one for each whom one knows", async () => {
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
  await Promise.all([ticket("a", true), ticket("a", true)]);
  await ticket("");
  await ticket("");
  expect(asked).toEqual(["a", "brief", "brief", "a", "", ""]);
});

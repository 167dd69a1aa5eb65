import { describe, expect, test } from "vitest";
import type { Outgoing } from "../../spine/port.ts";
import { bodyOf, idOf, resultOf } from "./handed.ts";

const NOW = Date.parse("2026-11-01T00:00:00Z");

describe("what the other house's answer means", () => {
  test.each<[number, object, Record<string, string>, object]>([
    [200, { id: "theirs" }, {}, { is: "sent", externalId: "theirs" }],
    [202, { id: 7 }, {}, { is: "sent" }],
    [403, { reason: "They wrote too long ago." }, {}, { is: "blocked", reason: "They wrote too long ago." }],
    [410, {}, {}, { is: "failed", reason: "The other house answered 410." }],
    [404, { reason: "Nobody is called so." }, {}, { is: "failed", reason: "Nobody is called so." }],
    [422, {}, {}, { is: "failed", reason: "The other house answered 422." }],
    [401, {}, {}, { is: "later", reason: "The other house answered 401." }],
    [302, {}, {}, { is: "later", reason: "The other house answered 302." }],
    [500, {}, { "retry-after": "soon" }, { is: "later", reason: "The other house answered 500." }],
    [429, {}, { "retry-after": "7" }, { is: "later", reason: "The other house answered 429.", at: NOW + 7_000 }],
    [
      503,
      {},
      { "retry-after": "Sun, 01 Nov 2026 00:01:00 GMT" },
      { is: "later", reason: "The other house answered 503.", at: NOW + 60_000 },
    ],
  ])("%s %j %j", async (status, said, headers, result) => {
    expect(await resultOf(new Response(JSON.stringify(said), { status, headers }), NOW)).toEqual(result);
  });

  test("no JSON, and no body at all", async () => {
    expect(await resultOf(new Response("ok"), NOW)).toEqual({ is: "sent" });
    expect(await resultOf(new Response(null, { status: 204 }), NOW)).toEqual({ is: "sent" });
    expect(await resultOf(new Response("null"), NOW)).toEqual({ is: "sent" });
  });
});

const message = (given: object) =>
  ({
    to: "ann",
    key: "abc/7",
    conversation: { id: "abc" },
    event: { at: NOW, author: { kind: "agent", id: "1", name: "Vera" } },
    attempts: 1,
    ...given,
  }) as unknown as Outgoing;

describe("what is handed over", () => {
  test("words with buttons", async () => {
    const choices = [{ label: "Yes", value: "yes" }];
    expect(JSON.parse(await bodyOf(message({ parts: [{ text: "one" }, { text: "two", choices }] })))).toEqual({
      type: "message",
      timestamp: "2026-11-01T00:00:00.000Z",
      data: {
        to: "ann",
        key: "abc/7",
        conversationId: "abc",
        from: { kind: "agent", name: "Vera" },
        texts: ["one", "two"],
        choices,
      },
    });
  });

  test("a file, bytes and all", async () => {
    const file = {
      name: "a.pdf",
      kind: "document",
      type: "application/pdf",
      bytes: 3,
      async *read() {
        yield Buffer.from("a");
        yield Buffer.from("bc");
      },
    };
    const body = JSON.parse(await bodyOf(message({ parts: [{ text: "a.pdf", file }] }))) as { data: object };
    expect(body.data).toMatchObject({
      texts: ["a.pdf"],
      file: { name: "a.pdf", type: "application/pdf", bytes: 3, base64: "YWJj" },
    });
  });

  test("its id is the same for every attempt, and may stand in a header", () => {
    expect(idOf("abc/7")).toBe("msg_abc_7");
  });
});

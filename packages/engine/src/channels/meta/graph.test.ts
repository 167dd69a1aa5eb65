import { expect, test } from "vitest";
import { createGraph, GraphError, resultOf } from "./graph.ts";

test.each<[number, number, number, string]>([
  [400, 131_047, 0, "blocked"],
  [400, 10, 2_018_278, "blocked"],
  [400, 131_026, 0, "failed"],
  [400, 100, 2_018_001, "failed"],
  [400, 131_056, 0, "later"],
  [400, 190, 0, "later"],
  [403, 200, 0, "later"],
  [429, 0, 0, "later"],
  [500, 131_000, 0, "later"],
  [502, 0, 0, "later"],
])("%i with code %i and subcode %i", (status, code, error_subcode, is) => {
  expect(resultOf(new GraphError(status, { message: "no", code, error_subcode })).is).toBe(is);
});

test("what is no word of Meta's is tried again", () => {
  expect(() => resultOf(new Error("socket hang up"))).toThrow("socket hang up");
});

test.each<[string, boolean]>([
  ["https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", true],
  ["https://scontent.xx.fbcdn.net/v/a.jpg", true],
  ["http://lookaside.fbsbx.com/a", false],
  ["https://fbsbx.com.example/a", false],
  ["https://evil.example/a", false],
])("a file at %s: the token goes along only where it is Meta's", async (url, isSent) => {
  let headers: unknown;
  const graph = createGraph(
    {
      fetch: (_, init) => {
        headers = init?.headers;
        return Promise.resolve(new Response("a"));
      },
    },
    { root: "https://graph.facebook.com/v23.0", token: "t", appSecret: "s" },
  );
  await graph.file(url, 10, AbortSignal.timeout(60_000));
  expect(headers).toEqual(isSent ? { authorization: "Bearer t" } : undefined);
});

import { expect, test } from "vitest";
import { href, parseRoute } from "./route.ts";

test("reads section, rest and query of an address", () => {
  const { section, rest, query } = parseRoute("#/setup?token=pi_a%2Bb");
  expect([section, rest, query.get("token")]).toEqual(["setup", [], "pi_a+b"]);
  expect(parseRoute("#/knowledge/intents/order%20status").rest).toEqual(["intents", "order status"]);
});

test("nothing, or nonsense, leads to the inbox or stays as it is", () => {
  expect(parseRoute("").section).toBe("inbox");
  expect(parseRoute("#/inbox/%E0%A4%A").rest).toEqual(["%E0%A4%A"]);
});

test("an address that is made can be read", () => {
  const parts = ["knowledge", "articles", "a/b?c#d 中"];
  expect(parseRoute(href(...parts))).toMatchObject({ section: "knowledge", rest: parts.slice(1) });
});

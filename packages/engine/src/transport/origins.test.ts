import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { fromOwnOrigin, mayShow, originOf, refuseOrigin } from "./origins.ts";

describe("what is set as an allowed origin", () => {
  test.each([
    ["https://shop.example", "https://shop.example"],
    ["https://shop.example/", "https://shop.example"],
    ["HTTPS://Shop.Example", "https://shop.example"],
    ["https://shop.example:443", "https://shop.example"],
    ["http://shop.example:80/", "http://shop.example"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["https://商店.example", "https://xn--czrs0t.example"],
    ["https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"],
    ["https://*.shop.example", "https://*.shop.example"],
    ["https://*.Shop.example/", "https://*.shop.example"],
    ["*", "*"],
    ["null", "null"],
  ])("%s is read as %s", (given, origin) => expect(originOf(given)).toBe(origin));

  test.each([
    "shop.example",
    "*.shop.example",
    "https://shop.example/de",
    "https://shop.example/?x",
    "https://me@shop.example",
    "https://*",
    "https://shop.*.example",
    "https://*.*.example",
    "ftp://shop.example",
    "//shop.example",
    "https://",
    "https:shop.example",
    "file:///x",
  ])("%s can never match, and is none", (given) => expect(originOf(given)).toBeUndefined());
});

test.each([
  ["https://a.shop.example", ["https://*.shop.example"], true],
  ["https://a.b.shop.example", ["https://*.shop.example"], true],
  ["https://shop.example", ["https://*.shop.example"], false],
  ["https://evilshop.example", ["https://*.shop.example"], false],
  ["http://a.shop.example", ["https://*.shop.example"], false],
  ["https://a.shop.example:8443", ["https://*.shop.example"], false],
  ["https://a.shop.example.evil.example", ["https://*.shop.example"], false],
  ["https://any.example", [], true],
  ["https://any.example", ["*"], true],
  ["null", ["https://shop.example"], false],
  ["null", ["null"], true],
])("a page of %s with %j allowed may show the widget: %s", (origin, allowed, may) =>
  expect(mayShow(origin, allowed)).toBe(may),
);

describe("a request comes from our own pages (SPEC V6)", () => {
  const told = { publicUrl: "https://help.example/chat", isSecure: () => true };
  const untold = { isSecure: () => false };
  test.each([
    ["no browser, which names no origin", {}, told, true],
    [
      "the address that was told, behind a proxy that keeps Host",
      { origin: "https://help.example", host: "10.0.0.2:8080" },
      told,
      true,
    ],
    [
      "the browser says so, behind a proxy that keeps Host",
      { "sec-fetch-site": "same-origin", origin: "http://help.example", host: "engine" },
      untold,
      true,
    ],
    ["the address bar", { "sec-fetch-site": "none" }, told, true],
    ["the host that was asked", { origin: "http://192.168.1.5:8080", host: "192.168.1.5:8080" }, untold, true],
    ["the same host, in capitals", { origin: "http://help.example", host: "HELP.example" }, untold, true],
    [
      "the host that was asked, over HTTP where it should be HTTPS",
      { origin: "http://help.example", host: "help.example" },
      told,
      false,
    ],
    [
      "another origin of the same site",
      { "sec-fetch-site": "same-site", origin: "https://shop.help.example", host: "help.example" },
      told,
      false,
    ],
    [
      "another site",
      { "sec-fetch-site": "cross-site", origin: "https://help.example", host: "help.example" },
      told,
      false,
    ],
    ["another port", { origin: "https://help.example:8443", host: "help.example" }, told, false],
    ["another host", { origin: "https://evil.example", host: "help.example" }, told, false],
    ["a sandboxed frame", { origin: "null", host: "help.example" }, told, false],
    ["rubbish", { origin: "not a url", host: "help.example" }, told, false],
  ])("%s", (_case, headers, own, is) => expect(fromOwnOrigin({ headers } as IncomingMessage, own)).toBe(is));
});

test("who is refused because the engine does not know its address hears both, who comes from elsewhere does not", () => {
  const behind = refuseOrigin({ origin: "http://help.example", host: "127.0.0.1:8080" });
  expect(behind.details).toEqual({ reason: "address", origin: "http://help.example", host: "127.0.0.1:8080" });
  expect(refuseOrigin({ origin: "http://evil.example", "sec-fetch-site": "cross-site" }).details).toBeUndefined();
});

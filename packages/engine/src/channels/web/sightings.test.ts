import { FIRST_INBOX } from "@parley/protocol";
import { expect, test } from "vitest";
import { createSightings, type OwnPages } from "./sightings.ts";
import type { VisitorSocket } from "./session.ts";

const ENGINE = { publicUrl: undefined, base: "", demo: true };

function watch(own: OwnPages = ENGINE) {
  const clock = { now: 0 };
  const seen: string[] = [];
  const dialog = {
    sawInbox: async ({ inboxId, url }: { inboxId: string; url: string }) => (seen.push(`${inboxId} ${url}`), {}),
  };
  const saw = createSightings({ ...own, dialog, onError: () => {}, now: () => clock.now });
  /** A widget says hello on a page; `origin` is what its browser says, the page's own unless told. */
  const hello = (url: string, origin = new URL(url).origin, inboxId?: string) =>
    saw({ request: { headers: { origin, host: "localhost:8080" } }, data: { inboxId } } as unknown as VisitorSocket, {
      url,
    });
  return { seen, hello, clock };
}

test("a page of one's own is noted by its site: which one it was is nobody's affair", () => {
  const { seen, hello } = watch();
  hello("https://shop.example/reset/secret?order=17&email=ann@example.com#top");
  expect(seen).toEqual([`${FIRST_INBOX} https://shop.example`]);
});

const SHOP = "https://shop.example";
test.each<[string, string, string | undefined, string | undefined]>([
  ["a page that its site calls something else counts by its origin", "order 42", SHOP, SHOP],
  ["a page of another origin than the browser says does too", "https://bank.example/", SHOP, SHOP],
  ["a file on somebody's disk is no site", "file:///home/ann/page.html?x=1", "null", undefined],
  ["a page without an origin is none that could be named", `${SHOP}/`, "null", undefined],
  ["an origin with more than a browser says is none", `${SHOP}/`, `${SHOP}/`, undefined],
  ["nor one of another kind", `${SHOP}/`, "javascript://x", undefined],
  ["nor one that is longer than any", `${SHOP}/`, `https://${"y".repeat(300)}.example`, undefined],
  ["nor words", `${SHOP}/`, "shop", undefined],
  ["the demo shop is not one's own site", "http://localhost:8080/", undefined, undefined],
  ["nor is the preview beside an inbox's settings", "http://localhost:8080/i/web/preview", undefined, undefined],
  ["another page at the engine's address is", "http://localhost:8080/lamps", undefined, "http://localhost:8080"],
])("%s: %s", (_what, url, origin, noted) => {
  const { seen, hello } = watch();
  hello(url, origin);
  expect(seen).toEqual(noted === undefined ? [] : [`${FIRST_INBOX} ${noted}`]);
});

test("below a path, and where there is no demo shop, only the preview is the engine's own", () => {
  const { seen, hello } = watch({ publicUrl: "https://shop.example/chat", base: "", demo: false });
  for (const path of ["/chat/i/web/preview", "/chat/", "/"]) hello(`https://shop.example${path}`, undefined, path);
  expect(seen).toEqual(["/chat/ https://shop.example", "/ https://shop.example"]);
  const demo = watch({ publicUrl: "https://shop.example/chat", base: "", demo: true });
  for (const path of ["/chat/", "/chat/index.html", "/"]) demo.hello(`https://shop.example${path}`, undefined, path);
  expect(demo.seen).toEqual(["/ https://shop.example"]);
});

test("an inbox is written once a minute, however many sites it is on", () => {
  const { seen, hello, clock } = watch();
  for (let visit = 0; visit < 50; visit++) hello(`https://${visit % 2 ? "shop" : "other"}.example/${visit}`);
  clock.now += 60_000;
  hello("https://shop.example/again");
  hello("https://shop.example/here", undefined, "shop-en");
  expect(seen).toEqual(["web https://other.example", "web https://shop.example", "shop-en https://shop.example"]);
});

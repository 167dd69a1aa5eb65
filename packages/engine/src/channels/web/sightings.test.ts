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

test("a page of one's own is noted with its address, without what it asks for", () => {
  const { seen, hello } = watch();
  hello("https://shop.example/lamps?order=17&email=ann@example.com#top");
  expect(seen).toEqual([`${FIRST_INBOX} https://shop.example/lamps`]);
});

test.each<[string, string, string | undefined, string | undefined]>([
  [
    "a page that its site calls something else counts by its origin",
    "order 42",
    "https://shop.example",
    "https://shop.example/",
  ],
  [
    "a page of another origin than the browser says does too",
    "https://bank.example/",
    "https://shop.example",
    "https://shop.example/",
  ],
  ["a file on somebody's disk is a page", "file:///home/ann/page.html?x=1", "null", "file:///home/ann/page.html"],
  ["a page without an origin is none that could be named", "https://shop.example/", "null", undefined],
  ["the demo shop is not one's own site", "http://localhost:8080/", undefined, undefined],
  ["nor is the preview beside an inbox's settings", "http://localhost:8080/i/web/preview", undefined, undefined],
  ["another page at the engine's address is", "http://localhost:8080/lamps", undefined, "http://localhost:8080/lamps"],
])("%s: %s", (_what, url, origin, noted) => {
  const { seen, hello } = watch();
  hello(url, origin);
  expect(seen).toEqual(noted === undefined ? [] : [`${FIRST_INBOX} ${noted}`]);
});

test("below a path, and where there is no demo shop, only the preview is the engine's own", () => {
  const { seen, hello } = watch({ publicUrl: "https://shop.example/chat", base: "", demo: false });
  for (const path of ["/chat/i/web/preview", "/chat/", "/"]) hello(`https://shop.example${path}`, undefined, path);
  expect(seen).toEqual(["/chat/ https://shop.example/chat/", "/ https://shop.example/"]);
  const demo = watch({ publicUrl: "https://shop.example/chat", base: "", demo: true });
  for (const path of ["/chat/", "/chat/index.html", "/"]) demo.hello(`https://shop.example${path}`, undefined, path);
  expect(demo.seen).toEqual(["/ https://shop.example/"]);
});

test("a busy site is written once a minute, another site at once", () => {
  const { seen, hello, clock } = watch();
  for (let visit = 0; visit < 50; visit++) hello(`https://shop.example/${visit}`);
  hello("https://other.example/");
  clock.now += 60_000;
  hello("https://other.example/again");
  hello("https://other.example/never", undefined, "shop-en");
  expect(seen).toEqual([
    "web https://shop.example/0",
    "web https://other.example/",
    "web https://other.example/again",
    "shop-en https://other.example/never",
  ]);
});

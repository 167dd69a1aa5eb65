import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { pathOf, takeOff } from "./prefix.ts";

const server = createServer((request, response) => response.end(request.url));
takeOff("/chat", server);
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => void server.close());

test.each([
  ["/chat/widget.js", "/widget.js"],
  ["/chat/api/session?x=/chat/", "/api/session?x=/chat/"],
  ["/chat/", "/"],
  ["/chat", "/"],
  ["/chat?lang=en", "/?lang=en"],
  ["/widget.js", "/widget.js"],
  ["/chatter", "/chatter"],
  ["/", "/"],
])("a proxy may keep the prefix or take it away: %s is %s", async (asked, seen) => {
  const { port } = server.address() as AddressInfo;
  expect(await (await fetch(`http://127.0.0.1:${port}${asked}`)).text()).toBe(seen);
});

test.each([
  [undefined, ""],
  ["https://shop.example", ""],
  ["https://shop.example/", ""],
  ["https://shop.example/chat", "/chat"],
  ["https://shop.example/a/b/", "/a/b"],
])("the prefix of %s is %j", (address, path) => expect(pathOf(address)).toBe(path));

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createApi, resultOf, TelegramError } from "./api.ts";

const NOW = 1_790_000_000_000;

test.each<[string, TelegramError, object]>([
  ["too many", new TelegramError(429, "Too Many Requests: retry after 7", 7), { is: "later", at: NOW + 7_000 }],
  ["too many, without a time", new TelegramError(429, "Too Many Requests"), { is: "later" }],
  ["blocked", new TelegramError(403, "Forbidden: bot was blocked by the user"), { is: "blocked" }],
  ["never begun", new TelegramError(403, "Forbidden: bot can't initiate conversation with a user"), { is: "blocked" }],
  ["gone", new TelegramError(403, "Forbidden: user is deactivated"), { is: "failed" }],
  ["nobody", new TelegramError(400, "Bad Request: chat not found"), { is: "failed" }],
  ["no such token", new TelegramError(401, "Unauthorized"), { is: "later" }],
  ["no such bot", new TelegramError(404, "Not Found"), { is: "later" }],
  ["in trouble", new TelegramError(502, "Bad Gateway"), { is: "later" }],
])("%s", (_, error, result) => {
  expect(resultOf(error, NOW)).toEqual({ ...result, reason: error.message });
});

test("what is no word of Telegram's is tried again", () => {
  expect(() => resultOf(new Error("socket hang up"), NOW)).toThrow("socket hang up");
});

test("the token stands in no error", async () => {
  const token = "1:secret";
  const broken = createApi(
    { fetch: (url) => Promise.reject(new Error(`cannot reach ${String(url)}`)) },
    "http://x",
    token,
  );
  await expect(broken.call("getMe")).rejects.toThrow("cannot reach http://x/bot…/getMe");
  await expect(broken.file("1", AbortSignal.timeout(60_000))).rejects.toThrow("…");
});

test("an answer that is no JSON is said by its status", async () => {
  const server = createServer((_request, response) => void response.writeHead(502).end("<html>"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const api = createApi({ fetch: (url, init) => fetch(url, init) }, base, "1:x");
  await expect(api.call("getMe")).rejects.toThrow("Telegram answered 502.");
});

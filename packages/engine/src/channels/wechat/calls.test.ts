import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createGuard } from "../../spine/guard/guarded-fetch.ts";
import { sharedMemory } from "../passive/memory.test.kit.ts";
import { createCalls } from "./calls.ts";

test("the number of a message stays as the platform writes it, though it is longer than numbers may be", async () => {
  const server = createServer((_, response) => void response.end('{"errcode":0,"msgid":2398765432109876543}'));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const guard = createGuard({ allowed: [`127.0.0.1:${port}`] });
  onTestFinished(async () => {
    guard.stop();
    await new Promise((resolve) => server.close(resolve));
  });
  const ask = () => Promise.resolve({ token: "t", seconds: 60 });
  const api = `http://127.0.0.1:${port}`;
  const calls = createCalls({ api, fetch: guard.fetch, account: "a", memory: sharedMemory(), now: Date.now, ask });
  const { msgid } = await calls.post("message/template/send", {}, AbortSignal.timeout(60_000));
  expect(msgid).toBe("2398765432109876543");
});

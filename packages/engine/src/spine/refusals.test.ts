import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import { noteRefusals } from "./refusals.ts";

async function open() {
  let time = 0;
  const recorded: object[] = [];
  const told: string[] = [];
  const watch = noteRefusals({
    users: { record: (entry) => (recorded.push(entry), Promise.resolve({})) },
    onProblem: (inboxId, error) => void told.push(`${inboxId}: ${(error as Error).message}`),
    onError: () => {},
    now: () => time,
  });
  const app = express();
  for (const inboxId of ["shop", "news"]) app.use(`/${inboxId}`, watch(inboxId));
  app.get("/:inbox/:status", (request, response) => void response.status(Number(request.params.status)).end());
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const call = (path: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`);
  return { call, recorded, told, passes: (milliseconds: number) => void (time += milliseconds) };
}

test("of many calls that are refused the audit trail has one an hour for each account", async () => {
  const { call, recorded, passes } = await open();
  for (let times = 0; times < 5; times += 1) await call("shop/401");
  await call("news/403");
  const entry = (target: string) => ({ action: "channelRefused", target, address: "127.0.0.1" });
  await expect.poll(() => recorded).toEqual([entry("shop"), entry("news")]);
  passes(3_600_000);
  await call("shop/403");
  await expect.poll(() => recorded).toEqual([entry("shop"), entry("news"), entry("shop")]);
});

test("who set the account up is told once a minute, and how many there were", async () => {
  const { call, told, passes } = await open();
  for (let times = 0; times < 5; times += 1) await call("shop/401");
  await expect.poll(() => told).toEqual([expect.stringContaining("shop: A call was refused")]);
  passes(60_000);
  await call("shop/401");
  await expect.poll(() => told[1]).toContain("5 calls were refused");
});

test("what is answered otherwise is nothing to note", async () => {
  const { call, recorded, told } = await open();
  for (const status of [200, 204, 400, 404, 500]) await call(`shop/${status}`);
  await call("news/401");
  await expect.poll(() => told.length).toBe(1);
  expect(recorded).toHaveLength(1);
});

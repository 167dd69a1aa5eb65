import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import * as v from "valibot";
import { expect, onTestFinished, test } from "vitest";
import { implement } from "./contract.ts";
import { serve, type ServeOptions } from "./serve.ts";
import { authorize, createVerifier } from "./signature.ts";

const secret = "a secret of the services, long enough";
const contract = { add: { input: v.object({ a: v.number() }), output: v.object({ sum: v.number() }) } };

/** A service on a free port, which notes its calls. */
async function listen(options: Partial<ServeOptions> = {}) {
  const calls: string[] = [];
  const service = implement(contract, {
    add: async ({ a }) => {
      calls.push("add");
      return { sum: a + 1 };
    },
  });
  const server = createServer(express().use("/rpc/calculator", serve(service, { secret, ...options })));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rpc/calculator/add`;
  const post = (body: string, authorization: string) =>
    fetch(url, { method: "POST", headers: { "content-type": "application/json", authorization }, body });
  return { calls, post };
}

test("[RPC17] a call that was recorded does not work again, nor an old one", async () => {
  const { calls, post } = await listen();
  const authorization = authorize(secret, "calculator/add", '{"a":1}');
  expect((await post('{"a":1}', authorization)).status).toBe(200);
  expect((await post('{"a":1}', authorization)).status).toBe(401);
  expect(calls).toEqual(["add"]);
  let now = Date.now();
  const verifier = createVerifier(secret, () => now);
  const again = authorize(secret, "calculator/add", "{}");
  now += 61_000;
  expect(verifier.digestOf(again, "calculator/add")).toBeUndefined();
  now -= 61_000;
  expect(verifier.digestOf(again, "calculator/add")).toMatch(/^[\w-]{43}$/);
  expect(verifier.digestOf(again, "calculator/add")).toBeUndefined();
});

test("[RPC18] guesses are told to the operator once a minute, and after thirty not looked at", async () => {
  const refused: string[] = [];
  const { post } = await listen({ onRefused: (address) => void refused.push(address) });
  const codes = [];
  for (let guess = 0; guess < 40; guess++) {
    codes.push((await post("{}", `Bearer ${guess}`)).status);
  }
  expect(codes.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 401));
  expect(codes.slice(30)).toEqual(Array.from({ length: 10 }, () => 429));
  expect(refused).toEqual(["127.0.0.1"]);
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ChatError, type ErrorCode } from "@parley/protocol";
import express, { type RequestHandler } from "express";
import * as v from "valibot";
import { describe, expect, onTestFinished, test } from "vitest";
import { connect } from "./connect.ts";
import { implement, type Service } from "./contract.ts";
import { serve } from "./serve.ts";
import { authorize, callOf } from "./signature.ts";

const Nothing = v.object({});
const Sum = v.object({ sum: v.number() });

const calculator = {
  add: { input: v.object({ a: v.number(), b: v.optional(v.number(), 1) }), output: Sum, repeatable: true },
  length: { input: v.object({ text: v.string() }), output: v.object({ length: v.number() }) },
  refuse: { input: Nothing, output: Nothing },
  crash: { input: Nothing, output: Nothing },
  leak: { input: Nothing, output: Nothing },
  lie: { input: Nothing, output: Sum },
  patient: { input: Nothing, output: Nothing, repeatable: true, deadline: 100 },
};
type Calculator = Service<typeof calculator>;

const secret = "a secret of the services, long enough";
const refusal = new ChatError("conflict", "Somebody was first.", {
  retryAfter: 1500,
  details: { agent: { id: "a1" } },
});

function createCalculator(calls: string[] = []): Calculator {
  return implement(calculator, {
    add: async ({ a, b }) => {
      calls.push("add");
      return { sum: a + b };
    },
    length: async ({ text }) => {
      calls.push("length");
      return { length: text.length };
    },
    refuse: async () => {
      throw refusal;
    },
    crash: async () => {
      throw new Error("password=hunter2 at /srv/engine");
    },
    leak: async () => ({ token: "not in the contract" }),
    lie: async () => ({ sum: "three" as unknown as number }),
    patient: () => new Promise(() => {}),
  });
}

/** An HTTP server on a free port that ends with the test. */
async function listen(...handlers: RequestHandler[]) {
  const server = createServer(express().use("/rpc/calculator", ...handlers));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rpc/calculator` };
}

async function remote(calls?: string[]): Promise<Calculator> {
  const { url } = await listen(serve(createCalculator(calls), { secret }));
  return connect(calculator, url, { secret });
}

const failure = (call: Promise<unknown>): Promise<ChatError> =>
  call.then(
    () => Promise.reject(new Error("It did not fail.")),
    (cause: unknown) => ChatError.from(cause),
  );

const codeOf = (call: Promise<unknown>): Promise<ErrorCode> => failure(call).then(({ code }) => code);

describe.each([
  ["here", async () => createCalculator()],
  ["elsewhere", remote],
])("a service that runs %s", (_where, create) => {
  test("[RPC1] answers, with the contract's defaults filled in", async () => {
    const service = await create();
    expect(await service.add({ a: 2, b: 3 })).toEqual({ sum: 5 });
    expect(await service.add({ a: 2 })).toEqual({ sum: 3 });
    expect(await service.length({ text: "我的快递到哪了 📦" })).toEqual({ length: 10 });
  });

  test("[RPC2] refuses what its contract does not allow, before anything runs", async () => {
    const service = await create();
    const error = await failure(service.add({ a: "2" as unknown as number }));
    expect(error.code).toBe("invalid");
    expect(error.message).toContain("a");
  });

  test("[RPC3] hands on refusals with code, sentence, time to wait and details", async () => {
    const service = await create();
    expect((await failure(service.refuse({}))).toJSON()).toEqual(refusal.toJSON());
  });

  test("[RPC4] tells nothing of what went wrong inside", async () => {
    const service = await create();
    const error = await failure(service.crash({}));
    expect(error.code).toBe("internal");
    expect(JSON.stringify(error)).not.toContain("hunter2");
  });

  test("[RPC5] lets nothing out that is not in its contract", async () => {
    const service = await create();
    expect(await service.leak({})).toEqual({});
    expect(await codeOf(service.lie({}))).toBe("internal");
  });
});

describe("over HTTP", () => {
  const signed = (url: string, body: string, by = secret) => authorize(by, callOf(new URL(url).pathname), body);
  const post = (url: string, body: string, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: signed(url, body), ...headers },
      body,
    });

  test.each([
    [
      "a wrong secret",
      { authorization: signed("http://x/calculator/add", '{"a":1}', "another secret of other services") },
    ],
    ["no signature", { authorization: "" }],
    ["the secret itself", { authorization: `Bearer ${secret}` }],
    ["a signature of another body", { authorization: signed("http://x/calculator/add", '{"a":2}') }],
    ["a signature of another operation", { authorization: signed("http://x/calculator/length", '{"a":1}') }],
    ["a signature of another service", { authorization: signed("http://x/users/add", '{"a":1}') }],
    ["a signature without its end", { authorization: signed("http://x/calculator/add", '{"a":1}').slice(0, -1) }],
  ])("[RPC6] nothing runs for a caller with %s", async (_case, headers) => {
    const calls: string[] = [];
    const { url } = await listen(serve(createCalculator(calls), { secret }));
    const response = await post(`${url}/add`, '{"a":1}', headers);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: "unauthorized" });
    expect(calls).toEqual([]);
  });

  test("[RPC7] a body of 9 MB is taken, one of more than 10 MB is refused with tooLarge", async () => {
    const service = await remote();
    expect(await service.length({ text: "x".repeat(9_000_000) })).toEqual({ length: 9_000_000 });
    expect(await codeOf(service.length({ text: "x".repeat(10.5 * 1024 * 1024) }))).toBe("tooLarge");
  });

  test.each([
    ["broken JSON", '{"a":', {}],
    ["another content type", '{"a":1}', { "content-type": "text/plain" }],
    ["nothing", "", {}],
    ["an unknown charset", '{"a":1}', { "content-type": "application/json; charset=klingon" }],
  ])("[RPC8] %s is answered with invalid", async (_case, body, headers) => {
    const { url } = await listen(serve(createCalculator(), { secret }));
    const response = await post(`${url}/add`, body, headers);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "invalid" });
  });

  test.each(["subtract", "constructor", "__proto__", "../calculator/add/x"])(
    "[RPC9] an operation that does not exist is not found: %s",
    async (operation) => {
      const { url } = await listen(serve(createCalculator(), { secret }));
      const response = await post(`${url}/${operation}`, "{}");
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: "notFound" });
    },
  );

  test("[RPC10] the operator learns the cause of an internal error", async () => {
    const seen: unknown[] = [];
    const { url } = await listen(serve(createCalculator(), { secret, onError: (cause) => seen.push(cause) }));
    await failure(connect(calculator, url, { secret }).crash({}));
    expect(seen).toEqual([expect.objectContaining({ message: expect.stringContaining("hunter2") })]);
  });

  test("[RPC11] a call without an answer by its deadline is unavailable", async () => {
    const service = await remote();
    expect(await codeOf(service.patient({}))).toBe("unavailable");
  });

  test("[RPC12] an operation that may be repeated survives a connection that breaks, another one does not", async () => {
    const calls: string[] = [];
    let broken = 1;
    const breakOnce: RequestHandler = (request, _response, next) => {
      if (broken-- > 0) request.socket.destroy();
      else next();
    };
    const { url } = await listen(breakOnce, serve(createCalculator(calls), { secret }));
    const service = connect(calculator, url, { secret });
    expect(await service.add({ a: 1 })).toEqual({ sum: 2 });
    broken = 1;
    expect(await codeOf(service.length({ text: "once" }))).toBe("unavailable");
    expect(calls).toEqual(["add"]);
  });

  test("[RPC13] a proxy's own error page counts as no answer", async () => {
    const { url } = await listen((_request, response) => void response.status(502).send("<h1>Bad gateway</h1>"));
    expect(await codeOf(connect(calculator, url, { secret }).length({ text: "x" }))).toBe("unavailable");
  });

  test("[RPC14] a service that does not answer is left alone, then probed by one call, then used again", async () => {
    let now = 0;
    let asked = 0;
    let down = true;
    const gate: RequestHandler = (request, _response, next) => {
      asked++;
      if (down) request.socket.destroy();
      else next();
    };
    const { url } = await listen(gate, serve(createCalculator(), { secret }));
    const service = connect(calculator, url, { secret, breaker: { failures: 3, rest: 1000, now: () => now } });
    const call = () => codeOf(service.length({ text: "x" }));
    for (let times = 0; times < 5; times++) expect(await call()).toBe("unavailable");
    expect(asked).toBe(3);

    now = 1000;
    expect(await Promise.all([call(), call(), call()])).toEqual(["unavailable", "unavailable", "unavailable"]);
    expect(asked).toBe(4);

    down = false;
    now = 2000;
    expect(await service.length({ text: "x" })).toEqual({ length: 1 });
    expect(await service.length({ text: "xy" })).toEqual({ length: 2 });
  });

  test("[RPC15] refusals are answers: they do not count as failures of the service", async () => {
    const { url } = await listen(serve(createCalculator(), { secret }));
    const service = connect(calculator, url, { secret, breaker: { failures: 1 } });
    for (let times = 0; times < 3; times++) expect(await codeOf(service.refuse({}))).toBe("conflict");
    expect(await service.add({ a: 1 })).toEqual({ sum: 2 });
  });

  test("[RPC16] calls one after the other share a connection", async () => {
    const { server, url } = await listen(serve(createCalculator(), { secret }));
    let connections = 0;
    server.on("connection", () => connections++);
    const service = connect(calculator, `${url}/`, { secret });
    for (let times = 0; times < 10; times++) await service.add({ a: times });
    expect(connections).toBeLessThanOrEqual(2);
  });
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ChatError } from "@parley/protocol";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import type { Incoming } from "../../spine/port.ts";
import { dialectOf } from "../wechat/dialect.ts";
import { ACCOUNT, putInto, xmlOf } from "../wechat/envelope.test.kit.ts";
import type { Message } from "../wechat/messages.ts";
import { createHandover } from "./handover.ts";
import { sharedMemory } from "./memory.test.kit.ts";
import { createRace } from "./race.ts";
import { type Dialect, serveWebhook } from "./webhook.ts";

const MINUTE = 60_000;

/** An account whose platform signs no bodies, and what becomes of calls. */
async function open(given: Partial<Dialect<Message>> = {}) {
  const { appId, appSecret, token } = ACCOUNT;
  const account = { appId, appSecret, token, api: "", deadline: 1 };
  const [got, errors]: [Incoming[], unknown[]] = [[], []];
  const house = { refusal: undefined as ChatError | undefined };
  const app = express();
  const routes = express.Router();
  const onError = (error: unknown) => void errors.push(error);
  const handover = createHandover<Message>({ memory: sharedMemory(), now: Date.now, onError });
  const race = createRace<Message>({ deadline: 1, again: 1, handover });
  serveWebhook({
    routes,
    receive(message) {
      if (house.refusal) return Promise.reject(house.refusal);
      got.push(message);
      return Promise.resolve();
    },
    receipt: () => Promise.resolve(),
    onError,
    dialect: { ...dialectOf(account, Date.now), ...given },
    race,
    now: Date.now,
  });
  app.use(express.raw({ type: () => true, limit: 1_048_576 }), routes);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    race.stop();
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  async function call({ query, body }: { query: string; body: string }): Promise<[number, string]> {
    const response = await fetch(`${url}?${query}`, { method: "POST", body, signal: AbortSignal.timeout(20_000) });
    return [response.status, await response.text()];
  }
  return { got, errors, house, call, said: () => errors.map((error) => (error as Error).message) };
}

const wrote = (from: string, Content: string, MsgId = "1") =>
  xmlOf({ ToUserName: "gh_1", FromUserName: from, CreateTime: "1", MsgType: "text", Content, MsgId });
const put = (xml: string, at = Date.now()) => putInto("plain", xml, at);

test("of a call that was signed long ago nothing is read, and the operator hears of clocks once", async () => {
  const read: string[] = [];
  const { call, said } = await open({ read: (body) => void read.push(body.toString()) });
  for (const at of [Date.now() - 6 * MINUTE, Date.now() + 6 * MINUTE])
    expect(await call(put(wrote("ann", "hi"), at))).toEqual([403, ""]);
  expect(read).toEqual([]);
  expect(said()).toEqual([expect.stringContaining("clocks")]);
});

test("of a wrong signature the operator hears, once a minute and not once a call", async () => {
  const { call, said, got } = await open();
  const { query, body } = put(wrote("ann", "hi"));
  for (let times = 0; times < 3; times++)
    expect(await call({ query: query.replace(/signature=./, "signature=-"), body })).toEqual([403, ""]);
  expect([said(), got]).toEqual([["A call came whose signature is wrong."], []]);
});

test("where bodies are not signed a signature is good for one body, also if another one has the same number", async () => {
  const { call, got } = await open();
  const first = put(wrote("ann", "hi"));
  expect(await call(first)).toEqual([200, "success"]);
  expect(await call(first)).toEqual([200, "success"]);
  for (const from of ["bob", "cid"])
    expect(await call({ ...first, body: wrote(from, "Delete everything.") })).toEqual([403, ""]);
  expect(new Set(got.map(({ from }) => from.id))).toEqual(new Set(["ann"]));
});

test.each([
  ["what cannot be read", "<xml"],
  ["what says nothing of anybody", "<xml><A>b</A></xml>"],
  ["what is longer than any message", wrote("ann", "x".repeat(70_000))],
  ["what declares entities", `<!DOCTYPE a [<!ENTITY b "c">]>${wrote("ann", "&b;")}`],
])("the platform is content, and the operator hears of it: %s", async (_, body) => {
  const { call, got, errors } = await open();
  expect(await call(put(body))).toEqual([200, "success"]);
  expect([got, errors.length]).toEqual([[], 1]);
});

test("what throws when it is read is left out like what cannot be read", async () => {
  const { call, errors } = await open({
    read() {
      throw new RangeError("It is nested too deeply.");
    },
  });
  expect(await call(put("<xml/>"))).toEqual([200, "success"]);
  expect(errors).toHaveLength(1);
});

test.each(["invalid", "forbidden"] as const)(
  "what is %s however often it comes, the platform is content with",
  async (code) => {
    const { call, house, errors } = await open();
    house.refusal = new ChatError(code, "No.");
    expect(await call(put(wrote("ann", "hi")))).toEqual([200, "success"]);
    expect(errors).toEqual([house.refusal]);
  },
);

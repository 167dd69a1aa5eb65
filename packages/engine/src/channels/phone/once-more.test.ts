import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import type { ChannelKit, Connection, Memory, Outgoing, Standing } from "../../spine/port.ts";
import { memoryOfNobody } from "../shared/memory.test.kit.ts";
import { openExchange } from "./peer.test.kit.ts";
import { phone } from "./phone.ts";
import { WORDS } from "./words.ts";

const poll = <T>(read: () => T) => expect.poll(read);

/** A number whose store is told to fail: it keeps the next answer, and says that it did not. */
async function openNumber() {
  const memory = memoryOfNobody();
  let isFailing = false;
  const stepIn = (value = "{}") => (JSON.parse(value) as { step?: number }).step;
  const failing: Memory = {
    get: memory.get,
    async set(key, value, seen, until) {
      const isAnswer = key.startsWith("call/") && stepIn((await memory.get(key))?.value) !== stepIn(value);
      const isSet = await memory.set(key, value, seen, until);
      if (!isFailing || !isAnswer) return isSet;
      isFailing = false;
      throw new Error("The store is away.");
    },
  };
  const routes = express.Router();
  const server = createServer(express().use("/phone", express.raw({ type: () => true }), routes));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => (server.closeAllConnections(), void server.close()));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/phone/`;
  const [received, problems]: [string[], unknown[]] = [[], []];
  const conversation = { id: "c", state: { status: "bot" } } as Standing["conversation"];
  const kit = {
    inbox: { id: "phone", channel: "phone", name: "", enabled: true, settings: { gateway: "twilio", deadline: 300 } },
    secrets: { secret: "token" },
    address,
    routes,
    memory: failing,
    onError: (error: unknown) => void problems.push(error),
    standing: () => Promise.resolve({ conversation, online: 1 }),
    note: () => Promise.resolve(),
    receipt: () => Promise.resolve(),
    async receive({ id, text }: { id: string; text: string }) {
      received.push(text);
      const parts = [{ text: `You said ${text}` }];
      await connection.send({ conversation, parts, key: id } as Outgoing, AbortSignal.timeout(20_000));
    },
  } as unknown as ChannelKit;
  const connection: Connection = await phone().connect(kit);
  const exchange = openExchange({ gateway: "twilio" });
  onTestFinished(() => exchange.close());
  return { address, exchange, received, problems, fail: () => void (isFailing = true) };
}

test("what a caller says once more is taken in, though what they said before is there as well", async () => {
  const { address, exchange, received, problems, fail } = await openNumber();
  const line = exchange.call(address, "+4930123456", { patient: true });
  await poll(line.words).toEqual([WORDS.en.greeting]);
  fail();
  line.says("Where is my order");
  await poll(line.words).toContain(WORDS.en.unclear);
  expect(problems).toHaveLength(1);
  line.says("I meant my refund");
  await poll(() => received).toEqual(["Where is my order", "I meant my refund"]);
  await poll(line.words).toContain("You said Where is my order.");
});

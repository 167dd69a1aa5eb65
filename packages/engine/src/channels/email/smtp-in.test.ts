import { once } from "node:events";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { handOver } from "./peer.test.kit.ts";
import { listenForMail } from "./smtp-in.ts";

const account = { address: "support@shop.example", domain: "shop.example", listen: { port: 0, host: "127.0.0.1" } };

async function listening(how: { longest?: number; most?: number } = {}) {
  const limits = { longest: 600_000, most: 100_000, ...how };
  const taken: number[] = [];
  const take = (raw: Buffer) => Promise.resolve(void taken.push(raw.length));
  const { port, stop } = await listenForMail({ account, take, onError: () => {}, limits });
  onTestFinished(stop);
  return { port, taken };
}

/** Somebody who connects, and what they are told first. */
async function caller(port: number) {
  const socket = connect(port, "127.0.0.1").on("error", () => {});
  onTestFinished(() => void socket.destroy());
  const [greeting] = (await once(socket, "data")) as [Buffer];
  return greeting.toString().slice(0, 3);
}

test("a mail that is too large is refused, and nothing of it is taken", async () => {
  const { port, taken } = await listening({ most: 1_000 });
  const raw = `From: a@b.example\r\n\r\n${"aaaa\r\n".repeat(1_000)}`;
  const envelope = { from: "a@b.example", to: [account.address] };
  await expect(handOver(port, raw, envelope)).rejects.toThrow(/552/);
  expect(taken).toEqual([]);
  await handOver(port, raw.slice(0, 500), envelope);
  expect(taken).toHaveLength(1);
});

test("one address cannot take all places", async () => {
  const { port } = await listening();
  const told = await Promise.all(Array.from({ length: 26 }, () => caller(port)));
  expect(told.toSorted()).toEqual([...Array.from({ length: 25 }, () => "220"), "421"]);
});

test("nobody stays for ever", async () => {
  const { port } = await listening({ longest: 1 });
  const socket = connect(port, "127.0.0.1").on("error", () => {});
  socket.resume();
  await expect.poll(() => socket.destroyed).toBe(true);
});

import { once } from "node:events";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { MOST } from "./mail.ts";
import { handOver } from "./peer.test.kit.ts";
import { listenForMail } from "./smtp-in.ts";

const account = { address: "support@shop.example", domain: "shop.example", listen: { port: 0, host: "127.0.0.1" } };

async function listening(longest?: number) {
  const taken: number[] = [];
  const take = (raw: Buffer) => Promise.resolve(void taken.push(raw.length));
  const { port, stop } = await listenForMail({
    account,
    take,
    onError: () => {},
    ...(longest !== undefined && { longest }),
  });
  onTestFinished(stop);
  return { port, taken };
}

test("a mail that is too large is refused, and nothing of it is taken", async () => {
  const { port, taken } = await listening();
  const raw = Buffer.concat([
    Buffer.from("From: a@b.example\r\n\r\n"),
    Buffer.alloc(MOST + 1_000, "a".repeat(70) + "\r\n"),
  ]);
  await expect(handOver(port, raw, { from: "a@b.example", to: ["support@shop.example"] })).rejects.toThrow(/552/);
  expect(taken).toEqual([]);
});

test("one address cannot take all places, and nobody stays for ever", async () => {
  const { port } = await listening(300);
  const sockets = Array.from({ length: 26 }, () => connect(port, "127.0.0.1").on("error", () => {}));
  const greetings = await Promise.all(
    sockets.map(async (socket) => String((await once(socket, "data"))[0]).slice(0, 3)),
  );
  expect(greetings.filter((one) => one === "220").length).toBeLessThan(26);
  await expect.poll(() => sockets.every(({ destroyed }) => destroyed), { timeout: 20_000 }).toBe(true);
});

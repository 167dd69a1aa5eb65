import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { clamd, placeOf } from "./scanner.ts";

test.each([
  ["clamd://scanner:3311", { host: "scanner", port: 3311 }],
  ["clamd://scanner", { host: "scanner", port: 3310 }],
  ["clamd://scanner:80", { host: "scanner", port: 80 }],
  ["clamd://[::1]:3310", { host: "::1", port: 3310 }],
])("%s is where it says", (address, place) => {
  expect(placeOf(address)).toEqual(place);
});

/** What a scanner does with who connects. */
async function scanner(does: (socket: Socket) => void) {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket.on("error", () => {}));
    does(socket);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const told: unknown[] = [];
  const { port } = server.address() as AddressInfo;
  return { told, scan: clamd(`clamd://127.0.0.1:${port}`, (error) => told.push(error)).scan };
}

test("[F5] content that cannot be read says so itself, at once: the scanner is not waited for, nor blamed", async () => {
  const { scan, told } = await scanner((socket) => socket.resume());
  const content = Readable.from(
    (async function* () {
      yield Buffer.from("half of it");
      throw new Error("The bucket is away.");
    })(),
  );
  await expect(scan(content)).rejects.toThrow("The bucket is away.");
  expect(told).toEqual([]);
});

test("[F5] of a scanner that cannot tell the operator hears, and not for each file", async () => {
  const { scan, told } = await scanner((socket) => void socket.end("INSTREAM size limit exceeded. ERROR\0"));
  const again = { code: "unavailable", details: { reason: "scanner" } };
  for (const words of ["one", "two"])
    await expect(scan(Readable.from([Buffer.from(words)]))).rejects.toMatchObject(again);
  expect(told).toMatchObject([{ message: expect.stringContaining("The virus scanner cannot tell") as string }]);
});

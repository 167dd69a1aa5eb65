import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../free-port.test.kit.ts";
import { examineLooking } from "./looking.ts";

/** Something that answers whatever it is asked. */
async function answering(words: string): Promise<string> {
  const server = createServer((socket) => socket.once("data", () => socket.end(words)));
  onTestFinished(() => void server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `clamd://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const scannerOf = async (scanner: string) => (await examineLooking({ scanner }))[1];

test("pictures are made anew where the library is there; no scanner is looked for where none is wanted", async () => {
  expect(await examineLooking({})).toEqual([
    { what: "Pictures", is: "ok", says: expect.stringMatching(/^are made anew by libvips \d/) },
  ]);
});

test("a scanner says its version and that of its signatures", async () => {
  const says = "ClamAV 1.4.3/27800/Sun Nov 29 08:00:00 2026";
  expect(await scannerOf(await answering(`${says}\0`))).toEqual({ what: "Virus scanner", is: "ok", says });
});

test("what is no scanner, and what does not answer, takes no files: said with what to do", async () => {
  expect(await scannerOf(await answering("HTTP/1.1 400 Bad Request"))).toMatchObject({ is: "fail" });
  const nobody = await scannerOf(`clamd://127.0.0.1:${await freePort()}`);
  expect(nobody).toMatchObject({ is: "fail", says: expect.stringMatching(/does not answer: .*ECONNREFUSED/) });
  expect(nobody?.advice).toContain("FILES_SCANNER");
});

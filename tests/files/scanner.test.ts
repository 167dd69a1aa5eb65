import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FilesTicket } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { picture } from "../../packages/engine/src/files/pictures.test.kit.ts";
import { freePort } from "../../packages/engine/src/upkeep/free-port.test.kit.ts";
import { clamdInstalled, EICAR, startClamd } from "../support/clamd.ts";
import { serveEngine } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";
import { uploads } from "./upload.ts";

const installed = clamdInstalled();
if (!installed) console.warn("\nSKIPPED: the virus scanner's tests need ClamAV's clamd on the PATH.\n");

/** A client of an engine that has its files looked at there. */
async function client(scanner: string) {
  const store = await mkdtemp(join(tmpdir(), "parley-files-"));
  const { url, stop } = await serveEngine({ store, scanner });
  onTestFinished(async () => {
    await stop();
    await rm(store, { recursive: true, force: true });
  });
  return uploads(url, await (await visitor(url)).ask<FilesTicket>("files", {}));
}

const clean = Buffer.from("nothing but words\n".repeat(50_000));

test.skipIf(!installed)("[F5] what the scanner finds is refused and gone; what it does not find is taken", async () => {
  const clamd = await startClamd();
  onTestFinished(clamd.remove);
  const files = await client(clamd.address);
  for (const [name, bytes] of [
    ["eicar.txt", Buffer.from(EICAR)],
    ["photo.jpg", Buffer.concat([await picture("jpeg"), Buffer.from(EICAR)])],
    ["large.txt", Buffer.concat([clean, Buffer.from(EICAR), clean])],
  ] as const) {
    expect((await files.whole(name, bytes)).error, name).toMatchObject({
      code: "invalid",
      details: { reason: "infected" },
    });
  }
  const taken = await files.whole("clean.txt", clean);
  expect(taken.status).toBe(204);

  // While it is away nothing is taken, and nothing is lost: the same upload is looked at once it is back.
  await clamd.kill();
  const waiting = await files.whole("later.txt", clean);
  expect(waiting.error).toMatchObject({ code: "unavailable", details: { reason: "scanner" } });
  expect(waiting.headers.get("retry-after")).toBe("5");
  expect((await files.read(waiting.id)).status).toBe(404);
  await clamd.start();
  expect((await files.patch(waiting.id, clean.length, new Uint8Array())).status).toBe(204);
  expect(Buffer.from(await (await files.read(waiting.id)).arrayBuffer()).equals(clean)).toBe(true);
});

test("[F5] where the scanner is not there, nothing is taken, in words", async () => {
  const files = await client(`clamd://127.0.0.1:${await freePort()}`);
  const { status, error } = await files.whole("notes.txt", clean);
  expect([status, error?.code, error?.details]).toEqual([503, "unavailable", { reason: "scanner" }]);
});

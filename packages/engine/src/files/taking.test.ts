import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { newId } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { openBlobs } from "../blobs/open.ts";
import type { Upload } from "../services/dialog/contract.ts";
import { useDialog } from "../services/dialog/fixture.ts";
import { createTaking } from "./taking.ts";

const world = useDialog();
const folder = await mkdtemp(join(tmpdir(), "taking-"));
const blobs = await openBlobs({ store: folder });
afterAll(() => rm(folder, { recursive: true, force: true }));

const taking = (quiet?: number) => createTaking({ blobs, dialog: world.dialog, ...(quiet !== undefined && { quiet }) });

async function begin(conversationId: string, length = 100): Promise<Upload> {
  const by = { kind: "visitor" as const };
  return (await world.dialog.beginFile({ id: newId(), conversationId, by, name: "a.txt", length })).upload;
}

/** A body of which so much came, and then nothing more. */
function stuck(bytes: number): PassThrough {
  const body = new PassThrough();
  body.write(Buffer.alloc(bytes, "x"));
  return body;
}

test("[F3] who lost their connection goes on over another: it ends the first, what came over that one is kept", async () => {
  const take = taking();
  const upload = await begin(await world.begin());
  const [first, second] = [stuck(10), stuck(20)];
  const one = take(upload, first);
  await setImmediate();
  await expect(take(upload, second)).rejects.toMatchObject({ code: "conflict", details: { offset: 10 } });
  const { upload: now, cut } = await one;
  expect([now.received, cut, first.destroyed]).toEqual([10, true, true]);
  expect(await take(now, Readable.from([Buffer.alloc(90)]))).toMatchObject({ cut: false, upload: { received: 100 } });
});

test("[F3] over a connection on which nothing came there is nothing to wait for: the second is taken in", async () => {
  const take = taking();
  const upload = await begin(await world.begin());
  const [one, another] = [take(upload, new PassThrough()), take(upload, new PassThrough())];
  const last = take(upload, Readable.from([Buffer.alloc(100)]));
  expect(await last).toMatchObject({ cut: false, upload: { received: 100 } });
  expect(await Promise.all([one, another])).toMatchObject([{ cut: true }, { cut: true }]);
});

test("[F3] a connection on which nothing comes any more is cut, and what came is kept", async () => {
  const body = stuck(10);
  expect(await taking(1)(await begin(await world.begin()), body)).toMatchObject({
    cut: true,
    upload: { received: 10 },
  });
  expect(body.destroyed).toBe(true);
});

test("[F3] a conversation sends a few uploads at once, and keeps no other from sending", async () => {
  const take = taking();
  const conversationId = await world.begin();
  const bodies = Array.from({ length: 8 }, () => stuck(1));
  const uploads = await Promise.all(bodies.map(() => begin(conversationId)));
  const taken = uploads.map((upload, index) => take(upload, bodies[index] as PassThrough));
  await expect(take(await begin(conversationId), stuck(1))).rejects.toMatchObject({ code: "overloaded" });
  const other = await begin(await world.begin());
  expect(await take(other, Readable.from([Buffer.alloc(100)]))).toMatchObject({ upload: { received: 100 } });
  for (const body of bodies) body.end();
  expect(await Promise.all(taken)).toMatchObject(taken.map(() => ({ cut: false })));
});

test("[F6] what is refused in the middle leaves a body that can be read to its end", async () => {
  const body = new PassThrough({ highWaterMark: 4_000_000 });
  body.end(Buffer.alloc(1_200_000));
  await expect(taking()(await begin(await world.begin(), 10), body)).rejects.toMatchObject({ code: "tooLarge" });
  await expect(body.resume().toArray()).resolves.toBeDefined();
});

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import { blobsOn, KEPT_FREE } from "../blobs/blobs.ts";
import { folderOf } from "../blobs/folder.ts";
import { FILES } from "../services/dialog/files/stored.ts";
import { useDialog } from "../services/dialog/fixture.ts";
import { createLimits, RATES } from "../transport/limits.ts";
import { routes } from "./routes.ts";
import { createRules } from "./rules.ts";
import { createTaking } from "./taking.ts";
import { createTickets } from "./tickets.ts";
import { serveUploads } from "./uploads.ts";

const world = useDialog();
const MINUTE = 60_000;

/** Files of an engine whose disk has so much room. */
async function serving(free = () => Number.MAX_SAFE_INTEGER) {
  const folder = await mkdtemp(join(tmpdir(), "beginning-"));
  const clock = { now: 0 };
  const bytes = { uploadBytes: { burst: 1_000, perMinute: 10 }, addressUploadBytes: { burst: 1_500, perMinute: 20 } };
  const [{ dialog }, blobs] = [world, blobsOn(folderOf(folder, async () => free()))];
  const tickets = createTickets({ key: async () => "a key" });
  const router = routes((served) =>
    serveUploads(served, {
      blobs,
      dialog,
      tickets,
      rules: createRules(dialog),
      limits: createLimits({ rates: { ...RATES, ...bytes }, now: () => clock.now }),
      take: createTaking({ blobs, dialog }),
      finish: async (upload) => upload,
      admit: () => {},
    }),
  );
  const server = createServer(express().use("/files", router)).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/files`;
  async function sender() {
    const conversationId = await world.begin();
    const { ticket } = await tickets.issue({ conversationId, inboxId: "web", by: { kind: "visitor" } });
    const headers = { "Tus-Resumable": "1.0.0", Authorization: `Bearer ${ticket}` };
    return async (length: number) => {
      const answer = await fetch(url, { method: "POST", headers: { ...headers, "Upload-Length": `${length}` } });
      return [answer.status, Number(answer.headers.get("retry-after"))];
    };
  }
  return { sender, clock };
}

test("[F2] who has sent too many bytes waits until there are as many again, and so does everybody of their address", async () => {
  const { sender, clock } = await serving();
  const [one, another] = [await sender(), await sender()];
  expect(await one(600)).toEqual([201, 0]);
  expect(await one(600)).toEqual([429, 20 * 60]);
  expect(await another(901)).toEqual([429, 3]);
  expect(await another(900)).toEqual([201, 0]);
  clock.now += 20 * MINUTE;
  expect(await one(400)).toEqual([201, 0]);
});

test("[F6] nothing is begun where there is little room, and it is as soon as there is more", async () => {
  let free = KEPT_FREE + 99;
  const { sender } = await serving(() => free);
  const begin = await sender();
  expect(await begin(100)).toEqual([503, 60]);
  expect(await FILES.open(world.store).count({})).toBe(0);
  free += 1;
  expect(await begin(100)).toEqual([201, 0]);
});

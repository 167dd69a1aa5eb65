import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { openBlobs } from "../../../blobs/open.ts";
import type { Store } from "../../../store/store.ts";
import { ann, useDialog, visitorSays } from "../fixture.ts";
import { UNSENT } from "./files.ts";
import { FILES } from "./stored.ts";

const world = useDialog();
const visitor = { kind: "visitor" as const };

async function begin(conversationId: string, length = 10): Promise<string> {
  const id = newId();
  await world.dialog.beginFile({ id, conversationId, by: visitor, name: "notes", length });
  return id;
}
const about = { name: "notes.txt", kind: "document", type: "text/plain", bytes: 10 } as const;
const ready = (id: string) => world.dialog.endFile({ id, verdict: { state: "ready", ...about } });
const send = (conversationId: string, id: string) =>
  world.apply(conversationId, { do: "say", author: visitor, content: { type: "file", text: "x", file: { id } } });

test("[F3] of two parts at the same place one counts, on whatever node", async () => {
  const id = await begin(await world.begin());
  const parts = [world.dialog, world.node()].map((node, index) =>
    node.growFile({ id, from: 0, part: { bytes: 4, key: `part-0-${index}` } }),
  );
  const taken = (await Promise.all(parts)).map((grown) => grown.taken);
  expect(taken.filter(Boolean)).toHaveLength(1);
  const { upload } = await world.dialog.file({ id });
  expect(upload).toMatchObject({ received: 4, parts: [{ key: `part-0-${taken.indexOf(true)}` }] });
  expect(await world.dialog.growFile({ id, from: 3, part: { bytes: 4, key: "part-3-0" } })).toMatchObject({
    taken: false,
  });
});

test("[F5] what an upload was found to be is said once: the first verdict holds", async () => {
  const id = await begin(await world.begin());
  await world.dialog.endFile({ id, verdict: { state: "refused", problem: "infected" } });
  expect((await ready(id)).upload).toMatchObject({ state: "refused", problem: "infected", name: "" });
});

test("[F3, F6] so many files of one person may wait to be sent in a conversation; what was sent or refused is none of them", async () => {
  const conversationId = await world.begin();
  for (let number = 0; number < UNSENT; number += 1) await begin(conversationId);
  const { unsentFiles, dropFile, endFile } = world.dialog;
  const waiting = await unsentFiles({ before: Date.now() + 1_000 });
  const mine = waiting.filter((file) => file.conversationId === conversationId);
  expect(mine).toHaveLength(UNSENT);
  const [first, second, third] = mine.map(({ id }) => id) as [string, string, string];
  const full = { code: "tooMany", details: { reason: "unsent" } };
  await expect(begin(conversationId)).rejects.toMatchObject(full);
  await begin(await world.begin());
  await world.dialog.beginFile({ id: newId(), conversationId, by: { kind: "agent", id: "ann" }, name: "x", length: 1 });
  await ready(first);
  await send(conversationId, first);
  await endFile({ id: second, verdict: { state: "refused", problem: "type" } });
  expect([await dropFile({ id: first }), await dropFile({ id: third })]).toEqual([
    { dropped: false },
    { dropped: true },
  ]);
  for (let number = 0; number < 3; number += 1) await begin(conversationId);
  await expect(begin(conversationId)).rejects.toMatchObject(full);
  expect(await unsentFiles({ before: 0 })).toEqual([]);
});

/** A conversation of a channel in which Ann speaks, with a file of hers that is ready. */
async function spokenOf(channel: string) {
  const { dialog, apply } = world;
  if (channel !== "web") await dialog.putInbox({ id: channel, channel, name: channel, enabled: true, settings: {} });
  const { id: conversationId } = await dialog.open({ visitorId: newId(), channel, locale: "en" });
  await apply(conversationId, visitorSays("Is there a form?"));
  await apply(conversationId, { do: "claim", agent: ann });
  const id = newId();
  await dialog.beginFile({ id, conversationId, by: { kind: "agent", id: ann.id }, name: "notes", length: 10 });
  await ready(id);
  const content = { type: "file" as const, text: "x", file: { id } };
  return { conversationId, id, say: { do: "say" as const, author: { kind: "agent" as const, ...ann }, content } };
}

test.each([
  ["web", 0],
  ["letter", 1],
])(
  "[F3] what an agent sends over the channel %s was sent: nobody removes it; deliveries: %i",
  async (channel, count) => {
    const { conversationId, id, say } = await spokenOf(channel);
    await world.apply(conversationId, say);
    expect((await world.dialog.file({ id })).upload).toMatchObject({ sent: true });
    expect(await world.dialog.dropFile({ id })).toEqual({ dropped: false });
    expect(await world.dialog.deliveries({ conversationId })).toHaveLength(count);
  },
);

test.each(["web", "letter"])("[C7] over the channel %s no file is sent that goes at this moment", async (channel) => {
  const { conversationId, id, say } = await spokenOf(channel);
  // It is there as the command is understood, and gone as it is written.
  const collection: Store["collection"] = (name, indexes) => {
    const found = world.store.collection(name, indexes);
    const goes = async () => (await FILES.open(world.store).remove({ _id: id }), undefined);
    return name === FILES.name ? { ...found, update: goes } : found;
  };
  const node = world.node(undefined, undefined, { ...world.store, collection });
  await expect(node.apply({ conversationId, id: newId(), command: say })).rejects.toMatchObject({
    code: "invalid",
    details: { reason: "file" },
  });
  expect(await world.dialog.deliveries({ conversationId })).toEqual([]);
});

test("[F5, T4] what was stored at another place than the one it is erased from cannot be sent, and the operator hears", async () => {
  const folder = await mkdtemp(join(tmpdir(), "here-"));
  const blobs = await openBlobs({ store: folder });
  onTestFinished(async () => {
    await blobs.close();
    await rm(folder, { recursive: true, force: true });
  });
  const told: unknown[] = [];
  const node = world.node(undefined, undefined, undefined, { blobs, onError: (error) => void told.push(error) });
  const conversationId = await world.begin();
  const id = await begin(conversationId);
  const end = () => node.endFile({ id, verdict: { state: "ready", ...about } });
  await expect(end()).rejects.toMatchObject({ code: "unavailable" });
  expect(told).toMatchObject([{ message: expect.stringContaining("FILES has to be the same place") as string }]);
  expect((await node.file({ id })).upload?.state).toBe("uploading");
  await blobs.put(`${conversationId}/${id}/original`, Buffer.from("some words"), 10);
  expect((await end()).upload?.state).toBe("ready");
});

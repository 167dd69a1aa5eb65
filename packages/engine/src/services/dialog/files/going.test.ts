import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@parley/protocol";
import { afterAll, expect, onTestFinished, test } from "vitest";
import type { Blobs } from "../../../blobs/blobs.ts";
import { openBlobs } from "../../../blobs/open.ts";
import { openStore } from "../../../store/open.ts";
import { createDialog } from "../dialog.ts";
import { neighbour, visitorSays } from "../fixture.ts";
import { FILES } from "./stored.ts";

const where = await mkdtemp(join(tmpdir(), "going-"));
const store = await openStore(where);
const blobs = await openBlobs({ store: where });
afterAll(async () => {
  await store.close();
  await blobs.close();
  await rm(where, { recursive: true, force: true });
});

const DAY = 86_400_000;
const BYTES = Buffer.from("canary bytes");
const AWAY: Pick<Blobs, "remove"> = { remove: () => Promise.reject(new Error("the bucket is away")) };

/** A node; of one whose files are away the failures are heard. */
function node({ days = 0, place = blobs }: { days?: number; place?: Pick<Blobs, "remove"> } = {}) {
  const failures: unknown[] = [];
  const now = () => Date.now() + days * DAY;
  const onError = (error: unknown) => void failures.push(error);
  const { service, close } = createDialog({ store, blobs: place, nlu: neighbour(), now, onError });
  onTestFinished(close);
  return { ...service, failures };
}

async function uploaded(dialog: ReturnType<typeof node>, conversationId: string) {
  const id = newId();
  await dialog.beginFile({ id, conversationId, by: { kind: "visitor" }, name: "a.txt", length: BYTES.length });
  await blobs.put(`${conversationId}/${id}/original`, BYTES, BYTES.length);
  const about = { name: "a.txt", kind: "document", type: "text/plain", bytes: BYTES.length } as const;
  await dialog.endFile({ id, verdict: { state: "ready", ...about } });
  return id;
}

/** A conversation with a file that was sent in it and one that was not. */
async function conversation() {
  const dialog = node();
  const { id: conversationId } = await dialog.open({ visitorId: newId(), channel: "web", locale: "en" });
  const apply = (command: Parameters<typeof dialog.apply>[0]["command"]) =>
    dialog.apply({ conversationId, id: newId(), command });
  await apply(visitorSays("look"));
  const [sent, unsent] = [await uploaded(dialog, conversationId), await uploaded(dialog, conversationId)];
  const content = { type: "file" as const, text: "a.txt", file: { id: sent } };
  await apply({ do: "say", author: { kind: "visitor" }, content });
  const close = () => apply({ do: "close", author: { kind: "visitor" } });
  return { dialog, conversationId, sent, unsent, close, apply, content };
}

async function kept(conversationId: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const { key } of blobs.list(conversationId)) ids.push(key.split("/")[1] ?? "");
  return ids.toSorted();
}
const known = async (conversationId: string) =>
  (await FILES.open(store).find({ conversationId })).map(({ _id }) => _id).toSorted();

test("what nobody has sent for a day goes with its bytes, once, whichever node looks; what was sent stays", async () => {
  const { conversationId, sent, unsent } = await conversation();
  const nodes = [node({ days: 1 }), node({ days: 1 }), node({ days: 1 })] as const;
  const old = await nodes[0].unsentFiles({ before: Date.now() + 1 });
  expect(old).toContainEqual({ id: unsent, conversationId });
  expect(old).not.toContainEqual({ id: sent, conversationId });
  await Promise.all(nodes.map((one) => one.dropFile({ id: unsent })));
  expect([await kept(conversationId), await known(conversationId)]).toEqual([[sent], [sent]]);
  expect(await nodes[0].dropFile({ id: sent })).toEqual({ dropped: false });
});

test("a file whose bytes cannot be removed is gone for everybody at once, and its bytes go at the next look", async () => {
  const { dialog, conversationId, unsent, sent, apply, content } = await conversation();
  const away = node({ place: AWAY });
  expect(await away.dropFile({ id: unsent })).toEqual({ dropped: true });
  expect(String(away.failures)).toContain("the bucket is away");
  expect(await dialog.file({ id: unsent })).toEqual({});
  await expect(
    apply({ do: "say", author: { kind: "visitor" }, content: { ...content, file: { id: unsent } } }),
  ).rejects.toMatchObject({ code: "invalid" });
  expect(await kept(conversationId)).toEqual([sent, unsent].toSorted());
  for (const { id } of await dialog.unsentFiles({ before: 1 })) await dialog.dropFile({ id });
  expect([await kept(conversationId), await known(conversationId)]).toEqual([[sent], [sent]]);
});

test("[T4] an erasure takes the bytes of all files of a conversation, also those that no file is known of any more", async () => {
  const { conversationId, close } = await conversation();
  const other = await conversation();
  await blobs.put(`${conversationId}/lost/part-0-x`, BYTES, BYTES.length);
  await close();
  await node({ days: 1 }).erase({ conversationIds: [conversationId] });
  expect([await kept(conversationId), await known(conversationId)]).toEqual([[], []]);
  expect((await kept(other.conversationId)).length).toBe(2);
});

test("[T4] words are erased while files are away, and the bytes as soon as they are back, though nobody erases again", async () => {
  const { conversationId, close, dialog } = await conversation();
  await close();
  const away = node({ days: 1, place: AWAY });
  const outcomes = await away.erase({ conversationIds: [conversationId] });
  expect(outcomes.flatMap(({ events }) => events)).toMatchObject([{ type: "erased" }]);
  expect(String(away.failures)).toContain("the bucket is away");
  expect(JSON.stringify(await FILES.open(store).find({ conversationId }))).not.toContain("a.txt");
  expect((await kept(conversationId)).length).toBe(2);
  for (const { id } of await dialog.unsentFiles({ before: 1 })) await dialog.dropFile({ id });
  expect([await kept(conversationId), await known(conversationId)]).toEqual([[], []]);
});

test("[T4] an erasure that was cut short before the bytes went is finished by the next one", async () => {
  const { conversationId, close } = await conversation();
  await close();
  await node({ days: 1, place: AWAY }).erase({ conversationIds: [conversationId] });
  await node({ days: 1 }).erase({ conversationIds: [conversationId] });
  expect([await kept(conversationId), await known(conversationId)]).toEqual([[], []]);
});

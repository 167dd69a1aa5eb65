import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FilesTicket, newId } from "@parley/protocol";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { openBlobs } from "../../packages/engine/src/blobs/open.ts";
import { findMongo } from "../../packages/engine/src/store/mongo-server.ts";
import { agent, type Api, owner } from "../support/agent.ts";
import { type RunningEngine, serveEngine } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";
import { uploads } from "./upload.ts";

const CANARY = "kanarienvogel 7261";
const OTHERS = "somebody else's 518";
const THREE_HOURS = 3 * 3_600_000;

const mongo = await findMongo();
afterAll(() => mongo?.stop());
const folder = () => mkdtemp(join(tmpdir(), "files-erasure-"));
const stores = [
  { name: "a folder", another: folder, nodes: 1 },
  ...(mongo ? [{ name: "MongoDB, from two nodes", another: async () => mongo.another(), nodes: 2 }] : []),
];

/** Nodes over one store, the last of which is meant where the other one is. Nothing is pushed between them: no Redis joins them. */
async function nodesOver(store: string, count: number): Promise<readonly [RunningEngine, RunningEngine]> {
  const nodes: RunningEngine[] = [];
  for (let at = 0; at < count; at++) nodes.push({ ...(await serveEngine({ store })), folder: store });
  onTestFinished(async () => {
    vi.useRealTimers();
    for (const node of nodes) await node.stop();
    if (!store.startsWith("mongodb")) await rm(store, { recursive: true, force: true });
  });
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (!first || !last) throw new Error("There are nodes.");
  return [first, last];
}

/** Who sends a file, uploads another one, and begins a third; half of it through the other node. */
async function sender([one, other]: readonly [RunningEngine, RunningEngine], words: string) {
  const person = await visitor(one.url);
  const ticket = await person.ask<FilesTicket>("files", {});
  const [here, there] = [uploads(one.url, ticket), uploads(other.url, ticket)];
  const bytes = Buffer.from(`${words}\n`.repeat(20_000));
  const { id = "" } = await here.begin(`${words}.txt`, bytes.length);
  expect((await here.patch(id, 0, bytes.subarray(0, 100_000))).status).toBe(204);
  const offset = Number((await there.head(id)).headers.get("upload-offset"));
  expect((await there.patch(id, offset, bytes.subarray(offset))).status).toBe(204);
  await person.ask("send", { id: newId(), content: { type: "file", text: "file", file: { id } } });
  const unsent = await here.whole(`${words} unsent.txt`, bytes);
  expect(unsent.status).toBe(204);
  return { person, conversationId: person.welcome.conversation.id, ticket, id, bytes };
}

async function keptWith(store: string, words: string): Promise<string[]> {
  const blobs = await openBlobs({ store });
  const found: string[] = [];
  for await (const { key } of blobs.list()) {
    const bytes = Buffer.concat((await (await blobs.read(key))?.stream.toArray()) as Buffer[]);
    if (bytes.includes(words)) found.push(key);
  }
  await blobs.close();
  return found;
}

describe.each(stores)("in $name", ({ another, nodes }) => {
  test("[F5, T4] every node reads what another took in, and nothing of an erased contact's files is left; what others sent is", async () => {
    vi.useFakeTimers({ toFake: ["Date"], shouldAdvanceTime: true });
    const store = await another();
    const both = await nodesOver(store, nodes);
    const [, other] = both;
    const [mine, theirs] = [await sender(both, CANARY), await sender(both, OTHERS)];
    const amy = await agent(other, "Amy");
    const agents = uploads(other.url, await amy.ask<FilesTicket>("files", { conversationId: mine.conversationId }));
    const read = await agents.read(mine.id, "a.txt");
    expect(Buffer.from(await read.arrayBuffer()).equals(mine.bytes)).toBe(true);
    expect((await agents.read(mine.id, "a.txt", { range: "bytes=5-9" })).status).toBe(206);
    expect((await keptWith(store, CANARY)).length).toBeGreaterThan(1);

    await amy.claim(mine.conversationId);
    await amy.close(mine.conversationId);
    const before = await keptWith(store, OTHERS);
    // What was said a moment ago may still be written on.
    vi.setSystemTime(Date.now() + THREE_HOURS);
    const boss = await owner(other);
    const [contact] = await contactsOf(boss, mine.conversationId);
    expect(await boss.call("DELETE", `/contacts/${contact}`)).toEqual({ left: [] });

    expect(await keptWith(store, CANARY)).toEqual([]);
    expect(await keptWith(store, OTHERS)).toEqual(before);
    vi.setSystemTime(Date.now() - THREE_HOURS);
    for (const { url } of both) expect((await uploads(url, mine.ticket).read(mine.id)).status).toBe(404);
    const still = await uploads(other.url, theirs.ticket).read(theirs.id);
    expect(Buffer.from(await still.arrayBuffer()).equals(theirs.bytes)).toBe(true);
  });
});

/** The contact of a conversation. */
async function contactsOf(boss: Api, conversationId: string): Promise<string[]> {
  const { contacts } = await boss.call<{ contacts: { id: string }[] }>("GET", "/contacts");
  const found: string[] = [];
  for (const { id } of contacts) {
    const details = await boss.call<object>("GET", `/contacts/${id}`);
    if (JSON.stringify(details).includes(conversationId)) found.push(id);
  }
  return found;
}

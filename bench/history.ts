/** How long a look into a conversation and the opening of the store take when much has been said: 10,000 and 1,000,000 messages. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine } from "@parley/engine";
import { newId } from "@parley/protocol";
import { eventKey } from "../packages/engine/src/services/dialog/keys.ts";
import type { StoredEvent } from "../packages/engine/src/services/dialog/events.ts";
import { median, quick, report } from "./kit/figures.ts";

const [FEW, MANY] = quick ? [1_000, 2_000] : [10_000, 1_000_000];
const IN_CONVERSATION = 100;
const LOOKS = quick ? 100 : 1_000;
const ROUNDS = quick ? 1 : 5;

const [few, many] = [await fill(FEW), await fill(MANY)];
const rounds = [];
for (let round = 0; round < ROUNDS; round += 1) rounds.push({ few: await look(few), many: await look(many) });
for (const { folder } of [few, many]) await rm(folder, { recursive: true, force: true });

const measured = {
  few: median(rounds.map(({ few }) => few.read)),
  many: median(rounds.map(({ many }) => many.read)),
  ratio: median(rounds.map(({ few, many }) => many.read / few.read)),
  openFew: median(rounds.map(({ few }) => few.open)),
  openMany: median(rounds.map(({ many }) => many.open)),
};
console.table(measured);
await report(
  `history: ${MANY} messages, of ${FEW}`,
  [
    { figure: "last 50 of a conversation", measured: measured.ratio, must: 3, aim: 2, better: "less" },
    { figure: "opening, seconds", measured: measured.openMany / 1000, must: 0.5, aim: 0.1, better: "less" },
  ],
  { ...measured, rounds },
  { "last 50 of a conversation among few": rounds.map(({ few }) => few.read) },
);
process.exit();

/** A store with so many messages, 100 in each conversation, as they come in: all conversations at the same time. */
async function fill(count: number) {
  const folder = await mkdtemp(join(tmpdir(), "parley-bench-"));
  const engine = await createEngine({ store: folder, logLevel: "error" });
  const { store, dialog } = engine.services;
  if (!store) throw new Error("The engine keeps nothing.");
  const events = store.collection<StoredEvent>("events");
  const ids: string[] = [];
  for (let index = 0; index < count / IN_CONVERSATION; index += 1) {
    ids.push((await dialog.open({ visitorId: `v${index}`, channel: "web", locale: "en" })).id);
  }
  for (let seq = 1; seq <= IN_CONVERSATION; seq += 1) {
    for (let from = 0; from < ids.length; from += 5_000) {
      await Promise.all(
        ids.slice(from, from + 5_000).map((conversationId) => events.insert(message(conversationId, seq))),
      );
    }
  }
  await engine.close();
  return { folder, ids };
}

/** As the engine stores it, where it would lie: the key decides how far what is read together lies apart. */
function message(conversationId: string, seq: number): StoredEvent {
  const text = "Where is my parcel? It should have been here on Monday. 我的包裹在哪里？".repeat(2);
  const id = newId();
  const content = { type: "text", text } as const;
  const author = { kind: "visitor" } as const;
  return {
    _id: eventKey(conversationId, id),
    id,
    conversationId,
    seq,
    at: Date.now(),
    type: "message",
    author,
    content,
  };
}

/** Milliseconds until a new engine has read its first conversation, and for a look into one of many. */
async function look({ folder, ids }: { folder: string; ids: readonly string[] }) {
  const start = performance.now();
  const engine = await createEngine({ store: folder, logLevel: "error" });
  const { dialog } = engine.services;
  await dialog.read({ conversationId: ids[0] ?? "" });
  const open = performance.now() - start;
  const times: number[] = [];
  for (let turn = 0; turn < LOOKS; turn += 1) {
    const conversationId = ids[(turn * 7_919) % ids.length] ?? "";
    const before = performance.now();
    const { events } = await dialog.read({ conversationId });
    times.push(performance.now() - before);
    if (events.length !== 50) throw new Error(`${conversationId} has ${events.length} messages.`);
  }
  await engine.close();
  return { open, read: median(times) };
}

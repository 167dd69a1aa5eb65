/**
 * How long a store of 1,000,000 messages takes to become one of this version, and one of the first release again: undisturbed, and killed
 * in the middle and begun anew. What was said must add up to the same after each. With MONGODB_URI also there, with fewer messages.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { newId } from "@parley/protocol";
import { eventKey } from "../packages/engine/src/services/dialog/keys.ts";
import type { AnyDoc } from "../packages/engine/src/store/document.ts";
import { findMongo } from "../packages/engine/src/store/mongo-server.ts";
import { openStore } from "../packages/engine/src/store/open.ts";
import type { Store } from "../packages/engine/src/store/store.ts";
import { newestOf } from "../packages/engine/src/upkeep/migrate.ts";
import { tallyOf } from "../packages/engine/src/upkeep/pages.ts";
import { BASELINE, openState } from "../packages/engine/src/upkeep/state.ts";
import { quick, report } from "./kit/figures.ts";

const PARLEY = fileURLToPath(new URL("../packages/engine/bin/parley.js", import.meta.url));
const [MESSAGES, MESSAGES_IN_MONGO] = quick ? [2_000, 1_000] : [1_000_000, 20_000];
const IN_CONVERSATION = 10;
const TOGETHER = 5_000;
const NEWEST = newestOf();

const folder = await mkdtemp(join(tmpdir(), "parley-bench-"));
const measured: Record<string, Awaited<ReturnType<typeof measure>>> = { SQLite: await measure(folder, MESSAGES) };
await rm(folder, { recursive: true });
const mongo = process.env["MONGODB_URI"] ? await findMongo() : undefined;
if (mongo) measured["MongoDB"] = await measure(mongo.uri, MESSAGES_IN_MONGO);
await mongo?.stop();
console.table(measured);
const bar = { must: 300, better: "less" } as const;
await report(
  `migration: ${MESSAGES} messages in ${MESSAGES / IN_CONVERSATION} conversations, schema ${BASELINE} to ${NEWEST} and back; seconds`,
  Object.entries(measured).flatMap(([store, { messages, ...seconds }]) =>
    Object.entries(seconds).map(([figure, value]) => ({
      figure: `${store}, ${messages} messages: ${figure}`,
      measured: value,
      ...bar,
    })),
  ),
  measured,
);
process.exit();

/** Seconds of each way, with both ends held against what they were the first time. */
async function measure(where: string, messages: number) {
  await fill(where, messages);
  const old = await tallies(where);
  const up = await migrateTo(NEWEST, where);
  const fresh = await tallies(where);
  same(fresh, old, ["events", "visitors"]);
  if (fresh["contacts"]?.count !== old["visitors"]?.count) throw new Error("Not all who wrote are contacts.");
  const down = await migrateTo(BASELINE, where);
  same(await tallies(where), old, ["events", "conversations", "visitors"]);
  await removeContacts(where);
  const upKilled = await killedOnce(NEWEST, where, up);
  same(await tallies(where), fresh, ["events", "conversations", "visitors", "contacts"]);
  const downKilled = await killedOnce(BASELINE, where, down);
  same(await tallies(where), old, ["events", "conversations", "visitors"]);
  return { messages, up, down, "up, killed in the middle": upKilled, "down, killed in the middle": downKilled };
}

/** As the first release left it: conversations of visitors, without inboxes and contacts. */
async function fill(where: string, messages: number): Promise<void> {
  const store = await openStore(where);
  const visitors = store.collection<AnyDoc>("visitors");
  const conversations = store.collection<AnyDoc>("conversations", [{ on: ["visitorId"], unique: true }]);
  const events = store.collection<AnyDoc>("events", [{ on: ["conversationId", "seq"], unique: true }]);
  const ids = Array.from({ length: messages / IN_CONVERSATION }, () => newId());
  for (let from = 0; from < ids.length; from += TOGETHER) {
    const some = ids.slice(from, from + TOGETHER);
    await visitors.insertMany(some.map((id, at) => visitor(id, from + at)));
    await conversations.insertMany(some.map((id) => conversation(id)));
    for (let seq = 1; seq <= IN_CONVERSATION; seq += 1) await events.insertMany(some.map((id) => message(id, seq)));
  }
  await openState(store).schemas.insert({ _id: "schema", version: BASELINE });
  await store.close();
}

function visitor(id: string, at: number): AnyDoc {
  const profile = at % 2 === 0 ? { name: `Name ${at}`, email: `person-${at}@shop.example` } : {};
  return { _id: `v-${id}`, profile, locale: "en", revision: 1, firstSeenAt: at, lastSeenAt: at + 1 };
}

function conversation(id: string): AnyDoc {
  const times = { seq: IN_CONVERSATION, episode: 0, openedAt: 1, updatedAt: 2 };
  const state = { status: "bot", unsure: 0, from: 0 };
  const said = { id, visitorId: `v-${id}`, channel: "web", locale: "en", ...times, state };
  return {
    _id: id,
    visitorId: `v-${id}`,
    seq: IN_CONVERSATION,
    status: "bot",
    updatedAt: 2,
    head: { conversation: said },
  };
}

function message(conversationId: string, seq: number): AnyDoc {
  const id = newId();
  const content = { type: "text", text: "Where is my parcel? It should have been here on Monday. 我的包裹在哪里？" };
  const author = { kind: "visitor" };
  return { _id: eventKey(conversationId, id), id, conversationId, seq, at: seq, type: "message", author, content };
}

type Tallies = Record<string, Awaited<ReturnType<typeof tallyOf>>>;

async function tallies(where: string): Promise<Tallies> {
  const store: Store = await openStore(where);
  const sums: Tallies = {};
  for (const name of ["events", "conversations", "visitors"])
    sums[name] = await tallyOf(store.collection<AnyDoc>(name));
  // They say when they were made, which is another time each time.
  sums["contacts"] = { count: await store.collection("contacts").count({}), sha256: "" };
  await store.close();
  return sums;
}

/** The way back leaves them for the day on which the store is of this version again. */
async function removeContacts(where: string): Promise<void> {
  const store = await openStore(where);
  await store.collection("contacts").remove({});
  await store.close();
}

function same(now: Tallies, before: Tallies, names: readonly string[]): void {
  for (const name of names) {
    const [one, other] = [now[name], before[name]];
    if (one?.count !== other?.count || one?.sha256 !== other?.sha256)
      throw new Error(`${name} are not what they were.`);
  }
}

function start(to: number, where: string) {
  const child = spawn(process.execPath, [PARLEY, "migrate", "--to", `${to}`, "--store", where], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return { child, ended: once(child, "exit") };
}

/** Seconds that `parley migrate` takes. */
async function migrateTo(to: number, where: string): Promise<number> {
  const began = performance.now();
  const [code] = (await start(to, where).ended) as [number | null];
  if (code !== 0) throw new Error(`parley migrate --to ${to} ended with ${code}.`);
  return (performance.now() - began) / 1000;
}

/** The same, killed at half of the time that it takes undisturbed and begun again; both together. */
async function killedOnce(to: number, where: string, undisturbed: number): Promise<number> {
  const began = performance.now();
  const { child, ended } = start(to, where);
  await Promise.race([wait((undisturbed / 2) * 1000), ended]);
  child.kill("SIGKILL");
  const [, signal] = (await ended) as [number | null, string | null];
  if (signal !== "SIGKILL" && !quick) throw new Error("The migration was over before it could be killed.");
  await migrateTo(to, where);
  return (performance.now() - began) / 1000;
}

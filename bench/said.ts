/**
 * Search of what was said: how long a page takes, how large the index is beside the text, and what it costs to write. Messages are those of
 * the starter knowledge with numbers of orders, 25 in a conversation. With MONGODB_URI also there. `--part 1000000`
 * takes so many messages instead of 100,000; with `--pace 6000` each is written by itself.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Conversation, ConversationEvent } from "@parley/protocol";
import type { Nlu } from "../packages/engine/src/services/nlu/contract.ts";
import { readStarter } from "../packages/engine/src/services/nlu/knowledge/starter.ts";
import { CONVERSATIONS } from "../packages/engine/src/services/dialog/stored-heads.ts";
import { createDialog } from "../packages/engine/src/services/dialog/dialog.ts";
import { EVENTS, type StoredEvent } from "../packages/engine/src/services/dialog/events.ts";
import { eventKey } from "../packages/engine/src/services/dialog/keys.ts";
import { createSearch } from "../packages/engine/src/services/dialog/search/search.ts";
import { SEARCH_SPANS } from "../packages/engine/src/services/dialog/search/stored.ts";
import { findMongo } from "../packages/engine/src/store/mongo-server.ts";
import { openStore } from "../packages/engine/src/store/open.ts";
import type { Store } from "../packages/engine/src/store/store.ts";
import { percentile, quick, report } from "./kit/figures.ts";
import { options } from "./kit/options.ts";

const MANY = quick ? 2_500 : Number(options.part ?? 100_000);
const EACH = 25;
const LOOKS = quick ? 3 : 20;
/** Rounds in which each of so many conversations says one thing, and milliseconds between them. */
const ROUNDS = quick ? 2 : 12;
const LIVELY = quick ? 20 : 150;
const PACE = Number(options.pace ?? 1_500);

const { intents } = await readStarter();
const sentences = intents.flatMap(({ examples }) => examples);
const QUERIES = [
  "订单",
  "退款",
  "the",
  "order",
  "re",
  "物流 单号",
  "refund order",
  "20240",
  "2024099",
  "zebracorn",
  "独角斑马",
  '"my order"',
  "发票",
  "wher",
  "我的订单",
  "不存在的词",
];

const measured: Record<string, Awaited<ReturnType<typeof measure>>> = {};
const folder = await mkdtemp(join(tmpdir(), "parley-bench-"));
measured["SQLite"] = await measure(await openStore(folder), MANY);
await rm(folder, { recursive: true });
const mongo = process.env["MONGODB_URI"] ? await findMongo() : undefined;
if (mongo) measured["MongoDB"] = await measure(await openStore(mongo.uri), Math.min(MANY, 100_000));
await mongo?.stop();
console.table(measured);
await report(
  `said: ${MANY} messages`,
  Object.entries(measured).flatMap(([store, { p95, index, write }]) => [
    { figure: `${store}: p95 of a page, ms`, measured: p95, must: 100, better: "less" as const },
    { figure: `${store}: index of the text`, measured: index, must: 1.5, better: "less" as const },
    { figure: `${store}: CPU of writing, of that without`, measured: write, must: 1.3, better: "less" as const },
  ]),
  measured,
);
process.exit();

async function measure(store: Store, count: number) {
  const bytes = await fill(store, count);
  const parts = { store, events: EVENTS.open(store), conversations: CONVERSATIONS.open(store), now: Date.now };
  const search = createSearch({ ...parts, onError: (error) => console.error(error) });
  const began = performance.now();
  await search.catchUp();
  const built = performance.now() - began;
  const spans = await SEARCH_SPANS.open(store).find({});
  const size = spans.reduce((sum, span) => sum + Buffer.byteLength(JSON.stringify(span)), 0);
  const loading = performance.now();
  await search.handlers.search({ words: "订单", limit: 20 });
  const first = performance.now() - loading;
  const times: number[] = [];
  for (let turn = 0; turn < LOOKS; turn += 1)
    for (const words of QUERIES) {
      const at = performance.now();
      await search.handlers.search({ words, limit: 20 });
      times.push(performance.now() - at);
    }
  await search.close();
  return {
    built,
    first,
    median: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    longest: Math.max(...times),
    index: size / bytes,
    terms: spans.reduce((sum, { terms }) => sum + terms.length, 0) / bytes,
    write: await writing(store),
  };
}

/** Puts logs into a store as the engine writes them. Resolves to the bytes of what is said in them. */
async function fill(store: Store, count: number): Promise<number> {
  const [events, conversations] = [EVENTS.open(store), CONVERSATIONS.open(store)];
  let bytes = 0;
  for (let number = 0; number < count / EACH; number += 1) {
    const conversationId = `conversation-${number}`;
    const log = Array.from({ length: EACH }, (_, place): StoredEvent => {
      const text = textOf(number * EACH + place);
      bytes += Buffer.byteLength(text);
      const id = `${number}-${place}`;
      const at = 1_700_000_000_000 + number * 60_000 + place * 1_000;
      const author = { kind: "visitor" } as const;
      return {
        _id: eventKey(conversationId, id),
        id,
        conversationId,
        seq: place + 1,
        at,
        type: "message",
        author,
        content: { type: "text", text },
      };
    });
    await Promise.all([events.insertMany(log), conversations.insert(headOf(conversationId, log))]);
  }
  return bytes;
}

function textOf(number: number): string {
  const text = sentences[(number * 7_919 + Math.floor(number / 31) * 104_729) % sentences.length] ?? "";
  if (number % 20_011 === 7) return `${text} zebracorn 独角斑马`;
  return number % 10 === 3 ? `${text} 2024${(number * 7_368_787) % 1_000_000_000}` : text;
}

function headOf(id: string, log: readonly ConversationEvent[]) {
  const { seq, at: updatedAt } = log.at(-1) ?? { seq: 0, at: 0 };
  const state = { status: "closed", at: updatedAt, by: { kind: "visitor" } } as const;
  const conversation: Conversation = {
    id,
    visitorId: id,
    inboxId: "web",
    channel: "web",
    locale: "zh-CN",
    seq,
    episode: 1,
    openedAt: 0,
    updatedAt,
    state,
  };
  return {
    _id: id,
    inboxId: "web",
    thread: id,
    personId: id,
    seq,
    status: state.status,
    updatedAt,
    head: { conversation },
  };
}

/** What writing takes with the index, as a share of what it takes without: of a dialog that says things, and of the index alone. */
async function writing(store: Store): Promise<number> {
  const dialog = createDialog({ store, nlu: {} as Nlu });
  const ids = await Promise.all(
    Array.from({ length: LIVELY }, async (_, place) => {
      const { id } = await dialog.service.open({ visitorId: `lively-${place}`, channel: "web", locale: "en" });
      return id;
    }),
  );
  const said: { event: ConversationEvent; conversation: Conversation }[][] = [];
  const whole = await processorTime(async (round) => {
    const outcomes = await Promise.all(
      ids.map((conversationId, place) => {
        const content = { type: "text", text: textOf(round * LIVELY + place) } as const;
        const command = { do: "say", author: { kind: "visitor" }, content } as const;
        return dialog.service.apply({ conversationId, id: `message-${round}-${place}`, command });
      }),
    );
    said.push(outcomes.flatMap(({ events, conversation }) => events.map((event) => ({ event, conversation }))));
  }, dialog.close);
  await SEARCH_SPANS.open(store).remove({});
  const parts = { store, events: EVENTS.open(store), conversations: CONVERSATIONS.open(store), now: Date.now };
  const alone = createSearch({ ...parts, onError: (error) => console.error(error) });
  const index = await processorTime(async (round) => {
    for (const { event, conversation } of said[round] ?? []) alone.take(event, conversation);
  }, alone.close);
  const idle = await processorTime(async () => {});
  return (whole - idle) / (whole - index);
}

/** Microseconds of all threads, until what was gathered is written. Of MongoDB only what this side of it takes. */
async function processorTime(round: (round: number) => Promise<void>, end = async () => {}): Promise<number> {
  const before = process.cpuUsage();
  for (let number = 0; number < ROUNDS; number += 1) {
    await round(number);
    await new Promise((resolve) => setTimeout(resolve, PACE));
  }
  await end();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

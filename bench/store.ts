/**
 * What durable writes and a look cost in the embedded store. The floor of the writes is lines appended to one file; each of
 * the products is measured between two floors. A look among many messages is compared with one among few.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../packages/engine/src/store/open.ts";
import { runBatch } from "../packages/engine/src/store/operations.ts";
import { indexSql, tableName } from "../packages/engine/src/store/sql.ts";
import { connect } from "../packages/engine/src/store/sqlite.ts";
import type { Collection, Index } from "../packages/engine/src/store/store.ts";
import { openAppender } from "./kit/append.ts";
import { interleave, median, quick, report } from "./kit/figures.ts";

interface Message {
  _id: string;
  conversation: string;
  client: string;
  seq: number;
  author: { kind: string; id: string };
  content: { kind: string; text: string };
  at: number;
}

const WRITES = quick ? 2_000 : 30_000;
/** Messages that are there already when one looks for the last of a conversation. */
const [FEW, MANY] = quick ? [1_000, 2_000] : [10_000, 100_000];
const LOOKS = quick ? 200 : 2_000;
const WRITERS = 64;
const IN_CONVERSATION = 50;
const indexes: Index<Message>[] = [
  { on: ["conversation", "client"], unique: true },
  { on: ["conversation", "seq"], unique: true },
];

const native = await interleave(floor, () => store("native"));
const portable = await interleave(floor, () => store("portable"));
const alone = await interleave(floor, oneByOne);
const [few, many] = [await fill(FEW), await fill(MANY)];
const looks = await interleave(few.look, many.look);
for (const { close } of [few, many]) await close();

const perSecond = { floor: native.floors, native: native.products, portable: portable.products, alone: alone.products };
console.log("durable inserts/s, median");
console.table(Object.fromEntries(Object.entries(perSecond).map(([name, rates]) => [name, Math.round(median(rates))])));
const of = (runs: typeof native) => runs.ratio((rate) => rate);
await report(
  `store: durable inserts/s of ${WRITERS} writers, of appending to one file; a look among ${MANY}, of one among ${FEW}`,
  [
    { figure: "embedded store", measured: of(native), must: 0.35, better: "more" },
    { figure: "its portable build", measured: of(portable), better: "more" },
    { figure: "one transaction each (control)", measured: of(alone), better: "more" },
    { figure: "last 50 of a conversation, time", measured: of(looks), better: "less" },
  ],
  { native, portable, alone, looks },
  { "embedded store": native.floors, "its portable build": portable.floors, looks: looks.floors },
);
process.exit();

/** Lines per second that the writers get durably into a file. */
async function floor(): Promise<number> {
  return await inFolder(async (folder) => {
    const { append, close } = await openAppender(folder);
    const rate = await rateOf((turn) => append(`${JSON.stringify(message(turn))}\n`));
    await close();
    return rate;
  });
}

async function store(sqlite: "native" | "portable"): Promise<number> {
  return await inFolder(async (folder) => {
    const opened = await openStore(folder, { sqlite });
    const messages = opened.collection<Message>("messages", indexes);
    await messages.count({});
    const rate = await rateOf((turn) => messages.insert(message(turn)));
    await opened.close();
    return rate;
  });
}

/** The same table without sharing: what every insert would cost with a transaction of its own. */
async function oneByOne(): Promise<number> {
  return await inFolder(async (folder) => {
    const connection = await connect("native", join(folder, "parley.db"));
    const table = tableName("messages");
    runBatch(connection, [{ kind: "define", table, indexes: indexes.map((index) => indexSql("messages", index)) }]);
    const count = Math.ceil(WRITES / 10);
    const start = performance.now();
    for (let turn = 0; turn < count; turn += 1) {
      const doc = message(turn);
      runBatch(connection, [{ kind: "insert", table, id: doc._id, json: JSON.stringify(doc) }]);
    }
    const rate = (count / (performance.now() - start)) * 1000;
    connection.close();
    return rate;
  });
}

/** A store of so many messages; resolves to a look for the last 50 of a conversation, median of many, in milliseconds. */
async function fill(documents: number) {
  const folder = await mkdtemp(join(tmpdir(), "parley-bench-"));
  const opened = await openStore(folder);
  const messages = opened.collection<Message>("messages", indexes);
  for (let from = 0; from < documents; from += 5000) await load(messages, from, Math.min(5000, documents - from));
  async function look(): Promise<number> {
    const times: number[] = [];
    for (let turn = 0; turn < LOOKS; turn += 1) {
      const conversation = `c${(turn * 7919) % Math.ceil(documents / IN_CONVERSATION)}`;
      const start = performance.now();
      const found = await messages.find({ conversation }, { sort: { seq: -1 }, limit: 50 });
      times.push(performance.now() - start);
      if (found.length !== 50) throw new Error(`${conversation} has ${found.length} messages.`);
    }
    return median(times);
  }
  async function close(): Promise<void> {
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  }
  return { look, close };
}

async function load(messages: Collection<Message>, from: number, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, place) => messages.insert(message(from + place))));
}

async function rateOf(write: (turn: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      while (next < WRITES) {
        next += 1;
        await write(next);
      }
    }),
  );
  return (WRITES / (performance.now() - start)) * 1000;
}

function message(turn: number): Message {
  const text = "Where is my parcel? It should have been here on Monday. 我的包裹在哪里？".repeat(2);
  return {
    _id: `m${turn}`,
    conversation: `c${Math.floor(turn / IN_CONVERSATION)}`,
    client: `k${turn}`,
    seq: (turn % IN_CONVERSATION) + 1,
    author: { kind: "visitor", id: `v${turn % 997}` },
    content: { kind: "text", text },
    at: 1_700_000_000_000 + turn,
  };
}

async function inFolder(run: (folder: string) => Promise<number>): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "parley-bench-"));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

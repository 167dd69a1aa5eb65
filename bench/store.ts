/**
 * What durable writes and a look-up cost in the embedded store, as ratios within this run.
 *
 *     node --conditions=@parley/source --import tsx bench/store.ts [--writes 30000] [--documents 100000] [--json FILE]
 *
 * The floor is the cheapest thing that could be called durable: lines appended to one file, all that wait sharing one
 * fdatasync. It is measured before and after everything else; a run whose two floors differ by more than 25 % says so.
 */
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openStore } from "../packages/engine/src/store/open.ts";
import { runBatch } from "../packages/engine/src/store/operations.ts";
import { indexSql, tableName } from "../packages/engine/src/store/sql.ts";
import { connect } from "../packages/engine/src/store/sqlite.ts";
import type { Collection, Index } from "../packages/engine/src/store/store.ts";

interface Message {
  _id: string;
  conversation: string;
  client: string;
  seq: number;
  author: { kind: string; id: string };
  content: { kind: string; text: string };
  at: number;
}

const { values } = parseArgs({
  options: {
    writes: { type: "string", default: "30000" },
    documents: { type: "string", default: "100000" },
    json: { type: "string" },
  },
});
const WRITES = Number(values.writes);
const DOCUMENTS = Number(values.documents);
const WRITERS = 64;
const IN_CONVERSATION = 50;
const ROUNDS = 3;
const indexes: Index<Message>[] = [
  { on: ["conversation", "client"], unique: true },
  { on: ["conversation", "seq"], unique: true },
];

const firstFloor = await floor();
const rounds = [];
for (let round = 0; round < ROUNDS; round += 1) {
  rounds.push({
    native: await store("native"),
    portable: await store("portable"),
    alone: await oneByOne(),
    floor: await floor(),
  });
}
const lastFloor = await floor();
const base = median([firstFloor, lastFloor, ...rounds.map((round) => round.floor)]);
const rates = {
  native: median(rounds.map((round) => round.native)),
  portable: median(rounds.map((round) => round.portable)),
  alone: median(rounds.map((round) => round.alone)),
};
const [few, many] = [await lastFifty(10_000), await lastFifty(DOCUMENTS)];
const drift = Math.abs(firstFloor - lastFloor) / Math.max(firstFloor, lastFloor);
const result = {
  writers: WRITERS,
  writes: WRITES,
  floor: { perSecond: base, first: firstFloor, last: lastFloor, drift },
  inserts: {
    native: { perSecond: rates.native, ofFloor: rates.native / base },
    portable: { perSecond: rates.portable, ofFloor: rates.portable / base },
    oneTransactionEach: { perSecond: rates.alone, ofFloor: rates.alone / base, ofNative: rates.alone / rates.native },
  },
  lastFifty: { few, many, documents: DOCUMENTS, ratio: many / few },
};

console.table({
  "NDJSON + fdatasync (floor)": row(base, base),
  "embedded store": row(rates.native, base),
  "embedded store, portable build": row(rates.portable, base),
  "one transaction each (control)": row(rates.alone, base),
});
console.log(
  `last 50 of a conversation, median: ${few.toFixed(3)} ms among 10000, ${many.toFixed(3)} ms among ${DOCUMENTS}`,
);
if (drift > 0.25)
  console.log(`The floor moved by ${Math.round(drift * 100)} % during the run: the machine was not calm.`);
if (values.json) await writeFile(values.json, `${JSON.stringify(result, undefined, 2)}\n`);

function row(rate: number, floorRate: number) {
  return { "durable inserts/s": Math.round(rate), "of the floor": Number((rate / floorRate).toFixed(3)) };
}

/** Lines per second that 64 writers get durably into a file. */
async function floor(): Promise<number> {
  return inFolder(async (folder) => {
    const file = await open(join(folder, "log"), "a");
    let waiting: { line: string; resolve: () => void }[] = [];
    let writing = false;

    async function write(): Promise<void> {
      writing = true;
      while (waiting.length > 0) {
        const batch = waiting;
        waiting = [];
        await file.appendFile(batch.map(({ line }) => line).join(""));
        await file.datasync();
        for (const { resolve } of batch) resolve();
      }
      writing = false;
    }

    const rate = await rateOf(
      (turn) =>
        new Promise<void>((resolve) => {
          waiting.push({ line: `${JSON.stringify(message(turn))}\n`, resolve });
          if (!writing) setImmediate(() => void (writing || write()));
        }),
    );
    await file.close();
    return rate;
  });
}

async function store(sqlite: "native" | "portable"): Promise<number> {
  return inFolder(async (folder) => {
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
  return inFolder(async (folder) => {
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

/** Milliseconds for the last 50 messages of a conversation, median of 2000, among so many messages. */
async function lastFifty(documents: number): Promise<number> {
  return inFolder(async (folder) => {
    const opened = await openStore(folder);
    const messages = opened.collection<Message>("messages", indexes);
    for (let from = 0; from < documents; from += 5000) await load(messages, from, Math.min(5000, documents - from));
    const times: number[] = [];
    for (let turn = 0; turn < 2000; turn += 1) {
      const conversation = `c${(turn * 7919) % Math.ceil(documents / IN_CONVERSATION)}`;
      const start = performance.now();
      const found = await messages.find({ conversation }, { sort: { seq: -1 }, limit: 50 });
      times.push(performance.now() - start);
      if (found.length !== 50) throw new Error(`${conversation} has ${found.length} messages.`);
    }
    await opened.close();
    return median(times);
  });
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
  const folder = await mkdtemp(join(tmpdir(), "bench-store-"));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

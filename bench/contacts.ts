/**
 * Contacts by the hundred thousand: a file of them brought in, looked through and taken out again. The floor of bringing in is as many bare
 * documents inserted together into the same store; what looks are compared with is the same among a tenth. With MONGODB_URI also there.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importContacts } from "../packages/engine/src/api/contact-file/read.ts";
import { writeContacts } from "../packages/engine/src/api/contact-file/write.ts";
import { createUsers } from "../packages/engine/src/services/users/users.ts";
import type { AnyDoc } from "../packages/engine/src/store/document.ts";
import { findMongo } from "../packages/engine/src/store/mongo-server.ts";
import { openStore } from "../packages/engine/src/store/open.ts";
import type { Store } from "../packages/engine/src/store/store.ts";
import { median, quick, report } from "./kit/figures.ts";

const MANY = quick ? 2_000 : 100_000;
const MANY_IN_MONGO = quick ? 1_000 : 10_000;
const LOOKS = quick ? 3 : 30;
/** Lines that are handed over together. */
const TOGETHER = 500;

const folder = await mkdtemp(join(tmpdir(), "parley-bench-"));
const measured: Record<string, Awaited<ReturnType<typeof measure>>> = {};
measured["SQLite"] = await measure(await openStore(folder), MANY);
await rm(folder, { recursive: true });
const mongo = process.env["MONGODB_URI"] ? await findMongo() : undefined;
if (mongo) measured["MongoDB"] = await measure(await openStore(mongo.uri), MANY_IN_MONGO);
await mongo?.stop();
console.table(measured);
await report(
  `contacts: a file of ${MANY} lines (MongoDB ${MANY_IN_MONGO})`,
  Object.entries(measured).flatMap(([store, { imported, again, floor, exported, heap, search }]) => [
    { figure: `${store}: brought in, of bare inserts, time`, measured: imported / floor, better: "less" as const },
    {
      figure: `${store}: brought in once more, of the first time`,
      measured: again / imported,
      better: "less" as const,
    },
    { figure: `${store}: taken out, seconds`, measured: exported / 1000, better: "less" as const },
    { figure: `${store}: most memory more while it is taken out, MB`, measured: heap, better: "less" as const },
    { figure: `${store}: a search, ms`, measured: search, better: "less" as const },
  ]),
  measured,
);
process.exit();

/** Milliseconds of each, and megabytes of heap. */
async function measure(store: Store, count: number) {
  const users = createUsers({ store });
  const bytes = Buffer.from(fileOf(count));
  const bring = () => importContacts(users, { bytes, dryRun: false, locale: "en" });
  const floor = await timed(() => bareInserts(store, count));
  const imported = await timed(async () => expectCount((await bring()).new, count));
  const again = await timed(async () => expectCount((await bring()).unchanged, count));
  const first = await timed(() => list(""));
  const times: number[] = [];
  for (let turn = 0; turn < LOOKS; turn += 1) times.push(await timed(() => list(`person-${turn * 31}@`)));
  let [lines, most] = [0, 0];
  const before = process.memoryUsage().heapUsed;
  const exported = await timed(async () => {
    for await (const chunk of writeContacts(users, {})) {
      lines += chunk.split("\n").length - 1;
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    }
  });
  expectCount(lines, count + 1);
  await store.close();
  return { count, floor, imported, again, first, search: median(times), exported, heap: most / 2 ** 20 };

  async function list(search: string): Promise<void> {
    await users.contacts({ filter: search ? { search } : {}, sort: "seen", locale: "en", limit: 50 });
  }
}

async function bareInserts(store: Store, count: number): Promise<void> {
  const bare = store.collection<AnyDoc>("bare");
  for (let from = 0; from < count; from += TOGETHER) {
    const some = Array.from({ length: Math.min(TOGETHER, count - from) }, (_, at) => from + at);
    await bare.insertMany(
      some.map((at) => ({ _id: `b${at}`, name: `Name ${at}`, email: `person-${at}@shop.example` })),
    );
  }
}

function fileOf(count: number): string {
  const lines = Array.from({ length: count }, (_, at) => {
    return `Name ${at},person-${at}@shop.example,u${at},+86 138 ${at},${at % 3 === 0 ? "vip" : "new"},${at % 7}`;
  });
  return `name,email,userId,phone,tags,plan\n${lines.join("\n")}\n`;
}

async function timed(run: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

function expectCount(found: number, expected: number): void {
  if (found !== expected) throw new Error(`${found} instead of ${expected}.`);
}

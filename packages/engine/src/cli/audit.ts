import { AUDIT, createAudit } from "../services/users/audit.ts";
import { type Link, verify } from "../services/users/audit-chain.ts";
import { openSnapshot } from "../store/snapshot.ts";
import type { Store } from "../store/store.ts";
import { command, STORE, STORE_USAGE, storeOf } from "./command.ts";
import { UsageError } from "./example-files.ts";

const USAGE = `Usage: parley audit [--limit N] [--store PLACE]
       parley audit --verify [--noted HASH] [--store PLACE]

Prints who did what, the newest first: time, who, what, to what, from which address, separated by tabs. With --verify it
looks whether the entries are as they were written: each has the hash of the one before. Note the hash that it prints
outside of this machine; who can write to the store could make all hashes anew, but not that one.

  --limit N      entries at most; 100 unless told
  --noted HASH   a hash printed earlier, which must be there still
  ${STORE_USAGE}

Exit status of --verify: 0 if all is as it was written, 1 if not.`;

const OPTIONS = {
  limit: { type: "string" },
  verify: { type: "boolean" },
  noted: { type: "string" },
  ...STORE,
} as const;

/** Runs `parley audit`. */
export const run = command({ usage: USAGE, options: OPTIONS }, async (values) => {
  const limit = Number(values.limit ?? 100);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError(USAGE);
  const store = await openSnapshot(storeOf(values));
  try {
    return values.verify ? await check(store, values.noted) : await print(store, limit);
  } finally {
    await store.close();
  }
});

async function print(store: Store, limit: number): Promise<number> {
  for (const { at, by = "-", action, target, address = "-" } of await createAudit(store, Date.now).audit({ limit })) {
    console.log([new Date(at).toISOString(), by, action, target, address].join("\t"));
  }
  return 0;
}

async function check(store: Store, noted: string | undefined): Promise<number> {
  const { entries, last, broken, noted: isThere } = await verify(chainOf(store), noted);
  if (broken) {
    console.log(`Entry ${broken.number} ${broken.what === "missing" ? "is missing" : "is not as it was written"}.`);
    return 1;
  }
  if (noted !== undefined && !isThere) {
    console.log(`No entry has the hash ${noted}: entries were taken away at the end, or all were made anew.`);
    return 1;
  }
  console.log(`${entries} entries, all as they were written.`);
  if (last) console.log(`The newest, of ${new Date(last.at).toISOString()}, has the hash ${last.hash}`);
  const outside = await AUDIT.open(store).count({ number: { $exists: false } });
  if (outside > 0) console.log(`${outside} entries are of a version without hashes.`);
  return 0;
}

/** Entries read at once. */
const PAGE = 500;

async function* chainOf(store: Store): AsyncGenerator<Link> {
  const trail = AUDIT.open(store);
  for (let after = 0; ;) {
    const page = await trail.find({ number: { $gt: after } }, { sort: { number: 1 }, limit: PAGE });
    for (const { number = 0, hash = "", ...entry } of page) {
      yield { ...entry, number, hash };
      after = number;
    }
    if (page.length < PAGE) return;
  }
}

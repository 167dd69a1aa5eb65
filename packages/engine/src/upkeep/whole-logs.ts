import type { AnyDoc } from "../store/document.ts";
import type { Collection } from "../store/store.ts";
import { canonical } from "./checksum.ts";
import { type Entry, pagesOf } from "./pages.ts";

/** Collections that hold logs: what each entry belongs to, and its number there. Entries of one log lie together by `_id`. */
const LOGS = new Map([["events", { of: "conversationId", number: "seq" }]]);

/**
 * Reads a collection in pages. Where it holds logs that grow meanwhile, an entry may come to lie before what has been read, and a
 * later one behind it: such gaps are filled, for whoever reads a log with a gap would wait for ever.
 */
export async function* entriesOf(name: string, collection: Collection<AnyDoc>): AsyncGenerator<Entry[]> {
  const log = LOGS.get(name);
  if (!log) return yield* pagesOf(collection);
  let current: { of: string; last: string; numbers: Set<number> } | undefined;

  const gaps = async (): Promise<Entry[]> => {
    if (!current) return [];
    const missing = missingFrom(current.numbers);
    if (missing.length === 0) return [];
    const filter = { [log.of]: current.of, [log.number]: { $in: missing } };
    // Those behind are still to be read.
    const { last } = current;
    const found = (await collection.find(filter)).filter(
      ({ _id }) => Buffer.compare(Buffer.from(_id), Buffer.from(last)) < 0,
    );
    return found.map((doc) => ({ doc, json: canonical(doc) }));
  };

  for await (const page of pagesOf(collection)) {
    const filled: Entry[] = [];
    for (const { doc } of page) {
      const of = String(doc[log.of]);
      if (of !== current?.of) {
        filled.push(...(await gaps()));
        current = { of, last: doc._id, numbers: new Set() };
      }
      current.last = doc._id;
      current.numbers.add(Number(doc[log.number]));
    }
    yield [...page, ...filled];
  }
  yield await gaps();
}

function missingFrom(numbers: ReadonlySet<number>): number[] {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const number of numbers) [lowest, highest] = [Math.min(lowest, number), Math.max(highest, number)];
  const missing: number[] = [];
  if (highest - lowest + 1 === numbers.size) return missing;
  for (let number = lowest; number < highest; number++) if (!numbers.has(number)) missing.push(number);
  return missing;
}

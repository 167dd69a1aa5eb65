import { limited, type Query } from "./sql.ts";
import type { Connection } from "./sqlite.ts";

/** Answers what an index answers at once, on the caller's thread; `undefined` for what would take long. */
export type IndexedReads = (query: Query, limit?: number) => unknown[] | undefined;

// A row takes some microseconds: so many never hold the event loop for longer than a few milliseconds.
const MOST_ROWS = 256;

/**
 * A look-up through an index is over before a message to another thread would have arrived. A scan, a sort without an index
 * or a long result would hold up everybody else, so those are left to the thread.
 */
export function createIndexedReads(connected: () => Connection | undefined): IndexedReads {
  const indexed = new Map<string, boolean>();

  return ({ sql, params }, limit = Infinity) => {
    const connection = connected();
    if (!connection) return undefined;
    const known = indexed.get(sql) ?? usesIndex(connection, { sql, params });
    indexed.set(sql, known);
    if (!known) return undefined;
    const rows = connection.column(limited({ sql, params }, Math.min(limit, MOST_ROWS + 1)));
    return rows.length > MOST_ROWS ? undefined : rows;
  };
}

function usesIndex(connection: Connection, query: Query): boolean {
  return connection.plan(query).every((step) => !/SCAN (?!json_each)|TEMP B-TREE/.test(step));
}

import { readChange } from "./change.ts";
import { checkDoc, checkLimit, upsertBase } from "./document.ts";
import { readFilter } from "./filter.ts";
import type { IndexedReads } from "./indexed-reads.ts";
import { toJson, toText } from "./json.ts";
import type { Operation } from "./operations.ts";
import { indexSql, limited, orderSql, tableName, whereSql } from "./sql.ts";
import type { Collection, Doc, FindOptions, Index } from "./store.ts";
import type { SqliteThread } from "./thread.ts";

/** What a collection of the embedded store works with. */
export interface EmbeddedParts<T> {
  name: string;
  indexes: readonly Index<T>[];
  writer: SqliteThread;
  /** Answers what `reads` leaves, without holding up the writer where the build allows that. */
  readers: SqliteThread;
  reads: IndexedReads;
}

/** A collection kept as one table of JSON documents, each field in an index being an expression over them. */
export function embeddedCollection<T extends Doc>(parts: EmbeddedParts<T>): Collection<T> {
  const { writer, readers, reads } = parts;
  const table = tableName(parts.name);
  const indexes = parts.indexes.map((index) => indexSql(parts.name, index));
  let defining: Promise<unknown> | undefined;
  let defined = false;

  function define(): Promise<unknown> {
    defining ??= writer.run({ kind: "define", table, indexes }).catch((error: unknown) => {
      defining = undefined;
      throw error;
    });
    return defining;
  }

  function write(operation: Operation): Promise<unknown> {
    if (defined) return writer.run(operation);
    // Said only by the first that waited for it, so that what comes now does not overtake those that wait.
    return define().then(() => {
      defined = true;
      return writer.run(operation);
    });
  }

  async function documents(filter: object, { sort, limit }: FindOptions<T>): Promise<T[]> {
    const where = whereSql(readFilter(filter));
    const query = { sql: `SELECT doc FROM ${table} WHERE ${where.sql}${orderSql(sort)}`, params: where.params };
    checkLimit(limit);
    if (!defined) await define();
    const found =
      reads(query, limit) ??
      (await readers.run({ kind: "read", query: limit === undefined ? query : limited(query, limit) }));
    return parse<T>(found as string[]);
  }

  async function insert(doc: T): Promise<boolean> {
    const json = toJson(checkDoc(doc));
    return (await write({ kind: "insert", table, id: toText(doc._id), json })) as boolean;
  }

  return {
    find: (filter, options = {}) => documents(filter, options),

    async findOne(filter, options = {}) {
      const [first] = await documents(filter, { ...options, limit: 1 });
      return first;
    },

    async count(filter) {
      const { sql, params } = whereSql(readFilter(filter));
      if (!defined) await define();
      const few = reads({ sql: `SELECT 1 FROM ${table} WHERE ${sql}`, params });
      if (few) return few.length;
      const query = { sql: `SELECT count(*) FROM ${table} WHERE ${sql}`, params };
      const [count] = (await readers.run({ kind: "read", query })) as number[];
      return count ?? 0;
    },

    insert,

    async insertMany(docs) {
      for (const doc of docs) checkDoc(doc);
      // Handed in together, they share their commits.
      const inserted = await Promise.all(docs.map(insert));
      return docs.filter((_, place) => !inserted[place]);
    },

    async update(filter, change, { upsert = false } = {}) {
      const terms = readFilter(filter);
      const base = upsert ? upsertBase(terms) : undefined;
      const operation = {
        kind: "update",
        table,
        where: whereSql(terms),
        changes: readChange(change),
        upsert: base,
      } as const;
      const json = (await write(operation)) as string | undefined;
      return json === undefined ? undefined : (JSON.parse(json) as T);
    },

    async updateMany(filter, change) {
      const where = whereSql(readFilter(filter));
      return (await write({ kind: "updateMany", table, where, changes: readChange(change) })) as number;
    },

    async remove(filter) {
      return (await write({ kind: "remove", table, where: whereSql(readFilter(filter)) })) as number;
    },
  };
}

// Parsing takes some microseconds a document; others get their turn in between.
const LONGEST_SLICE = 1000;

async function parse<T>(texts: string[]): Promise<T[]> {
  const docs: T[] = [];
  for (let from = 0; from < texts.length; from += LONGEST_SLICE) {
    if (from > 0) await new Promise((resolve) => setImmediate(resolve));
    for (const json of texts.slice(from, from + LONGEST_SLICE)) docs.push(JSON.parse(json) as T);
  }
  return docs;
}

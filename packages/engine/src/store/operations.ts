import { applyChanges, type Changes } from "./change.ts";
import type { AnyDoc } from "./document.ts";
import { toJson } from "./json.ts";
import type { Query } from "./sql.ts";
import { isDiskFailure, isDuplicate, type Connection } from "./sqlite.ts";

/** How the file is laid out; kept in the file, so that an older engine does not write into a newer layout. */
export const FORMAT = 1;

/** What a thread can be asked to do with its database. Documents travel as JSON text. */
export type Operation =
  | { kind: "define"; table: string; indexes: { name: string; sql: string }[] }
  | { kind: "insert"; table: string; id: string; json: string }
  | { kind: "update"; table: string; where: Query; changes: Changes; upsert?: AnyDoc | undefined }
  | { kind: "updateMany"; table: string; where: Query; changes: Changes }
  | { kind: "remove"; table: string; where: Query }
  | { kind: "read"; query: Query }
  | { kind: "touch" }
  /** Leaves nothing in the write-ahead log, where what was removed stands as it was. Answers whether it could. */
  | { kind: "scrub" };

/** How an operation ended. `lost` means that it is not known to be durable. */
export type Outcome =
  | { is: "done"; value: unknown }
  | { is: "conflict" | "invalid" | "failed" | "lost"; message: string };

/**
 * Runs operations in one transaction, so that they share one write to the disk. One that fails leaves no trace and does not
 * concern the others; if the transaction itself fails, none of them happened.
 */
export function runBatch(connection: Connection, operations: readonly Operation[]): Outcome[] {
  try {
    connection.exec("BEGIN IMMEDIATE");
    const outcomes = operations.map((operation) => attempt(connection, operation));
    connection.exec("COMMIT");
    return operations.some(isScrub) ? withScrubbed(connection, operations, outcomes) : outcomes;
  } catch (error) {
    if (connection.inTransaction) connection.exec("ROLLBACK");
    const message = error instanceof Error ? error.message : String(error);
    return operations.map(() => ({ is: "lost", message }));
  }
}

const isScrub = ({ kind }: Operation) => kind === "scrub";
/** Milliseconds to wait for readers, which nobody writes meanwhile, and as long as anything else waits. */
const [BRIEFLY, AS_EVER] = [100, 5_000];

/** Empties the write-ahead log, which cannot be done within a transaction; `false` where a reader still needs it. */
function withScrubbed(connection: Connection, operations: readonly Operation[], outcomes: Outcome[]): Outcome[] {
  connection.exec(`PRAGMA busy_timeout = ${BRIEFLY}`);
  const [busy] = connection.column({ sql: "PRAGMA wal_checkpoint(TRUNCATE)", params: [] });
  connection.exec(`PRAGMA busy_timeout = ${AS_EVER}`);
  return outcomes.map((outcome, at) =>
    operations[at]?.kind === "scrub" ? { is: "done", value: busy === 0 } : outcome,
  );
}

/** Runs reads, each on its own. */
export function runReads(connection: Connection, operations: readonly Operation[]): Outcome[] {
  return operations.map((operation) => {
    try {
      return { is: "done", value: perform(connection, operation) };
    } catch (error) {
      return { is: "lost", message: error instanceof Error ? error.message : String(error) };
    }
  });
}

function attempt(connection: Connection, operation: Operation): Outcome {
  try {
    return { is: "done", value: perform(connection, operation) };
  } catch (error) {
    if (isDiskFailure(error) || !connection.inTransaction || !(error instanceof Error)) throw error;
    if (isDuplicate(error)) return { is: "conflict", message: error.message };
    return { is: error instanceof RangeError ? "invalid" : "failed", message: error.message };
  }
}

function perform(connection: Connection, operation: Operation): unknown {
  switch (operation.kind) {
    case "define":
      return define(connection, operation.table, operation.indexes);
    case "insert":
      return insert(connection, operation.table, operation) > 0;
    case "update":
      return update(connection, operation);
    case "updateMany":
      return updateMany(connection, operation);
    case "remove": {
      const { sql, params } = operation.where;
      return connection.run({ sql: `DELETE FROM ${operation.table} WHERE ${sql}`, params });
    }
    case "read":
      return connection.column(operation.query);
    case "touch":
      return connection.exec(`PRAGMA user_version = ${FORMAT}`);
    case "scrub":
      return undefined;
  }
}

function define(connection: Connection, table: string, indexes: { name: string; sql: string }[]): void {
  connection.exec(`CREATE TABLE IF NOT EXISTS ${table} (_id TEXT PRIMARY KEY NOT NULL, doc TEXT NOT NULL)`);
  for (const { name, sql } of indexes) {
    const bare = name.slice(1, -1);
    const [known] = connection.column({
      sql: "SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?",
      params: [bare],
    });
    if (known === sql) continue;
    connection.exec(`DROP INDEX IF EXISTS ${name}; ${sql}`);
  }
}

function insert(connection: Connection, table: string, { id, json }: { id: string; json: string }): number {
  const sql = `INSERT INTO ${table} (_id, doc) VALUES (?, ?) ON CONFLICT DO NOTHING`;
  return connection.run({ sql, params: [id, json] });
}

function update(connection: Connection, operation: Operation & { kind: "update" }): string | undefined {
  const { table, where, changes, upsert } = operation;
  const [found] = connection.column({
    sql: `SELECT doc FROM ${table} WHERE ${where.sql} LIMIT 1`,
    params: where.params,
  });
  if (typeof found === "string") return replace(connection, table, { json: found, changes });
  if (!upsert) return undefined;
  const [taken] = connection.column({ sql: `SELECT 1 FROM ${table} WHERE _id = ?`, params: [upsert._id] });
  if (taken !== undefined) return undefined;
  const json = toJson(applyChanges({ ...upsert, ...changes.$setOnInsert }, changes));
  connection.run({ sql: `INSERT INTO ${table} (_id, doc) VALUES (?, ?)`, params: [upsert._id, json] });
  return json;
}

function updateMany(connection: Connection, { table, where, changes }: Operation & { kind: "updateMany" }): number {
  const found = connection.column({ sql: `SELECT doc FROM ${table} WHERE ${where.sql}`, params: where.params });
  connection.exec("SAVEPOINT many");
  try {
    for (const json of found) replace(connection, table, { json: String(json), changes });
    connection.exec("RELEASE many");
    return found.length;
  } catch (error) {
    if (connection.inTransaction) connection.exec("ROLLBACK TO many; RELEASE many");
    throw error;
  }
}

function replace(connection: Connection, table: string, { json, changes }: { json: string; changes: Changes }): string {
  const doc = JSON.parse(json) as AnyDoc;
  const after = toJson(applyChanges(doc, changes));
  if (after !== json) connection.run({ sql: `UPDATE ${table} SET doc = ? WHERE _id = ?`, params: [after, doc._id] });
  return after;
}

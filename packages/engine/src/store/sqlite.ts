import { rmSync } from "node:fs";
import type { Query } from "./sql.ts";

/** Which build of SQLite runs: the add-on compiled for this machine, or the portable one. Both keep the same file. */
export type SqliteBuild = "native" | "portable";

/** One open database, used from one thread. */
export interface Connection {
  readonly inTransaction: boolean;
  /** The first column of every row. */
  column(query: Query): unknown[];
  /** Resolves to how many rows changed. */
  run(query: Query): number;
  exec(sql: string): void;
  /** How the query would be run, one line for each step. */
  plan(query: Query): string[];
  close(): void;
}

// Older versions can lose committed writes when a WAL is reset while a second connection is open (sqlite.org/wal.html).
const OLDEST_SAFE = [3, 51, 3];
const LONGEST_WAIT = 5000;
const MOST_STATEMENTS = 500;
// What is removed is overwritten with zeros: pages that are free again would keep people's words.
const WRITER = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;";

/** Opens the database for writing, creating it if there is none, or for reading only. */
export async function connect(build: SqliteBuild, path: string, readonly = false): Promise<Connection> {
  const connection = build === "native" ? await connectNative(path, readonly) : await connectPortable(path);
  try {
    if (!readonly) connection.exec(build === "native" ? WRITER : `PRAGMA locking_mode = EXCLUSIVE; ${WRITER}`);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Runs a statement in a build of SQLite. Resolves to its version, or rejects with why it cannot be used here. */
export async function probe(build: SqliteBuild): Promise<string> {
  const connection = build === "native" ? await connectNative(":memory:", false) : await connectPortable(":memory:");
  const version = String(connection.column({ sql: "SELECT sqlite_version()", params: [] })[0]);
  connection.close();
  const numbers = version.split(".").map(Number);
  const differs = OLDEST_SAFE.findIndex((oldest, place) => numbers[place] !== oldest);
  if (differs >= 0 && (numbers[differs] ?? 0) < (OLDEST_SAFE[differs] ?? 0)) {
    throw new Error(`SQLite ${version} can lose writes; ${OLDEST_SAFE.join(".")} is the oldest safe one.`);
  }
  return version;
}

/** Whether an error says that a unique key is taken. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("UNIQUE constraint failed");
}

/** Whether an error comes from the disk rather than from the statement, so that nothing after it can be trusted. */
export function isDiskFailure(error: unknown): boolean {
  const failures = /disk|I\/O|readonly|read-only|malformed|not a database|unable to open|locked|out of memory/i;
  return error instanceof Error && failures.test(error.message);
}

async function connectNative(path: string, readonly: boolean): Promise<Connection> {
  const { default: Database } = await import("better-sqlite3");
  const database = new Database(path, { readonly, timeout: LONGEST_WAIT });
  const prepared = remember((sql) => database.prepare<(string | number)[]>(sql));
  const plucked = remember((sql) => database.prepare<(string | number)[]>(sql).pluck());
  return {
    get inTransaction() {
      return database.inTransaction;
    },
    column: ({ sql, params }) => plucked(sql, (query) => query.all(...params)),
    run: ({ sql, params }) => prepared(sql, (statement) => statement.run(...params).changes),
    exec: (sql) => void database.exec(sql),
    plan: ({ sql, params }) =>
      database
        .prepare<(string | number)[], Step>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...params)
        .map(detail),
    close: () => void database.close(),
  };
}

async function connectPortable(path: string): Promise<Connection> {
  const { default: sqlite } = await import("node-sqlite3-wasm");
  // This build locks with a folder that outlives a killed process. Whoever comes here holds the lock of the store's folder.
  if (path !== ":memory:") rmSync(`${path}.lock`, { recursive: true, force: true });
  const database = new sqlite.Database(path);
  const prepared = remember(
    (sql) => database.prepare(sql),
    (statement) => statement.finalize(),
  );
  return {
    get inTransaction() {
      return database.inTransaction;
    },
    column: ({ sql, params }) => prepared(sql, (query) => query.all(params).map((row) => Object.values(row)[0])),
    run: ({ sql, params }) => prepared(sql, (statement) => statement.run(params).changes),
    exec: (sql) => database.exec(sql),
    plan: ({ sql, params }) =>
      database.all(`EXPLAIN QUERY PLAN ${sql}`, params).map((row) => Object.values(row).join(" ")),
    close: () => database.close(),
  };
}

interface Step {
  detail: string;
}

const detail = (step: Step) => step.detail;

/** Prepares each statement once. One that failed is prepared anew, as the portable build cannot reset it. */
function remember<S>(prepare: (sql: string) => S, forget: (statement: S) => void = () => {}) {
  const statements = new Map<string, S>();

  function drop(sql: string, statement: S): void {
    statements.delete(sql);
    forget(statement);
  }

  return <R>(sql: string, use: (statement: S) => R): R => {
    const statement = statements.get(sql) ?? prepare(sql);
    const [oldest] = statements;
    if (oldest && statements.size >= MOST_STATEMENTS) drop(...oldest);
    statements.set(sql, statement);
    try {
      return use(statement);
    } catch (error) {
      drop(sql, statement);
      throw error;
    }
  };
}

import { ChatError } from "@parley/protocol";
import { MongoClient, type Collection as MongoCollection, type Db } from "mongodb";
import type { AnyDoc } from "./document.ts";
import { mongoCollection } from "./mongo-collection.ts";
import { explain } from "./mongo-failure.ts";
import type { Doc, Index, Store, StoredCollection } from "./store.ts";

const DEFAULT_DATABASE = "parley";

// A write counts once a majority has it in its journal, and only such writes are read: nothing acknowledged is lost by a
// fail-over, and nothing that anybody was shown is undone by one.
const DURABLE = {
  writeConcern: { w: "majority", journal: true },
  readConcern: { level: "majority" },
  readPreference: "primary",
  retryWrites: true,
  appName: "parley",
} as const;

// Callers wait no longer than a visitor would; an address may say otherwise.
const PATIENCE = {
  serverSelectionTimeoutMS: 5000,
  connectTimeoutMS: 5000,
  socketTimeoutMS: 30_000,
  waitQueueTimeoutMS: 10_000,
};

/**
 * Opens the store in a MongoDB database, which the address may name. Needs neither a replica set nor transactions. Rejects
 * with `unavailable` if no server that takes writes answers within five seconds.
 */
export async function openMongo(uri: string): Promise<Store> {
  const client = createClient(uri);
  const where = client.options.srvHost ?? client.options.hosts.join(",");
  const db = databaseOf(client, uri);
  let closed = false;

  async function guard<R>(run: () => Promise<R>): Promise<R> {
    if (closed) throw new ChatError("unavailable", "The store is closed.");
    return run().catch(explain(where));
  }

  try {
    await guard(() => client.connect());
    const version = await guard(() => versionOf(db));
    return {
      description: `MongoDB ${version} at ${where}/${db.databaseName}`,
      collection: <T extends Doc>(name: string, indexes: readonly Index<T>[] = []) =>
        mongoCollection<T>({ collection: once(() => prepare(db, name, indexes)), guard }),
      collections: () => guard(() => collectionsOf(db)),
      ping: async () => void (await guard(() => db.command({ ping: 1 }))),
      async close() {
        closed = true;
        await client.close();
      },
    };
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** The database that an address names, or the one for those that name none. */
export function databaseOf(client: MongoClient, uri: string): Db {
  const named = client.options.dbName;
  return client.db(named === "test" && !/\/test(\?|$)/.test(uri) ? DEFAULT_DATABASE : named);
}

/** A client with what the store asks of durability and patience. Throws `unavailable` for an address that is none. */
export function createClient(uri: string): MongoClient {
  try {
    const unsaid = Object.entries(PATIENCE).filter(([name]) => !uri.includes(`${name}=`));
    return new MongoClient(uri, { ...DURABLE, ...Object.fromEntries(unsaid) });
  } catch (cause) {
    // The driver's messages do not repeat the address, which may hold a password.
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ChatError("unavailable", `The address of the MongoDB is not valid: ${reason}`, { cause });
  }
}

async function versionOf(db: Db): Promise<string> {
  const { version } = await db.command({ buildInfo: 1 });
  return String(version);
}

async function prepare<T>(db: Db, name: string, indexes: readonly Index<T>[]): Promise<MongoCollection<AnyDoc>> {
  const collection = db.collection<AnyDoc>(name);
  for (const { on, unique = false } of indexes) {
    const keys = Object.fromEntries(on.map((field) => [field, 1] as const));
    // Sparse: documents without any of the fields do not share the key "nothing".
    await collection.createIndex(keys, unique ? { unique, sparse: true } : {});
  }
  return collection;
}

// Names that no collection of a store has belong to the server, or to somebody else in the same database.
async function collectionsOf(db: Db): Promise<StoredCollection[]> {
  const listed = await db.listCollections().toArray();
  const ours = listed.filter(({ name, type }) => type !== "view" && /^[A-Za-z]\w{0,63}$/.test(name));
  const found = await Promise.all(ours.map(async ({ name }) => ({ name, indexes: await indexesOf(db, name) })));
  return found.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

async function indexesOf(db: Db, name: string): Promise<Index<AnyDoc>[]> {
  const listed = await db.collection(name).listIndexes().toArray();
  return listed.flatMap(({ key, unique = false }: { key: object; unique?: boolean }) => {
    const on = Object.keys(key);
    const upwards = Object.values(key).every((direction) => Number(direction) === 1);
    if (!upwards || on.join() === "_id") return [];
    return [unique ? { on, unique } : { on }];
  });
}

/** Runs until it has succeeded once. */
function once<R>(run: () => Promise<R>): () => Promise<R> {
  let result: Promise<R> | undefined;
  return () =>
    (result ??= run().catch((error: unknown) => {
      result = undefined;
      throw error;
    }));
}

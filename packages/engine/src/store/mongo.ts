import { ChatError } from "@parley/protocol";
import type { Db } from "mongodb";
import type { AnyDoc } from "./document.ts";
import { mongoCollection } from "./mongo-collection.ts";
import { connectMongo, type MongoConnection } from "./mongo-connection.ts";
import { explain } from "./mongo-failure.ts";
import { again, type Send } from "./mongo-send.ts";
import type { Doc, Index, Store, StoredCollection } from "./store.ts";

/**
 * Opens the store in a MongoDB database, which the address may name. Needs neither a replica set nor transactions. Rejects
 * with `unavailable` if no server that takes writes answers within five seconds.
 */
export async function openMongo(uri: string): Promise<Store> {
  const connection = connectMongo(uri);
  let closed = false;

  async function guard<R>(run: () => Promise<R>): Promise<R> {
    if (closed) throw new ChatError("unavailable", "The store is closed.");
    return run().catch(explain());
  }

  try {
    const { version, name } = await connection
      .connect()
      .then(() => connection.send(identify))
      .catch(explain(connection.where));
    return {
      description: `MongoDB ${version} at ${connection.where}/${name}`,
      collection: <T extends Doc>(name: string, indexes: readonly Index<T>[] = []) =>
        mongoCollection<T>({ send: sender(connection, name, indexes), guard }),
      collections: () => guard(() => again(() => connection.send(collectionsOf))),
      scrub: async () => {},
      ping: async () => void (await guard(() => connection.send((db) => db.command({ ping: 1 })))),
      async close() {
        closed = true;
        await connection.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function identify(db: Db): Promise<{ version: string; name: string }> {
  const { version } = await db.command({ buildInfo: 1 });
  return { version: String(version), name: db.databaseName };
}

/** What sends commands about the documents of a collection, once its indexes exist. */
function sender<T>(connection: MongoConnection, name: string, indexes: readonly Index<T>[]): Send {
  const prepared = once(async () => {
    for (const { on, unique = false } of indexes) {
      const keys = Object.fromEntries(on.map((field) => [field, 1] as const));
      // Sparse: documents without any of the fields do not share the key "nothing".
      const options = unique ? { unique, sparse: true } : {};
      await again(() => connection.send((db) => db.collection(name).createIndex(keys, options)));
    }
  });
  return async (command) => {
    await prepared();
    return connection.send((db) => command(db.collection(name)));
  };
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

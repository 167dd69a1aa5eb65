import { MongoServerError } from "mongodb";
import { createClient, databaseOf } from "./mongo-client.ts";
import { explain } from "./mongo-failure.ts";

/** What an operator should know of a MongoDB server. */
export interface MongoFacts {
  version: string;
  /** The name of its replica set, if it belongs to one. */
  replicaSet: string | undefined;
  /** Milliseconds by which the server's clock is ahead of this machine's, where it tells. */
  clockAhead: number | undefined;
}

/** Asks a MongoDB server about itself. Rejects with `unavailable` if it cannot be reached. */
export async function readMongoFacts(uri: string): Promise<MongoFacts> {
  const client = createClient(uri);
  try {
    const db = databaseOf(client, uri);
    const { version } = await db.command({ buildInfo: 1 });
    const asked = Date.now();
    const { localTime, setName } = await db.command({ hello: 1 }).catch((error: unknown) => {
      // Before MongoDB 4.4.2 the same command had this name.
      if (error instanceof MongoServerError && error.codeName === "CommandNotFound") return db.command({ isMaster: 1 });
      throw error;
    });
    const middle = (asked + Date.now()) / 2;
    return {
      version: String(version),
      replicaSet: typeof setName === "string" ? setName : undefined,
      clockAhead: localTime instanceof Date ? localTime.getTime() - middle : undefined,
    };
  } catch (error) {
    return explain(client.options.srvHost ?? client.options.hosts.join(","))(error);
  } finally {
    await client.close();
  }
}

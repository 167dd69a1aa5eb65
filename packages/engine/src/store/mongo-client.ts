import { ChatError } from "@parley/protocol";
import { MongoClient, type Db } from "mongodb";

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

// Callers wait no longer than a visitor would; an address may say otherwise. The server is looked at once a second and never
// in between: a look in the moment in which all connections break can be one that the driver never ends (see connectMongo).
const PATIENCE = {
  serverSelectionTimeoutMS: 5000,
  connectTimeoutMS: 5000,
  socketTimeoutMS: 30_000,
  waitQueueTimeoutMS: 10_000,
  heartbeatFrequencyMS: 1000,
  minHeartbeatFrequencyMS: 1000,
};

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

/** The database that an address names, or the one for those that name none. */
export function databaseOf(client: MongoClient, uri: string): Db {
  const named = client.options.dbName;
  return client.db(named === "test" && !/\/test(\?|$)/.test(uri) ? DEFAULT_DATABASE : named);
}

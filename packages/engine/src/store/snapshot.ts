import { access } from "node:fs/promises";
import { join } from "node:path";
import { ChatError } from "@parley/protocol";
import { checkFormat, chooseBuild, type EmbeddedOptions, FORMAT_OF, openEmbedded, refuse } from "./embedded.ts";
import { embeddedCollection } from "./embedded-collection.ts";
import { isMongo, openStore } from "./open.ts";
import type { Operation } from "./operations.ts";
import { DATABASE } from "./rights.ts";
import { LIST, readCollection } from "./sql.ts";
import { connect, type Connection } from "./sqlite.ts";
import type { Doc, Store } from "./store.ts";

/**
 * Opens a store that may be in use, to read all of it. The embedded store is seen as it was at this moment, whatever is
 * written meanwhile; only with the portable SQLite, which shares with nobody, must the engine be stopped. MongoDB is read
 * as it changes. Rejects with `notFound` if there is none, and as `openStore` does.
 */
export async function openSnapshot(where: string, options: EmbeddedOptions = {}): Promise<Store> {
  if (isMongo(where)) return openStore(where, options);
  const path = join(where, DATABASE);
  await access(path).catch((cause: unknown) => {
    throw new ChatError("notFound", `There is no store in ${where}.`, { cause });
  });
  const { build, version } = await chooseBuild(options);
  if (build === "portable") return openEmbedded(where, options);
  const connection = await connect(build, path, true).catch(refuse(where));
  try {
    // Reading anything is what fixes the moment.
    connection.exec("BEGIN");
    checkFormat(connection.column(FORMAT_OF));
    connection.column(LIST);
    return viewOf(connection, `SQLite ${version} in ${where}`);
  } catch (error) {
    connection.close();
    return refuse(where)(error);
  }
}

function viewOf(connection: Connection, description: string): Store {
  let closed = false;

  async function run(operation: Operation): Promise<unknown> {
    if (closed) throw new ChatError("unavailable", "The store is closed.");
    if (operation.kind === "define") return undefined;
    if (operation.kind !== "read") throw new ChatError("forbidden", "This view of the store is for reading only.");
    try {
      return connection.column(operation.query);
    } catch (error) {
      if (error instanceof Error && error.message.startsWith("no such table")) return [];
      throw error;
    }
  }
  async function close(): Promise<void> {
    if (!closed) connection.close();
    closed = true;
  }
  const thread = { run, close };

  return {
    description,
    collection: <T extends Doc>(name: string) =>
      embeddedCollection<T>({ name, indexes: [], writer: thread, readers: thread, reads: () => undefined }),
    collections: async () => ((await run({ kind: "read", query: LIST })) as string[]).map(readCollection),
    ping: async () => void (await run({ kind: "read", query: LIST })),
    scrub: async () => {},
    close,
  };
}

import { join } from "node:path";
import { ChatError } from "@parley/protocol";
import { embeddedCollection } from "./embedded-collection.ts";
import { lockFolder } from "./folder-lock.ts";
import { createIndexedReads } from "./indexed-reads.ts";
import { FORMAT } from "./operations.ts";
import { LIST, type Query, readCollection } from "./sql.ts";
import { connect, probe, type SqliteBuild } from "./sqlite.ts";
import type { Doc, Index, Store } from "./store.ts";
import { DATABASE, ownFiles, ownFolder } from "./rights.ts";
import { createThread } from "./thread.ts";

/** How the embedded store is opened. */
export interface EmbeddedOptions {
  /** Called with the reason if the compiled SQLite cannot be used and the slower portable one is taken. */
  onFallback?: ((reason: string) => void) | undefined;
  /** Which build of SQLite to use; unset, the compiled one wherever it runs. */
  sqlite?: SqliteBuild | undefined;
}

/** Milliseconds after which what could not be scrubbed is tried again. */
const AGAIN = 60_000;

/**
 * Opens the embedded store in a folder, which it creates. Rejects with `unavailable` and the reason if the folder cannot be
 * written, holds something else, or is open in another process.
 */
export async function openEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<Store> {
  const { build, version } = await chooseBuild(options);
  await ownFolder(folder).catch(refuse(folder));
  const unlock = await lockFolder(folder).catch(refuse(folder));
  const path = join(folder, DATABASE);
  await ownFiles(folder);
  let again: NodeJS.Timeout | undefined;
  const writer = createThread({ build, path, readonly: false });
  const readers = build === "native" ? createThread({ build, path, readonly: true }) : writer;
  try {
    checkFormat(await writer.run({ kind: "read", query: FORMAT_OF }));
    await writer.run({ kind: "touch" });
    // The portable SQLite does not make its log as the database is.
    await ownFiles(folder);
    const scrub = async (): Promise<void> => {
      clearTimeout(again);
      // A backup that is being read holds on to what was: then once more when it is over.
      if ((await writer.run({ kind: "scrub" })) === false)
        again = setTimeout(() => void scrub().catch(() => {}), AGAIN).unref();
    };
    let connection = build === "native" ? await connect(build, path, true) : undefined;
    const reads = createIndexedReads(() => connection);
    return {
      description: `SQLite ${version}${build === "portable" ? " (portable build)" : ""} in ${folder}`,
      collection: <T extends Doc>(name: string, indexes: readonly Index<T>[] = []) =>
        embeddedCollection({ name, indexes, writer, readers, reads }),
      async collections() {
        const answers = (await readers.run({ kind: "read", query: LIST })) as string[];
        return answers.map(readCollection);
      },
      ping: async () => void (await writer.run({ kind: "touch" })),
      scrub,
      async close() {
        clearTimeout(again);
        await readers.close();
        connection?.close();
        connection = undefined;
        await writer.close();
        await unlock();
      },
    };
  } catch (error) {
    await writer.close();
    await unlock();
    return refuse(folder)(error);
  }
}

/** The build of SQLite that runs here, and its version. */
export async function chooseBuild({
  sqlite,
  onFallback,
}: EmbeddedOptions): Promise<{ build: SqliteBuild; version: string }> {
  if (sqlite) return { build: sqlite, version: await probe(sqlite) };
  try {
    return { build: "native", version: await probe("native") };
  } catch (error) {
    onFallback?.(`The compiled SQLite cannot be used here: ${error instanceof Error ? error.message : String(error)}`);
    return { build: "portable", version: await probe("portable") };
  }
}

/** Asks how the file is laid out. */
export const FORMAT_OF: Query = { sql: "PRAGMA user_version", params: [] };

/** Throws if a newer version of Parley laid the file out. */
export function checkFormat(answer: unknown): void {
  const [format = 0] = answer as number[];
  if (format > FORMAT)
    throw new Error(`a newer version of Parley wrote it (format ${format}, this one knows ${FORMAT}).`);
}

/** Turns any failure into the sentence that says which store cannot be opened. */
export const refuse =
  (folder: string) =>
  (cause: unknown): never => {
    if (cause instanceof ChatError && cause.message.includes(folder)) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ChatError("unavailable", `The store in ${folder} cannot be opened: ${reason}`, { cause });
  };

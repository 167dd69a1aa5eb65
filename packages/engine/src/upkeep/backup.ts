import { ChatError } from "@parley/protocol";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { access, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { referredToLast } from "../store/collections.ts";
import type { AnyDoc } from "../store/document.ts";
import { isMongo } from "../store/open.ts";
import { openSnapshot } from "../store/snapshot.ts";
import { COLLECTIONS } from "../services/collections.ts";
import type { Store } from "../store/store.ts";
import { syncFolder } from "../store/sync-folder.ts";
import { createTally } from "./checksum.ts";
import type { OnProgress } from "./copy.ts";
import { FORMAT, type Header, type Manifest, type Part } from "./format.ts";
import { type Entry, pagesOf } from "./pages.ts";
import { BASELINE, contentOf, openState, refuseHalfFilled } from "./state.ts";
import { logsOf } from "./whole-logs.ts";

export interface BackupOptions {
  /** A folder, or the address of a MongoDB database; the engine may be running on it. */
  from: string;
  file: string;
  /** Replaces the file if there is one. */
  force?: boolean | undefined;
  onProgress?: OnProgress;
}

/**
 * Writes a store to a file, which appears under its name only when it is complete and on the disk. Of a folder it holds one moment.
 * Of a MongoDB it holds everything that was acknowledged before it began and not changed since; of what was written meanwhile some, but every
 * document whole, every conversation's log without gaps, and nothing that refers to what is missing. Resolves to what it holds.
 */
export async function backup({ from, file, force = false, onProgress = () => {} }: BackupOptions): Promise<Manifest> {
  if (!force) await refuseExisting(file);
  const store = await openSnapshot(from);
  const draft = `${file}.incomplete`;
  try {
    await refuseHalfFilled(store);
    const manifest: Manifest = { schema: await schemaOf(store), collections: {}, sha256: "" };
    // Passwords' hashes and people's conversations are in it.
    const output = createWriteStream(draft, { mode: 0o600, flush: true });
    // Of a folder one moment is read, in whichever order; a MongoDB changes while it is.
    const read = (name: string) => {
      const collection = store.collection<AnyDoc>(name);
      const log = isMongo(from) ? COLLECTIONS.find((declared) => declared.name === name)?.log : undefined;
      return log ? logsOf(collection, log) : pagesOf(collection);
    };
    const lines = linesOf({ store, read, onProgress }, manifest);
    await pipeline(Readable.from(lines), createGzip({ level: 4 }), output);
    await rename(draft, file);
    await syncFolder(dirname(file));
    return manifest;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await store.close();
  }
}

async function refuseExisting(file: string): Promise<void> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) throw new ChatError("conflict", `${file} exists. --force replaces it.`);
}

async function schemaOf(store: Store): Promise<Manifest["schema"]> {
  const { version = BASELINE, underway } = (await openState(store).schema()) ?? {};
  return underway === undefined ? { version } : { version, underway };
}

interface Source {
  store: Store;
  read: (name: string) => AsyncGenerator<Entry[]>;
  onProgress: OnProgress;
}

/** Texts of many lines each, since streams are slow with small ones. Fills the manifest in. */
async function* linesOf(source: Source, manifest: Manifest): AsyncGenerator<string> {
  const sha256 = createHash("sha256");
  for await (const text of contentLinesOf(source, manifest)) {
    sha256.update(text);
    yield text;
  }
  manifest.sha256 = sha256.digest("hex");
  yield line(manifest);
}

async function* contentLinesOf({ store, read, onProgress }: Source, manifest: Manifest): AsyncGenerator<string> {
  const at = new Date().toISOString();
  yield line({ parley: "backup", format: FORMAT, from: store.description, at } satisfies Header);
  for (const { name, indexes } of referredToLast(await contentOf(store), COLLECTIONS)) {
    yield line({
      collection: name,
      indexes: indexes.map(({ on, ...rest }) => ({ on: [...on], ...rest })),
    } satisfies Part);
    const tally = createTally();
    for await (const page of read(name)) {
      for (const { json } of page) tally.add(json);
      yield page.map(({ json }) => `${json}\n`).join("");
      onProgress(page.length);
    }
    manifest.collections[name] = tally.read();
  }
}

const line = (value: object) => `${JSON.stringify(value)}\n`;

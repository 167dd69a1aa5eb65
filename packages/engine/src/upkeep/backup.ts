import { ChatError } from "@parley/protocol";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { access, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Blobs } from "../blobs/blobs.ts";
import { openBlobs } from "../blobs/open.ts";
import { piecesOf } from "../blobs/pieces.ts";
import { referredToLast } from "../store/collections.ts";
import type { AnyDoc } from "../store/document.ts";
import { isMongo } from "../store/open.ts";
import { openSnapshot } from "../store/snapshot.ts";
import { COLLECTIONS } from "../services/collections.ts";
import { FILES } from "../services/dialog/files/stored.ts";
import type { Store } from "../store/store.ts";
import { syncFolder } from "../store/sync-folder.ts";
import { createBlobTally, holdsNoBlob } from "./blobs.ts";
import { createTally } from "./checksum.ts";
import type { OnProgress } from "./copy.ts";
import { type BlobPart, FORMAT, FORMAT_WITHOUT_FILES, type Header, type Manifest, type Part } from "./format.ts";
import { type Entry, pagesOf } from "./pages.ts";
import { BASELINE, contentOf, openState, refuseHalfFilled } from "./state.ts";
import { logsOf } from "./whole-logs.ts";

export interface BackupOptions {
  /** A folder, or the address of a MongoDB database; the engine may be running on it. */
  from: string;
  /** Where its files are; beside it unless told. */
  files?: string | undefined;
  /** Leaves their bytes out. */
  withoutFiles?: boolean | undefined;
  file: string;
  /** Replaces the file if there is one. */
  force?: boolean | undefined;
  onProgress?: OnProgress;
}

/**
 * Writes a store to a file, which appears under its name only when it is complete and on the disk. Of a folder it holds one moment.
 * Of a MongoDB it holds everything that was acknowledged before it began and not changed since; of what was written meanwhile some, but every
 * document whole, every conversation's log without gaps, and nothing that refers to what is missing. Files that people sent are read
 * after that: of those that come or go meanwhile some. Resolves to what it holds; rejects with `notFound` where the store knows of files and
 * their place has none, which is then another place than theirs.
 */
export async function backup({
  from,
  files,
  withoutFiles = false,
  file,
  force = false,
  onProgress = () => {},
}: BackupOptions): Promise<Manifest> {
  if (!force) await refuseExisting(file);
  const blobs = withoutFiles ? undefined : await openBlobs({ store: from, files });
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
    const lines = linesOf({ store, blobs, read, onProgress }, manifest);
    await pipeline(Readable.from(lines), createGzip({ level: 4 }), output);
    await rename(draft, file);
    await syncFolder(dirname(file));
    return manifest;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await store.close();
    await blobs?.close();
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
  /** None where they are left out. */
  blobs: Blobs | undefined;
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

async function* contentLinesOf(source: Source, manifest: Manifest): AsyncGenerator<string> {
  const { store, blobs, read, onProgress } = source;
  const at = new Date().toISOString();
  const format = !blobs || (await isEmpty(blobs, store)) ? FORMAT_WITHOUT_FILES : FORMAT;
  yield line({ parley: "backup", format, from: store.description, at } satisfies Header);
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
  if (blobs && format === FORMAT) yield* blobLinesOf({ blobs, onProgress }, manifest);
}

/** Whether there is no file. One whose files are elsewhere would pass for a whole backup until it is needed. */
async function isEmpty(blobs: Blobs, store: Store): Promise<boolean> {
  if (!(await holdsNoBlob(blobs))) return false;
  const known = await FILES.open(store).count({ state: "ready" });
  if (known === 0) return true;
  throw new ChatError(
    "notFound",
    `${known} files were sent, and there is none in ${blobs.description}. Say with --files (or FILES) where they are, or leave them out with --without-files.`,
  );
}

/** Bytes of a line: three of them are four letters. */
const PIECE = 192 * 1024;

async function* blobLinesOf(
  { blobs, onProgress }: { blobs: Blobs; onProgress: OnProgress },
  manifest: Manifest,
): AsyncGenerator<string> {
  const tally = createBlobTally();
  for await (const { key } of blobs.list()) {
    const found = await blobs.read(key);
    // It was erased meanwhile.
    if (!found) continue;
    yield line({ blob: key, bytes: found.bytes } satisfies BlobPart);
    const blob = tally.begin(key);
    for await (const piece of piecesOf(found.stream, PIECE)) {
      blob.add(piece);
      yield `${JSON.stringify(piece.toString("base64"))}\n`;
    }
    blob.end();
    onProgress(1);
  }
  manifest.blobs = tally.read();
}

const line = (value: object) => `${JSON.stringify(value)}\n`;

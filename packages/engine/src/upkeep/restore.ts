import { ChatError } from "@parley/protocol";
import type { Blobs } from "../blobs/blobs.ts";
import { openBlobs } from "../blobs/open.ts";
import { openStore } from "../store/open.ts";
import type { AnyDoc } from "../store/document.ts";
import type { Collection, Store } from "../store/store.ts";
import { NO_BLOBS, refuseOtherBlobs, removeAllBlobs, tallyBlobs } from "./blobs.ts";
import { sameTally } from "./checksum.ts";
import { insertAll, type OnProgress, sayDifferences } from "./copy.ts";
import { fillStore, refuseUnknown } from "./fill.ts";
import type { Manifest } from "./format.ts";
import { tallyOf } from "./pages.ts";
import { readBackup } from "./read-backup.ts";
import { contentOf } from "./state.ts";

export interface RestoreOptions {
  file: string;
  /** A folder, or the address of a MongoDB database. */
  to: string;
  /** Where its files go; beside it unless told. */
  files?: string | undefined;
  /** Replaces everything in a store that holds something. */
  force?: boolean | undefined;
  say?: (sentence: string) => void;
  onProgress?: OnProgress;
}

/**
 * Fills a store from a backup. The whole file is checked before the store is touched, and what was stored is read back and
 * checked after. If it is cut off, no engine starts on the store until the same call has succeeded. Resolves to what is there now.
 */
export async function restore({
  file,
  to,
  files,
  force,
  say = () => {},
  onProgress = () => {},
}: RestoreOptions): Promise<Manifest> {
  say(`Checking ${file}.`);
  const manifest = await readBackup(file, {
    onDocs: async (_part, docs) => onProgress(docs.length),
  });
  refuseUnknown(file, manifest.schema);
  const blobs = await openBlobs({ store: to, files });
  const store = await openStore(to);
  try {
    await fillStore(store, {
      from: file,
      schema: manifest.schema,
      blobs,
      force,
      async fill() {
        for (const { name } of await contentOf(store)) await store.collection(name).remove({});
        await removeAllBlobs(blobs);
        say(`Restoring into ${store.description}${manifest.blobs ? `, files into ${blobs.description}` : ""}.`);
        await insertBackup({ store, blobs }, file, onProgress);
        say("Reading back what was stored.");
        await verify(store, manifest, onProgress);
        refuseOtherBlobs(manifest.blobs ?? NO_BLOBS, await tallyBlobs(blobs, onProgress), "Restore it again.");
      },
    });
    return manifest;
  } finally {
    await store.close();
    await blobs.close();
  }
}

interface Target {
  store: Store;
  blobs: Blobs;
}

async function insertBackup({ store, blobs }: Target, file: string, onProgress: OnProgress): Promise<void> {
  const collections = new Map<string, Collection<AnyDoc>>();
  await readBackup(file, {
    // An empty collection is made too, with its indexes.
    onPart: async ({ collection, indexes }) => {
      const opened = store.collection<AnyDoc>(collection, indexes);
      collections.set(collection, opened);
      await opened.findOne({});
    },
    async onDocs({ collection }, docs) {
      const opened = collections.get(collection);
      if (opened) await insertAll(opened, collection, docs);
      onProgress(docs.length);
    },
    async onBlob(key, content, bytes) {
      await blobs.put(key, content, bytes);
      onProgress(1);
    },
  });
}

async function verify(store: Store, { collections }: Manifest, onProgress: OnProgress): Promise<void> {
  const names = new Set([...Object.keys(collections), ...(await contentOf(store)).map(({ name }) => name)]);
  const nothing = { count: 0, sha256: "0".repeat(64) };
  const found = [];
  for (const name of names) {
    const there = collections[name] ?? nothing;
    const here = await tallyOf(store.collection<AnyDoc>(name), onProgress);
    if (!sameTally(there, here)) found.push({ name, there, here });
  }
  if (found.length === 0) return;
  throw new ChatError(
    "conflict",
    `What was stored is not what the backup holds: ${sayDifferences(found)}. Restore it again.`,
  );
}

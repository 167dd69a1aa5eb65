import { ChatError } from "@parley/protocol";
import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Blobs } from "../blobs/blobs.ts";
import { openBlobs } from "../blobs/open.ts";
import { DATABASE } from "../store/rights.ts";
import { isMongo, openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import { copyBlobs, holdsNoBlob, holdsOthers, refuseOtherBlobs, tallyBlobs } from "./blobs.ts";
import { copyAll, differences, type OnProgress, sayDifferences } from "./copy.ts";
import { fillStore, notEmpty } from "./fill.ts";
import { BASELINE, isEmpty, openState, refuseHalfFilled } from "./state.ts";

export interface MoveOptions {
  /** Folders, or addresses of MongoDB databases. */
  from: string;
  to: string;
  /** Where files of each are, if not beside it: a folder, `s3://...`, or the `mongodb://...` whose GridFS it is. */
  filesFrom?: string | undefined;
  filesTo?: string | undefined;
  /** Makes a store that holds something the same as the other. */
  force?: boolean | undefined;
  say?: (sentence: string) => void;
  onProgress?: OnProgress;
}

/**
 * Copies everything from one store to another and compares both by count and checksum. The engine must not run on either: a
 * folder in use is refused, and a MongoDB that is written meanwhile shows in the comparison. Leaves the source as it is. If it
 * was cut off or failed, the same call goes on; until it has succeeded no engine starts on the target.
 */
export async function move(options: MoveOptions): Promise<void> {
  const { from, to, filesFrom, filesTo, force, say = () => {}, onProgress = () => {} } = options;
  if (placeOf(from) === placeOf(to)) throw new ChatError("invalid", "Both places are the same.");
  await refuseMissing(from);
  const source = await openStore(from);
  const blobs = {
    source: await openBlobs(placesOf(filesFrom ?? from, filesFrom)),
    target: await openBlobs(placesOf(filesTo ?? to, filesTo)),
  };
  try {
    const target = await openTarget(source, to);
    try {
      await refuseHalfFilled(source);
      if (await isEmpty(source)) throw new ChatError("notFound", `${source.description} is empty.`);
      const { version, underway } = (await openState(source).schema()) ?? { version: BASELINE };
      const schema = underway === undefined ? { version } : { version, underway };
      const fill = async () => {
        say(`Copying from ${source.description} to ${target.description}.`);
        await copyAll(source, target, onProgress);
        say("Comparing both by count and checksum.");
        await refuseDifferences(source, target, onProgress);
        await moveBlobs(blobs, { say, onProgress });
      };
      // Files that stay where they are are not in the way.
      const stay = blobs.source.description === blobs.target.description;
      await fillStore(target, {
        from: source.description,
        schema,
        blobs: stay ? undefined : blobs.target,
        force,
        fill,
      });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
    await blobs.source.close();
    await blobs.target.close();
  }
}

const placesOf = (store: string, files: string | undefined) => ({ store, files: isMongo(store) ? undefined : files });

/** Copies files alone from one place to another, as `move` does. */
export async function moveFiles(options: Pick<MoveOptions, "force"> & Telling & { from: string; to: string }) {
  const { from, to, force = false, ...telling } = options;
  const [source, target] = [await openBlobs(placesOf(from, from)), await openBlobs(placesOf(to, to))];
  try {
    if (source.description === target.description) throw new ChatError("invalid", "Both places are the same.");
    if (await holdsNoBlob(source)) throw new ChatError("notFound", `There is no file in ${source.description}.`);
    if (!force && (await holdsOthers(source, target))) throw notEmpty(target.description);
    await moveBlobs({ source, target }, telling);
  } finally {
    await source.close();
    await target.close();
  }
}

interface Telling {
  say: (sentence: string) => void;
  onProgress: OnProgress;
}

async function moveBlobs({ source, target }: { source: Blobs; target: Blobs }, { say, onProgress }: Telling) {
  if (source.description === target.description || ((await holdsNoBlob(source)) && (await holdsNoBlob(target)))) return;
  say(`Copying files from ${source.description} to ${target.description}.`);
  await copyBlobs(source, target, onProgress);
  const [there, here] = [await tallyBlobs(source, onProgress), await tallyBlobs(target, onProgress)];
  refuseOtherBlobs(there, here, "Stop every engine and run the same command again; it goes on from here.");
}

const placeOf = (where: string) => (isMongo(where) ? where : resolve(where));

// Opening a folder creates a store: that is not what is meant by a name with a typing mistake.
async function refuseMissing(from: string): Promise<void> {
  if (isMongo(from)) return;
  await access(join(from, DATABASE)).catch((cause: unknown) => {
    throw new ChatError("notFound", `There is no store in ${from}.`, { cause });
  });
}

async function openTarget(source: Store, to: string): Promise<Store> {
  const target = await openStore(to);
  if (target.description !== source.description) return target;
  await target.close();
  throw new ChatError("invalid", "Both places are the same.");
}

async function refuseDifferences(source: Store, target: Store, onProgress: OnProgress): Promise<void> {
  const found = await differences(source, target, onProgress);
  if (found.length === 0) return;
  throw new ChatError(
    "conflict",
    `The copy is not the same: ${sayDifferences(found)}. Probably something still writes to one of the two: ` +
      "stop every engine and run the same command again; it goes on from here.",
  );
}

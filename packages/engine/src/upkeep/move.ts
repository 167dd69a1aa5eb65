import { ChatError } from "@parley/protocol";
import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DATABASE } from "../store/rights.ts";
import { isMongo, openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import { copyAll, differences, type OnProgress, sayDifferences } from "./copy.ts";
import { fillStore } from "./fill.ts";
import { BASELINE, isEmpty, openState, refuseHalfFilled } from "./state.ts";

export interface MoveOptions {
  /** Folders, or addresses of MongoDB databases. */
  from: string;
  to: string;
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
export async function move({ from, to, force, say = () => {}, onProgress = () => {} }: MoveOptions): Promise<void> {
  if (placeOf(from) === placeOf(to)) throw new ChatError("invalid", "Both places are the same.");
  await refuseMissing(from);
  const source = await openStore(from);
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
      };
      await fillStore(target, { from: source.description, schema, force, fill });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
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

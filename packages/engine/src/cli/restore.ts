import { restore } from "../upkeep/restore.ts";
import { createCounter } from "./counter.ts";
import { command, FILES, FILES_USAGE, filesOf, STORE, STORE_USAGE, storeOf } from "./command.ts";

const USAGE = `Usage: parley restore FILE [--store PLACE] [--files PLACE] [--force]

Fills a store from a backup of any store. The engine must not be running on it.

  ${STORE_USAGE}
  ${FILES_USAGE}
  --force        replace everything in a store that is not empty

The whole file is checked before the store is touched, and what was stored is read back and compared by count and checksum. If it
is cut off, the engine refuses to start on the store until the same command has succeeded.`;

const OPTIONS = {
  ...STORE,
  ...FILES,
  force: { type: "boolean" },
} as const;

/** Runs `parley restore`. */
export const run = command({ usage: USAGE, options: OPTIONS, words: 1 }, async (values, [file = ""]) => {
  const counter = createCounter();
  const { collections, blobs } = await restore({
    file,
    to: storeOf(values),
    files: filesOf(values),
    force: values.force,
    say: counter.say,
    onProgress: counter.add,
  });
  counter.finish();
  const documents = Object.values(collections).reduce((sum, { count }) => sum + count, 0);
  const files = blobs ? ` and ${blobs.count} blobs of files` : "";
  console.log(
    `Restored ${documents} documents in ${Object.keys(collections).length} collections${files}; all were read back and are the same.`,
  );
  return 0;
});

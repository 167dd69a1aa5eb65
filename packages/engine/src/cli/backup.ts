import { isMongo } from "../store/open.ts";
import { keyFileOf } from "../store/secrets/key-file.ts";
import { backup } from "../upkeep/backup.ts";
import { createCounter } from "./counter.ts";
import { command, FILES, FILES_USAGE, filesOf, STORE, STORE_USAGE, storeOf } from "./command.ts";

const USAGE = `Usage: parley backup FILE [--store PLACE] [--files PLACE | --without-files] [--force]

Writes everything in the store to FILE, with the files that people sent, also while the engine runs.

  ${STORE_USAGE}
  ${FILES_USAGE}
  --without-files  leave out the files that people sent, as where their place has backups of its own
  --force        replace FILE if it exists

What it holds: of a folder exactly one moment. Of a MongoDB everything that was acknowledged before the backup began; of what
is written meanwhile some, but documents whole and every conversation without gaps.`;

const OPTIONS = {
  ...STORE,
  ...FILES,
  "without-files": { type: "boolean" },
  force: { type: "boolean" },
} as const;

/** Without their key secrets have to be entered again. */
const keyAdvice = (store: string) =>
  isMongo(store)
    ? "Keep SECRETS_KEY elsewhere: it is not in it."
    : `Their key is not in it: keep ${keyFileOf(store)}, if there is one, or SECRETS_KEY, elsewhere.`;

/** Runs `parley backup`. */
export const run = command({ usage: USAGE, options: OPTIONS, words: 1 }, async (values, [file = ""]) => {
  const counter = createCounter();
  const { schema, collections, blobs } = await backup({
    from: storeOf(values),
    files: filesOf(values),
    withoutFiles: values["without-files"],
    file,
    force: values.force,
    onProgress: counter.add,
  });
  counter.finish();
  console.log(`${file} holds schema ${schema.version} and:`);
  for (const [name, { count, sha256 }] of Object.entries(collections)) {
    console.log(`  ${name.padEnd(16)} ${String(count).padStart(9)}  ${sha256}`);
  }
  if (blobs) console.log(`  and ${blobs.count} blobs of files   ${blobs.sha256}`);
  console.log(`Secrets of channels are in it as they are kept, sealed. ${keyAdvice(storeOf(values))}`);
  return 0;
});

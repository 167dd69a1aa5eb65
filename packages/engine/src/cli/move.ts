import { isMongo } from "../store/open.ts";
import { move, moveFiles } from "../upkeep/move.ts";
import { createCounter } from "./counter.ts";
import { command } from "./command.ts";
import { UsageError } from "./example-files.ts";

const USAGE = `Usage: parley move --from PLACE --to PLACE [--files-from PLACE] [--files-to PLACE] [--force]
       parley move --files-from PLACE --files-to PLACE [--force]

Copies everything from one store to another, with the files beside it, or those files alone: for example from the folder of one machine to a MongoDB that several share, and back.
Stop the engine first. Both stores are compared by count and checksum; the source stays as it is.

  --from PLACE, --to PLACE  a folder or mongodb://...
  --files-from PLACE, --files-to PLACE
                            where their files are, if not beside them: a folder, s3://..., or mongodb://... for GridFS there
  --force                   make a store that is not empty the same as the source

If it is cut off, run the same command again: it goes on where it was. Until it has succeeded the engine refuses to start on the
target.`;

const OPTIONS = {
  from: { type: "string" },
  to: { type: "string" },
  "files-from": { type: "string" },
  "files-to": { type: "string" },
  force: { type: "boolean" },
} as const;

/** Runs `parley move`. */
export const run = command({ usage: USAGE, options: OPTIONS }, async (values) => {
  const { from, to, force, "files-from": filesFrom, "files-to": filesTo } = values;
  const counter = createCounter();
  const telling = { force, say: counter.say, onProgress: counter.add };
  if (!from && !to && filesFrom && filesTo) {
    await moveFiles({ from: filesFrom, to: filesTo, ...telling });
    counter.finish();
    console.log("Both places hold the same files. To switch, start the engine with FILES set to the new one.");
    return 0;
  }
  if (!from || !to) throw new UsageError(USAGE);
  await move({ from, to, filesFrom, filesTo, ...telling });
  counter.finish();
  console.log(
    `Both stores hold the same. To switch, start the engine with STORE=${isMongo(to) ? withoutPassword(to) : to}`,
  );
  console.log(
    "The source is as it was. Once you are content with the new store, keep a backup of the old one and delete it.",
  );
  return 0;
});

const withoutPassword = (address: string) => address.replace(/(\/\/[^:/@]+):[^@]*@/, "$1:PASSWORD@");

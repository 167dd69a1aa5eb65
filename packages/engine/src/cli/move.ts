import { isMongo } from "../store/open.ts";
import { move } from "../upkeep/move.ts";
import { createCounter } from "./counter.ts";
import { command } from "./command.ts";
import { UsageError } from "./example-files.ts";

const USAGE = `Usage: parley move --from PLACE --to PLACE [--force]

Copies everything from one store to another, for example from the folder of one machine to a MongoDB that several share, and back.
Stop the engine first. Both stores are compared by count and checksum; the source stays as it is.

  --from PLACE, --to PLACE  a folder or mongodb://...
  --force                   make a store that is not empty the same as the source

If it is cut off, run the same command again: it goes on where it was. Until it has succeeded the engine refuses to start on the
target.`;

const OPTIONS = {
  from: { type: "string" },
  to: { type: "string" },
  force: { type: "boolean" },
} as const;

/** Runs `parley move`. */
export const run = command({ usage: USAGE, options: OPTIONS }, async (values) => {
  const { from, to, force } = values;
  if (!from || !to) throw new UsageError(USAGE);
  const counter = createCounter();
  await move({ from, to, force, say: counter.say, onProgress: counter.add });
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

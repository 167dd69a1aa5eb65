import { parseArgs } from "node:util";
import { addressName } from "../config.ts";
import { SERVICES } from "../services/registry.ts";
import { main, type Part, PARTS } from "../main.ts";
import { reportingUsage, UsageError } from "./example-files.ts";

const USAGE = `Usage: parley start [--services NAMES]

Runs the engine as its environment describes it, until it is told to stop.

  --services NAMES  run only these, separated by commas: ${PARTS.join(", ")};
                    the others are called at ${SERVICES.map(addressName).join(", ")}`;

const OPTIONS = { services: { type: "string" }, help: { type: "boolean", short: "h" } } as const;

/** Runs `parley start`. Resolves to an exit status where nothing was started; a server keeps running. */
export function run(args: string[], start = main): Promise<number | undefined> {
  return reportingUsage(async () => {
    const { values } = parseArgs({ args, options: OPTIONS });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    await start(process.env, values.services === undefined ? undefined : readParts(values.services));
    return undefined;
  }, USAGE);
}

function readParts(text: string): Part[] {
  const names = text.split(",").map((name) => name.trim());
  const isPart = (name: string): name is Part => PARTS.some((part) => part === name);
  if (names.every(isPart)) return names;
  throw new UsageError(`--services takes some of ${PARTS.join(", ")}, separated by commas.`);
}

import { parseArgs } from "node:util";
import type { StoreKind } from "./faults.ts";

export interface ChaosOptions {
  seed: number;
  seconds: number;
  store: StoreKind;
  nodes: number;
  intensity: number;
  visitors: number;
  agents: number;
  quiet: boolean;
}

export const USAGE =
  "Usage: npm run chaos -- [--seed N] [--seconds S] [--store sqlite|mongodb] [--nodes K] [--faults X] [--visitors N] [--agents N] [--quiet]";

/** What was asked for on the command line, or why it cannot be done: a sentence. */
export function readOptions(args: string[]): ChaosOptions | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        seed: { type: "string", default: "1" },
        seconds: { type: "string", default: "60" },
        store: { type: "string", default: "sqlite" },
        nodes: { type: "string" },
        faults: { type: "string", default: "1" },
        visitors: { type: "string", default: "24" },
        agents: { type: "string", default: "14" },
        quiet: { type: "boolean", default: false },
      },
    });
    const { store, quiet } = values;
    if (store !== "sqlite" && store !== "mongodb") throw new Error(`There is no store "${store}".`);
    const nodes = whole("nodes", values.nodes ?? (store === "sqlite" ? "1" : "3"));
    if (store === "sqlite" && nodes > 1)
      throw new Error("The embedded store is of one node: --nodes needs --store mongodb.");
    return {
      store,
      quiet,
      nodes,
      seed: whole("seed", values.seed, 0),
      seconds: positive("seconds", values.seconds),
      intensity: positive("faults", values.faults),
      visitors: whole("visitors", values.visitors),
      agents: whole("agents", values.agents),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function positive(name: string, given: string): number {
  const number = Number(given);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Error(`--${name} takes a number above 0, not "${given}".`);
}

function whole(name: string, given: string, least = 1): number {
  const number = Number(given);
  if (given.trim() !== "" && Number.isSafeInteger(number) && number >= least) return number;
  throw new Error(`--${name} takes a whole number from ${least} on, not "${given}".`);
}

import { parseArgs, type ParseArgsConfig } from "node:util";
import { readConfig } from "../config.ts";
import { reportingUsage, UsageError } from "./example-files.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

const HELP = { help: { type: "boolean", short: "h" } } as const;

interface Told<O extends Options> {
  usage: string;
  options: O;
  /** How many words it needs beside its options; none unless told. */
  words?: number;
}

type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>["values"];

/** A command of `parley`: says how it is used when asked, or, with exit status 2, where it is used wrongly; else carries it out. */
export function command<O extends Options>(
  { usage, options, words = 0 }: Told<O>,
  carryOut: (values: Values<O>, words: readonly string[]) => Promise<number>,
): (args: string[]) => Promise<number> {
  return (args) =>
    reportingUsage(async () => {
      const { values, positionals } = parseArgs({ args, options: { ...options, ...HELP }, allowPositionals: true });
      if ((values as { help?: boolean }).help) {
        console.log(usage);
        return 0;
      }
      if (positionals.length !== words) throw new UsageError(usage);
      return await carryOut(values, positionals);
    });
}

/** The option of commands that need a store, what their usage says of it, and which store it is. */
export const STORE = { store: { type: "string" } } as const;
export const STORE_USAGE =
  "--store PLACE  a folder or mongodb://...; as the environment says (STORE, DATA_DIR) unless told";
export const storeOf = ({ store }: { store?: string | undefined }): string => store ?? readConfig(process.env).store;

/** The option that says where files of such a store are, what usages say of it, and where they are. */
export const FILES = { files: { type: "string" } } as const;
export const FILES_USAGE =
  "--files PLACE  where its files are, as FILES has it; with --store beside that store unless told";
export const filesOf = ({ store, files }: { store?: string | undefined; files?: string | undefined }) =>
  files ?? (store === undefined ? readConfig(process.env).files : undefined);

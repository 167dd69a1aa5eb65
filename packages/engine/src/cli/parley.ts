/** Resolves to an exit status, or to nothing if what it started keeps running. */
type Command = (args: string[]) => Promise<number | undefined>;

/** What `parley NAME ...` runs. Loaded when asked for, since most of them bring a model along. */
const COMMANDS: Record<string, { says: string; load: () => Promise<Command> }> = {
  start: {
    says: "run the engine, or parts of it: --services gateway,dialog",
    load: async () => (await import("./start.ts")).run,
  },
  evaluate: {
    says: "train on a data set and measure understanding",
    load: async () => (await import("./evaluate.ts")).run,
  },
  train: { says: "train a model from a file", load: async () => (await import("./train.ts")).run },
  classify: { says: "ask a model what an utterance means", load: async () => (await import("./classify.ts")).run },
  models: {
    says: "list, show, publish and roll back the models in the store",
    load: async () => (await import("./models.ts")).run,
  },
  import: {
    says: "read knowledge from tables, help pages and exports of other bots",
    load: async () => {
      const { run } = await import("./knowledge.ts");
      return (args) => run(["import", ...args]);
    },
  },
  export: {
    says: "write the store's knowledge as YAML or CSV",
    load: async () => {
      const { run } = await import("./knowledge.ts");
      return (args) => run(["export", ...args]);
    },
  },
  doctor: {
    says: "find out what is wrong with this installation, and what to do",
    load: async () => (await import("./doctor.ts")).run,
  },
  backup: { says: "write the store to a file", load: async () => (await import("./backup.ts")).run },
  restore: { says: "fill a store from a backup", load: async () => (await import("./restore.ts")).run },
  move: { says: "copy one store into another: folder or MongoDB", load: async () => (await import("./move.ts")).run },
  person: { says: "print all that is kept of a visitor", load: async () => (await import("./person.ts")).run },
  audit: { says: "print who did what", load: async () => (await import("./audit.ts")).run },
  "owner-link": {
    says: "print a link that gives the owner's account back to them",
    load: async () => (await import("./owner-link.ts")).run,
  },
  migrate: {
    says: "bring the store to this version's layout, or back to an older one",
    load: async () => (await import("./migrate.ts")).run,
  },
};

/** Runs one command of the `parley` program. Sets the exit status; a server keeps running. */
export async function parley([name = "help", ...args]: string[]): Promise<void> {
  const command = COMMANDS[name];
  if (!command) {
    console.log(usage());
    process.exitCode = name === "help" || name === "--help" ? 0 : 2;
    return;
  }
  try {
    const run = await command.load();
    process.exitCode = await run(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { says }]) => `  ${name.padEnd(10)} ${says}`);
  return ["Usage: parley COMMAND [OPTION ...]", "", ...lines, "", "parley COMMAND --help says more."].join("\n");
}

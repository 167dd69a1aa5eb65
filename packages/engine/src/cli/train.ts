import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readExamples, readMessages, reportingUsage, UsageError } from "./example-files.ts";
import { describeProblems, trainWithBar } from "./training-bar.ts";

const USAGE = `Trains a model with default settings and writes it to a file.

  parley train --train FILE [--oos-train FILE] [--dev FILE] [--oos-dev FILE] [--seed NUMBER] --out MODEL

Every FILE has one {"text": "...", "intent": "..."} a line; the oos files hold messages of no intent.
`;

/** Runs `parley train`; resolves to the exit status. */
export function run(args: string[]): Promise<number> {
  return reportingUsage(async () => {
    const { values } = parseArgs({
      args,
      options: {
        train: { type: "string" },
        "oos-train": { type: "string" },
        dev: { type: "string" },
        "oos-dev": { type: "string" },
        seed: { type: "string" },
        out: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.help) {
      process.stdout.write(USAGE);
      return 0;
    }
    if (!values.train || !values.out) throw new UsageError(`--train and --out are needed.\n\n${USAGE}`);
    const seed = Number(values.seed ?? 1);
    if (!Number.isSafeInteger(seed)) throw new UsageError(`--seed takes a whole number, not "${values.seed}".`);
    const { artefact, report } = await trainWithBar({
      examples: await readExamples(values.train),
      outOfScope: await readMessages(values["oos-train"]),
      ...(values.dev !== undefined && { dev: await readExamples(values.dev) }),
      devOutOfScope: await readMessages(values["oos-dev"]),
      seed,
    });
    await writeFile(values.out, artefact).catch((cause: Error) => {
      throw new UsageError(`${values.out} cannot be written: ${cause.message}.`);
    });
    for (const line of describeProblems(report.problems)) process.stderr.write(`${line}\n`);
    const held =
      report.heldOut > 0
        ? `${(100 * report.accuracy).toFixed(1)} % of ${report.heldOut} held-out examples right`
        : "nothing held out";
    process.stdout.write(`${values.out}: ${held}, ${report.seconds.toFixed(1)} s on ${report.runtime}\n`);
    return 0;
  });
}

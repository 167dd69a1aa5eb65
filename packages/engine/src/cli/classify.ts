import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { loadClassifier, openSentences, type Classifier } from "../services/nlu/model/model.ts";
import { reportingUsage, UsageError } from "./example-files.ts";

const USAGE = `Says what a model makes of a message.

  parley classify --model MODEL "where is my order?" ["..."]
`;

/** Runs `parley classify`; resolves to the exit status. */
export function run(args: string[]): Promise<number> {
  return reportingUsage(async () => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { model: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) {
      process.stdout.write(USAGE);
      return 0;
    }
    if (!values.model || positionals.length === 0)
      throw new UsageError(`--model and a message are needed.\n\n${USAGE}`);
    const classifier = await open(values.model);
    for (const text of positionals) {
      const { intents, inScope, score } = classifier.classify(text);
      const scope = inScope ? "in scope" : "out of scope";
      process.stdout.write(`${JSON.stringify(text)}: ${scope} (${score.toFixed(3)})\n`);
      for (const { intent, confidence } of intents) process.stdout.write(`  ${confidence.toFixed(3)}  ${intent}\n`);
    }
    return 0;
  });
}

async function open(file: string): Promise<Classifier> {
  const bytes = await readFile(file).catch((cause: Error) => {
    throw new UsageError(`${file} cannot be read: ${cause.message}.`);
  });
  try {
    return loadClassifier(bytes, await openSentences());
  } catch (cause) {
    throw new UsageError(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

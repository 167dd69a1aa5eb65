import { parseArgs } from "node:util";
import type { ModelCard } from "@parley/protocol";
import type { Nlu } from "../services/nlu/contract.ts";
import { describeProblem, describeRegression } from "../services/nlu/training/describe.ts";
import { whoAmI, withUnderstanding } from "./understanding.ts";

const HELP = `Usage:
  parley models [list]                        what there is, the newest first
  parley models show VERSION                  accuracy by language and intent, failures, problems
  parley models publish VERSION [--force] [--canary SHARE]
                                              lets it answer everybody, or a share (0 to 1) of the conversations
  parley models rollback [VERSION]            publishes the one that was published before, or that one

  --store WHERE                               another store than the configured one`;

interface Options {
  force?: boolean | undefined;
  canary?: string | undefined;
}

/** Runs `parley models`; resolves to the exit status. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      force: { type: "boolean" },
      canary: { type: "string" },
      store: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  const [action = "list", version] = positionals;
  const command = Object.hasOwn(COMMANDS, action) ? COMMANDS[action as keyof typeof COMMANDS] : undefined;
  if (values.help || !command) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  return withUnderstanding(values.store, (service) => command(service, version, values));
}

const COMMANDS = { list, show, publish, rollback };

async function list(service: Nlu): Promise<number> {
  const cards = await service.models({});
  if (cards.length === 0) console.log("There are no models yet. Start the engine, or press Train in the console.");
  for (const card of cards) console.log(line(card));
  return 0;
}

async function show(service: Nlu, version: string | undefined): Promise<number> {
  const wanted = numberOf(version);
  const card = (await service.models({})).find((card) => card.version === wanted);
  if (!card) throw new Error(`There is no model ${wanted}.`);
  const { accuracyByLanguage, accuracyBefore, perIntent, failures, problems, heldBack, learnedHeldOut } = card;
  const { parts = ["lstm", "ngrams"] } = card;
  console.log(line(card));
  console.log(
    `${card.intents} intents, ${card.examples} examples; trained in ${card.seconds.toFixed(1)} s on ${card.runtime}; ${card.bytes} bytes`,
  );
  for (const [language, accuracy] of Object.entries(accuracyByLanguage))
    console.log(`  ${language}  ${percent(accuracy)}`);
  console.log(`  reads by: ${parts.join(", ")}`);
  if (learnedHeldOut) console.log("  what it was measured by, it learned afterwards");
  if (accuracyBefore !== undefined) console.log(`  the model published then: ${percent(accuracyBefore)}`);
  section("Held back", heldBack.map(describeRegression));
  section(
    "Intents",
    perIntent.map(({ intent, right, total }) => `${intent}: ${right} of ${total}`),
  );
  section(
    "Not understood",
    failures.map(({ text, intent, got }) => `${text}  (${intent}, taken for ${got || "nothing"})`),
  );
  section("Problems of the examples", problems.map(describeProblem));
  return 0;
}

async function publish(service: Nlu, version: string | undefined, { force, canary }: Options): Promise<number> {
  const cards = await service.publish({
    version: numberOf(version),
    by: whoAmI(),
    ...(force && { force }),
    ...(canary !== undefined && { canary: Number(canary) }),
  });
  for (const card of cards) console.log(line(card));
  return 0;
}

async function rollback(service: Nlu, version: string | undefined): Promise<number> {
  const cards = await service.models({});
  const [previous] = cards
    .filter(({ status }) => status === "retired")
    .sort((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0));
  if (version === undefined && !previous) throw new Error("No model was published before this one.");
  return publish(service, version ?? String(previous?.version), {});
}

function line({ version, status, canary, accuracy, trainedAt, trainedBy, heldBack }: ModelCard): string {
  const share = canary === undefined ? "" : `, answers ${percent(canary)} of the conversations`;
  const gate = heldBack.length > 0 ? ", held back" : "";
  const made = new Date(trainedAt).toISOString().slice(0, 16).replace("T", " ");
  return `${String(version).padStart(4)}  ${status}${share}${gate}  ${percent(accuracy)}  ${made} UTC by ${trainedBy}`;
}

function section(title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  console.log(`\n${title}`);
  for (const line of lines) console.log(`  ${line}`);
}

function numberOf(version: string | undefined): number {
  if (!version || !/^\d+$/.test(version)) throw new Error("Say which version, for example: parley models show 3");
  return Number(version);
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

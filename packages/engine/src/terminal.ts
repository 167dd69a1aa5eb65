import type { TrainingStatus } from "@parley/protocol";
import type { Engine } from "./engine.ts";

type Status = Awaited<ReturnType<Engine["services"]["nlu"]["status"]>>;

const WIDTH = 28;
let last = "";

/** Shows how far training is, as a bar that redraws itself, or a line for every tenth where it cannot. */
export function showTraining(status: TrainingStatus): void {
  if (status.status !== "running") return;
  const { done, phase, epoch, epochs, devAccuracy } = status;
  const filled = Math.round(done * WIDTH);
  const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
  const accuracy = devAccuracy === undefined ? "" : `  ${percent(devAccuracy)} right on held-out examples`;
  const line = `Training the LSTM  ${bar} ${percent(done).padStart(5)}  ${phase} ${epoch}/${epochs}${accuracy}`;
  if (process.stdout.isTTY) {
    process.stdout.write(`\r${line}\u001B[K${done >= 1 ? "\n" : ""}`);
  } else if (Math.floor(done * 10) !== Math.floor(Number(last) * 10)) {
    process.stdout.write(`${line}\n`);
  }
  last = String(done);
}

/** Says what the engine runs on and where people find it. */
export async function greet({ services, ...engine }: Engine): Promise<void> {
  // What other processes do not answer is left out: the engine runs without them, and so it does without this page.
  const status = await services.nlu.status({}).catch(() => undefined);
  const link = await engine.ownerLink().catch(() => undefined);
  const address = engine.address();
  const lines = [
    "",
    "  Parley is running.",
    "",
    `  Store          ${services.store?.description ?? "elsewhere"}`,
    ...(status ? known(status) : ["  Understanding  elsewhere, and does not answer; visitors are offered people"]),
    "",
    `  Demo shop      ${address}/`,
    `  Console        ${address}/console/`,
    ...(link ? ["", "  Set the owner's password, once, here:", `  ${link}`] : []),
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function known({ runtime, intents, articles, version, accuracy, accuracyByLanguage }: Status): string[] {
  const languages = Object.entries(accuracyByLanguage ?? {}).map(([name, share]) => `${name} ${percent(share)}`);
  const each = languages.length > 0 ? ` (${languages.join(", ")})` : "";
  const held = accuracy === undefined ? "not trained yet" : `${percent(accuracy)} right on held-out examples`;
  return [
    `  Understanding  ${runtime}`,
    `  Knowledge      ${intents} intents, ${articles} articles; model ${version}: ${held}${each}`,
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

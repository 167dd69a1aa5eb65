import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout } from "node:timers/promises";
import { createEngine } from "@parley/engine";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Everything that a trained model depends on; if none of it changed, neither would the model. */
const SOURCES = [
  "packages/engine/knowledge",
  "packages/engine/src/services/nlu",
  "packages/engine/src/store",
  "package-lock.json",
];

let trained: Promise<string> | undefined;

/**
 * The folder of an embedded store with the starter knowledge and a model trained on it: made once, then kept. What it depends on is read once
 * in a process, so that a run goes on with the model that it began with.
 */
export const trainedFolder = (): Promise<string> => (trained ??= findOrTrain());

async function findOrTrain(): Promise<string> {
  const folder = join(root, "node_modules", ".cache", "parley", `trained-without-settings-${await fingerprint()}`);
  if (existsSync(folder)) return folder;
  const making = `${folder}.${process.pid}`;
  await mkdir(dirname(folder), { recursive: true });
  process.stderr.write("Training the starter knowledge once for the tests ...\n");
  const engine = await createEngine({ store: making, logLevel: "error" });
  await engine.ready();
  // The model of moods is trained after that, in the background; the tests shall not do it again.
  const mood = async () =>
    (await engine.services.nlu.understand({ text: "This is terrible, I am furious!" })).sentiment;
  while ((await mood()) !== "negative") await setTimeout(200);
  // Settings are kept from the first start on: a test's engine shall begin with those that the test says.
  await engine.services.store?.collection("settings").remove({});
  await engine.close();
  await rename(making, folder).catch(() => rm(making, { recursive: true }));
  return folder;
}

/** For vitest: the model is there before the first test starts. */
export async function setup(): Promise<void> {
  await trainedFolder();
}

async function fingerprint(): Promise<string> {
  const hash = createHash("sha256");
  for (const path of SOURCES) await add(hash, join(root, path));
  return hash.digest("hex").slice(0, 16);
}

async function add(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return void hash.update(await readFile(path));
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
    if (!/\.test\.tsx?$/.test(entry.name)) await add(hash, join(path, entry.name));
  }
}

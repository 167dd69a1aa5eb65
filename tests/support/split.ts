import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { type RunningEngine, serveEngine, trainedCopy } from "./engine.ts";

const PARLEY = fileURLToPath(new URL("../../packages/engine/bin/parley.js", import.meta.url));

/** One process that runs services. */
interface ServiceProcess {
  url: string;
  kill: () => Promise<void>;
}

/** The same engine in four processes: this one is the gateway. What is told of one process holds for all of them. */
export interface SplitEngine extends RunningEngine {
  nlu: ServiceProcess;
}

/** Starts `nlu`, `dialog`, and `users` with `analytics` as processes of their own, and a gateway here. Gone when the test is. */
export async function startSplit(): Promise<SplitEngine> {
  const folder = await mkdtemp(join(tmpdir(), "split-"));
  const trained = await trainedCopy();
  const secret = randomBytes(32).toString("hex");
  const shared = { SECRET: secret };
  const users = join(folder, "users");
  const nlu = await startProcess("nlu", { ...shared, STORE: trained });
  const dialog = await startProcess("dialog", { ...shared, STORE: join(folder, "dialog"), NLU_URL: nlu.url });
  const rest = await startProcess("users,analytics", { ...shared, STORE: users, DIALOG_URL: dialog.url });

  const remote = { nlu: nlu.url, dialog: dialog.url, users: rest.url, analytics: rest.url };
  const served = await serveEngine({ secret, remote, demo: true });
  const close = async () => {
    await served.stop();
    await Promise.all([rest, dialog, nlu].map(({ kill }) => kill()));
    for (const gone of [folder, trained]) await rm(gone, { recursive: true, force: true });
  };
  onTestFinished(close);
  return { ...served, folder, nlu };
}

/** Resolves when the process says that its services answer. */
async function startProcess(services: string, env: NodeJS.ProcessEnv): Promise<ServiceProcess> {
  const child: ChildProcess = spawn(process.execPath, [PARLEY, "start", "--services", services], {
    env: { ...process.env, LOG_LEVEL: "error", HOST: "127.0.0.1", PORT: "0", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  onTestFinished(kill);
  if (!child.stdout) throw new Error("A process without an output.");
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /on port (\d+)/.exec(line)?.[1];
    if (port) return { url: `http://127.0.0.1:${port}`, kill };
  }
  throw new Error(`${services} ended before it answered.`);
}

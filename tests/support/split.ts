import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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

/** The same engine in several processes: this one has the gateway. What is told of one process holds for all of them. */
export interface SplitEngine extends RunningEngine {
  nlu: ServiceProcess;
}

/** Starts `nlu`, `dialog`, and `users` with `analytics` as processes of their own, and a gateway here. Gone when the test is. */
export async function startFour(): Promise<SplitEngine & { dialog: ServiceProcess }> {
  const { folder, trained, secret, remove } = await ground();
  const nlu = await startProcess("nlu", { SECRET: secret, STORE: trained });
  const dialog = await startProcess("dialog", { SECRET: secret, STORE: join(folder, "dialog"), NLU_URL: nlu.url });
  const rest = await startProcess("users,analytics", {
    SECRET: secret,
    STORE: join(folder, "users"),
    DIALOG_URL: dialog.url,
  });
  const remote = { nlu: nlu.url, dialog: dialog.url, users: rest.url, analytics: rest.url };
  const served = await serveEngine({ secret, remote, demo: true });
  onTestFinished(() => remove(served.stop, [rest, dialog, nlu]));
  return { ...served, folder, nlu, dialog };
}

/** Starts `nlu`, and `users` with `analytics`, as processes of their own; the gateway here has `dialog`, which `analytics` calls. */
export async function startThree(): Promise<SplitEngine> {
  const { folder, trained, secret, remove } = await ground();
  const nlu = await startProcess("nlu", { SECRET: secret, STORE: trained });
  let rest: ServiceProcess | undefined;
  // Services of an engine answer where no people come.
  const inside = createServer().listen(0, "127.0.0.1");
  await once(inside, "listening");
  const url = `http://127.0.0.1:${(inside.address() as AddressInfo).port}`;
  const served = await serveEngine(async () => {
    rest = await startProcess("users,analytics", { SECRET: secret, STORE: join(folder, "users"), DIALOG_URL: url });
    const remote = { nlu: nlu.url, users: rest.url, analytics: rest.url };
    return { secret, remote, services: ["dialog"], store: join(folder, "dialog"), demo: true };
  });
  if (served.engine.rpc) inside.on("request", served.engine.rpc);
  onTestFinished(() => void inside.close());
  onTestFinished(() => remove(served.stop, rest ? [rest, nlu] : [nlu]));
  return { ...served, folder, nlu };
}

/** Folders and a secret, and what ends processes before it removes the folders. */
async function ground() {
  const folder = await mkdtemp(join(tmpdir(), "split-"));
  const trained = await trainedCopy();
  async function remove(stop: () => Promise<void>, processes: readonly ServiceProcess[]): Promise<void> {
    await stop();
    await Promise.all(processes.map(({ kill }) => kill()));
    for (const gone of [folder, trained]) await rm(gone, { recursive: true, force: true });
  }
  return { folder, trained, secret: randomBytes(32).toString("hex"), remove };
}

/** Resolves when the process says that its services answer. */
async function startProcess(services: string, env: NodeJS.ProcessEnv): Promise<ServiceProcess> {
  const child: ChildProcess = spawn(process.execPath, [PARLEY, "start", `--services=${services}`], {
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

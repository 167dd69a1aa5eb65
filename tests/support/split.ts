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

/** Starts `nlu`, `dialog`, and `users` with `analytics` as processes of their own, and a gateway here. Gone when it is stopped. */
export async function runFour(): Promise<SplitEngine & { dialog: ServiceProcess }> {
  return await onGround(async ({ folder, trained, secret, startProcess, serve }) => {
    const nlu = await startProcess("nlu", { STORE: trained });
    const dialog = await startProcess("dialog", { STORE: join(folder, "dialog"), NLU_URL: nlu.url });
    const rest = await startProcess("users,analytics", { STORE: join(folder, "users"), DIALOG_URL: dialog.url });
    const remote = { nlu: nlu.url, dialog: dialog.url, users: rest.url, analytics: rest.url };
    return { ...(await serve({ secret, remote, demo: true })), nlu, dialog };
  });
}

/** The same for a test, which it ends with. */
export async function startFour(): ReturnType<typeof runFour> {
  const running = await runFour();
  onTestFinished(running.stop);
  return running;
}

/**
 * Starts `nlu`, and `users` with `analytics`, as processes of their own; the gateway here has `dialog`, which `analytics` calls. Gone when it
 * is stopped.
 */
export async function runThree(): Promise<SplitEngine> {
  return await onGround(async ({ folder, trained, secret, startProcess, serve, atEnd }) => {
    const nlu = await startProcess("nlu", { STORE: trained });
    // Services of an engine answer where no people come.
    const inside = createServer().listen(0, "127.0.0.1");
    await once(inside, "listening");
    atEnd(async () => void inside.close());
    const url = `http://127.0.0.1:${(inside.address() as AddressInfo).port}`;
    const served = await serve(async () => {
      const rest = await startProcess("users,analytics", { STORE: join(folder, "users"), DIALOG_URL: url });
      const remote = { nlu: nlu.url, users: rest.url, analytics: rest.url };
      return { secret, remote, services: ["dialog"], store: join(folder, "dialog"), demo: true };
    });
    if (served.engine.rpc) inside.on("request", served.engine.rpc);
    return { ...served, nlu };
  });
}

type Served = Awaited<ReturnType<typeof serveEngine>>;

interface Ground {
  folder: string;
  trained: string;
  secret: string;
  startProcess: (services: string, env: NodeJS.ProcessEnv) => Promise<ServiceProcess>;
  serve: (...asked: Parameters<typeof serveEngine>) => Promise<Served>;
  /** What was begun last ends first. */
  atEnd: (end: () => Promise<unknown>) => void;
}

/** Folders, a secret, and what ends everything that was started on them, also where a start failed. */
async function onGround<T extends Served>(start: (ground: Ground) => Promise<T>): Promise<T & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), "split-"));
  const trained = await trainedCopy();
  const secret = randomBytes(32).toString("hex");
  const ends: (() => Promise<unknown>)[] = [];
  let stopped: Promise<void> | undefined;
  const end = async () => {
    for (const one of ends.toReversed()) await one();
    for (const gone of [folder, trained]) await rm(gone, { recursive: true, force: true });
  };
  const stop = () => (stopped ??= end());
  const atEnd = (one: () => Promise<unknown>) => void ends.push(one);
  const ground: Ground = {
    folder,
    trained,
    secret,
    atEnd,
    startProcess: (services, env) => startProcess(services, { SECRET: secret, ...env }, atEnd),
    async serve(...asked) {
      const served = await serveEngine(...asked);
      atEnd(served.stop);
      return served;
    },
  };
  try {
    return { ...(await start(ground)), folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Resolves when the process says that its services answer. */
async function startProcess(services: string, env: NodeJS.ProcessEnv, atEnd: Ground["atEnd"]): Promise<ServiceProcess> {
  const child: ChildProcess = spawn(process.execPath, [PARLEY, "start", `--services=${services}`], {
    env: { ...process.env, LOG_LEVEL: "error", HOST: "127.0.0.1", PORT: "0", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  atEnd(kill);
  if (!child.stdout) throw new Error("A process without an output.");
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /on port (\d+)/.exec(line)?.[1];
    if (port) return { url: `http://127.0.0.1:${port}`, kill };
  }
  throw new Error(`${services} ended before it answered.`);
}

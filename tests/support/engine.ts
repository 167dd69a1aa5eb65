import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine, type Engine, type EngineOptions } from "@parley/engine";
import { afterAll, onTestFinished } from "vitest";
import { trainedFolder } from "./trained.ts";

export interface RunningEngine {
  engine: Engine;
  url: string;
  /** Folder of its embedded store. */
  folder: string;
  stop: () => Promise<void>;
}

/** A folder with the starter knowledge and its model, which the test may do with as it likes. */
export async function trainedCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "parley-"));
  await cp(await trainedFolder(), folder, { recursive: true });
  return folder;
}

/** A real engine on a port of its own, with the starter knowledge and its trained model. Gone when the test is. */
export async function startEngine(options: EngineOptions = {}): Promise<RunningEngine> {
  const running = await runEngine(options);
  onTestFinished(async () => {
    await running.stop();
    await rm(running.folder, { recursive: true, force: true });
  });
  return running;
}

/**
 * One engine for all tests of a file or a group, for those that leave each other alone: started by the first that asks, gone after the
 * last.
 */
export function shared<T extends RunningEngine>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  afterAll(async () => {
    const ended = await running;
    await ended?.stop();
    if (ended) await rm(ended.folder, { recursive: true, force: true });
  });
  return () => (running ??= run());
}

/** The same for those who stop it themselves. */
export async function runEngine(options: EngineOptions & { port?: number } = {}): Promise<RunningEngine> {
  const { port = 0, ...given } = options;
  const folder = given.store ?? (await trainedCopy());
  const served = await serveEngine({ demo: true, ...given, store: folder }, port);
  await served.engine.ready();
  return { ...served, folder };
}

/** Platforms of tests are on this machine; and no key is left beside a test's folder. */
const LOCAL = { channelHosts: ["127.0.0.1"], secretsKeys: ["a key that is for tests and for nothing else"] };

/**
 * An engine that listens, whether it is ready or not. Options may depend on where it will be found.
 * A port that clients know already is opened last, as the command line does: who came before the engine is there would
 * be kept waiting for an answer that nobody gives.
 */
export async function serveEngine(
  options: EngineOptions | ((url: string) => Promise<EngineOptions>),
  port = 0,
): Promise<Omit<RunningEngine, "folder">> {
  const server = createServer({ keepAliveTimeout: 75_000 });
  const listen = () => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  if (port === 0) await listen();
  const url = `http://127.0.0.1:${port || (server.address() as AddressInfo).port}`;
  const given = typeof options === "function" ? await options(url) : options;
  const engine = await createEngine({ logLevel: "silent", publicUrl: url, ...LOCAL, ...given });
  server.on("request", engine.app);
  engine.attach(server);
  if (port !== 0) await listen();
  let stopped: Promise<void> | undefined;
  const close = async () => {
    await engine.close();
    server.closeAllConnections();
    server.close();
  };
  return { engine, url, stop: () => (stopped ??= close()) };
}

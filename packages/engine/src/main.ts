import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import { greet, showTraining } from "./terminal.ts";
import { addressName, type Config, readConfig } from "./config.ts";
import { createEngine } from "./engine.ts";
import { createHost } from "./host.ts";
import { createJournal } from "./journal.ts";
import { SERVICES } from "./services/registry.ts";
import { pathOf, takeOff } from "./prefix.ts";

/** What a process may run: the services, and the gateway that faces people. */
export const PARTS = ["gateway", ...SERVICES] as const;
export type Part = (typeof PARTS)[number];

/**
 * Milliseconds that a connection is kept between two requests: longer than those who ask over it keep theirs (60 s of nginx, AWS and others), so that
 * they end it. Where the server does, a request that is on its way just then is lost, and those that change something are not sent again.
 */
const KEEP = { keepAliveTimeout: 75_000 };

/** Runs an engine, or only some parts of one, as the environment says, until it is told to stop. */
export async function main(env: NodeJS.ProcessEnv, parts?: readonly Part[]): Promise<void> {
  const here = SERVICES.filter((name) => parts?.includes(name) ?? !env[addressName(name)]);
  const config = readConfig(env);
  const journal = createJournal(config.logLevel);
  const facing = parts === undefined || parts.includes("gateway");

  // A body that never ends, or a header that comes letter by letter, holds nothing for long; the largest import takes less.
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000, ...KEEP });
  const running = facing
    ? await createEngine({ ...config, services: here, journal, onTraining: showTraining })
    : await createHost({ config, journal, here, onTraining: showTraining });
  server.on("request", running.app);
  if ("attach" in running) running.attach(server);
  takeOff(pathOf(config.publicUrl), server);
  // Nobody else listens here: what is not for our sockets would stay open for ever.
  server.on("upgrade", ({ url }, socket) => {
    if (!url?.startsWith("/socket.io/")) socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(config.port, config.host, resolve);
  });

  const inside = "rpc" in running ? await listenInside(running.rpc, config) : undefined;

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    journal.info({ signal }, "stopping");
    await running.close();
    server.close();
    inside?.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void stop(signal));
  process.on("unhandledRejection", (error) => journal.error({ err: error }, "nobody handled this"));

  await running.ready();
  if ("ownerLink" in running) await greet(running);
  else process.stdout.write(`Parley ${here.join(", ")} on port ${(server.address() as AddressInfo).port}.\n`);
}

/** Where the services of an engine answer other processes, if they are to. */
async function listenInside(app: Express | undefined, { rpc }: Config): Promise<Server | undefined> {
  if (!app || !rpc) return undefined;
  const server = createServer(KEEP, app);
  await new Promise<void>((resolve, reject) => void server.once("error", reject).listen(rpc.port, rpc.host, resolve));
  return server;
}

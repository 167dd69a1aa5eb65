import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { freePort } from "../../packages/engine/src/upkeep/free-port.test.kit.ts";

/** A Redis of one's own, which keeps nothing on disk. */
export interface RedisServer {
  readonly url: string;
  /** As a crash would. */
  kill: () => Promise<void>;
  /** Again at the same address. */
  start: () => Promise<void>;
  /** Stops answering without closing a connection, and goes on. */
  freeze: () => void;
  thaw: () => void;
}

/** Whether there is a Redis server to start. */
export const redisInstalled = (): boolean => spawnSync("redis-server", ["--version"]).status === 0;

/** Starts a Redis server. Who starts it kills it. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  const parameters = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  let server: ChildProcess | undefined;

  const redis: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      server = spawn("redis-server", parameters, { stdio: "ignore" });
      while (!(await listens(port))) {
        if (server.exitCode !== null) throw new Error("redis-server did not start.");
      }
    },
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, "exit");
      server.kill("SIGKILL");
      await ended;
    },
    freeze: () => void server?.kill("SIGSTOP"),
    thaw: () => void server?.kill("SIGCONT"),
  };
  await redis.start();
  return redis;
}

/** Whether something answers at the port, after a moment for it to begin. */
export async function listens(port: number): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

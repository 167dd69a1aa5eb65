import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { freePort } from "../../packages/engine/src/upkeep/free-port.test.kit.ts";
import type { Order, Said } from "./inside.ts";
import { type Link, openLink } from "./link.ts";

export interface NodeOptions {
  store: string;
  redisUrl?: string | undefined;
  /** Where another house takes messages for its people. */
  deliverTo?: string | undefined;
  /** File that takes what the node says of errors. */
  log: string;
  /** Milliseconds that its clock is wrong by. */
  clock: number;
  /** After how many commits it dies before it can acknowledge them; drawn at every start; 0 never. */
  commitsToLive: () => number;
  /** Hears that it ended unasked. */
  onCrash: (crash: Crash) => void;
}

/** How a node ended that nobody ended: between a commit and its acknowledgement, before it listened, or in any other way. */
export type Crash = "at a commit" | "at its start" | "by itself";

/** A process with an engine that can be killed, and the link in front of it. */
export interface EngineNode {
  /** Where clients connect. */
  readonly url: string;
  readonly link: Link;
  readonly running: boolean;
  /** Where it listens, without the link. */
  readonly port: number;
  /** File with what it said of errors. */
  readonly log: string;
  /** The link that makes the owner, as long as nobody used it. */
  readonly setupToken: string | undefined;
  /** Starts it and resolves when it listens; nothing if it runs or starts already. */
  start: () => Promise<void>;
  /** As a crash would, and resolves when it is gone. */
  kill: () => Promise<void>;
  /** Asks it to end, and resolves to whether it ended by itself in time. */
  stop: () => Promise<boolean>;
  /** Stops the process where it is; what it answers with lets it go on. */
  freeze: () => (() => void) | undefined;
  /** Resolves to whether there was something to do. */
  order: (order: Order) => Promise<boolean>;
}

const ENTRY = fileURLToPath(new URL("./node.ts", import.meta.url));
const BUILT = fileURLToPath(new URL("../../packages/engine/dist/index.js", import.meta.url));
/** What is built starts three times as fast as the sources, and is what operators run; tests run what they test. */
const FROM_SOURCE = process.env["VITEST"] !== undefined || !existsSync(BUILT);
const RUN = [...(FROM_SOURCE ? ["--conditions=@parley/source"] : []), "--import", "tsx", ENTRY];
/** Milliseconds that a node may take to end when asked to: it may have to wait for a store that is silent for half a minute. */
const LONGEST_END = 60_000;

/** Prepares a node; nothing runs before `start`. */
export async function createNode(options: NodeOptions): Promise<EngineNode> {
  const port = await freePort();
  const link = await openLink(port);
  const log = openSync(options.log, "a");
  let child: ChildProcess | undefined;
  let starting: Promise<void> | undefined;
  let ending = false;
  let setupToken: string | undefined;
  let ordered = 0;

  async function launch(): Promise<void> {
    ending = false;
    const env = {
      ...process.env,
      PORT: String(port),
      HOST: "127.0.0.1",
      STORE: options.store,
      REDIS_URL: options.redisUrl ?? "",
      PUBLIC_URL: link.port ? `http://127.0.0.1:${link.port}` : "",
      LOG_LEVEL: "error",
      // What the driver knows of its server and finds out: a node that never gets its store back must leave a trace of why.
      MONGODB_LOG_TOPOLOGY: "debug",
      MONGODB_LOG_PATH: "stderr",
      CHAOS_DELIVER_TO: options.deliverTo ?? "",
      CHAOS_CLOCK: String(options.clock),
      CHAOS_DIE_AT_COMMIT: String(options.commitsToLive()),
    };
    const started = spawn(process.execPath, RUN, { env, stdio: ["ignore", log, log, "ipc"] });
    child = started;
    let listens = false;
    const ended = once(started, "exit").then(([, signal]: unknown[]) => {
      if (child === started) child = undefined;
      if (!ending) options.onCrash(signal === "SIGKILL" ? "at a commit" : listens ? "by itself" : "at its start");
    });
    // It speaks up when it listens; what died before is started again by whoever watches over it.
    const listening = new Promise<void>((resolve) => {
      started.on("message", (said: Said) => {
        if (!("listens" in said)) return;
        listens = true;
        setupToken = said.token ?? setupToken;
        resolve();
      });
    });
    await Promise.race([listening, ended]);
  }

  const node: EngineNode = {
    url: `http://127.0.0.1:${link.port}`,
    link,
    port,
    log: options.log,
    get running() {
      return child !== undefined;
    },
    get setupToken() {
      return setupToken;
    },
    async start() {
      if (child) return await starting;
      starting = launch();
      await starting;
    },
    async kill() {
      ending = true;
      await ended("SIGKILL");
    },
    async stop() {
      ending = true;
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        child?.kill("SIGKILL");
      }, LONGEST_END);
      await ended("SIGTERM");
      clearTimeout(timer);
      return !late;
    },
    freeze() {
      const frozen = child;
      return frozen?.kill("SIGSTOP") ? () => void frozen.kill("SIGCONT") : undefined;
    },
    order(order) {
      const running = child;
      const number = ++ordered;
      return new Promise((resolve) => {
        if (!running?.connected) return resolve(false);
        const hear = (said: Said) => {
          if ("answers" in said && said.answers === number) answer(said.done);
        };
        const dies = () => answer(false);
        function answer(done: boolean): void {
          running?.off("message", hear).off("exit", dies);
          resolve(done);
        }
        running.on("message", hear).on("exit", dies);
        running.send({ ...order, number }, () => {});
      });
    },
  };

  async function ended(signal: NodeJS.Signals): Promise<void> {
    const running = child;
    if (!running) return;
    const gone = once(running, "exit");
    running.kill(signal);
    await gone;
  }

  return node;
}

import { createAdapter } from "@socket.io/redis-adapter";
import { Redis, type RedisOptions } from "ioredis";
import type { Server } from "socket.io";
import type { Journal } from "../journal.ts";
import { redisKey } from "./workspace.ts";
import { createSealing, type Sealing } from "./sealing.ts";

/** How the nodes of one deployment reach each other's sockets. */
export interface Cluster {
  /** For Socket.IO: what is pushed on one node reaches those connected to the others. */
  readonly adapter: ReturnType<typeof createAdapter>;
  /** Why pushes do not reach the other nodes now; nothing while they do. */
  problem(): string | undefined;
  close(): void;
}

/**
 * Pushes on their way to Redis at most; what comes beyond is not pushed. Nothing depends on a push (SPEC M6), but memory
 * does on how much waits for a Redis that stopped answering.
 */
const MOST_IN_FLIGHT = 2_000;
/** Milliseconds between two looks at Redis, and how long it may take to answer one. */
const LOOK = 3_000;
const PATIENCE = 2_000;
/** Milliseconds to wait for what other nodes know, for example of their sockets. */
const OTHERS = 1_500;
const LONGEST_WAIT = 2_000;

export interface ClusterParts {
  journal: Journal;
  /** With it what passes Redis is sealed. */
  secret?: string | undefined;
}

type Connecting = Pick<RedisOptions, "enableOfflineQueue" | "maxRetriesPerRequest">;

/**
 * Joins the nodes that name the same Redis and the same database number in it. Redis passes pushes on and keeps nothing;
 * while it is away nodes push to their own sockets only, and clients find the rest by asking (SPEC M10).
 */
export function joinCluster(redisUrl: string, { journal, secret }: ClusterParts): Cluster {
  if (!secret) journal.warn("without SECRET everybody who reaches Redis reads what is said, and can speak for anybody");
  const sealing = secret ? createSealing(secret) : undefined;
  const retryStrategy = (attempt: number) => Math.min(50 * 2 ** attempt, LONGEST_WAIT);
  // What cannot be sent now must fail now: a queue would grow for as long as Redis is away.
  const publishing: Connecting = { enableOfflineQueue: false, maxRetriesPerRequest: 0 };
  const subscribing: Connecting = { enableOfflineQueue: true, maxRetriesPerRequest: null };
  const open = (options: Connecting) => {
    const redis = new Redis(redisUrl, { ...options, retryStrategy, autoResendUnfulfilledCommands: false });
    // Every attempt that fails is an error event; `look` says it once.
    redis.on("error", () => {});
    return redis;
  };
  const publisher = open(publishing);
  const subscriber = open(subscribing);
  let problem: string | undefined = "not connected yet";

  function found(next: string | undefined): void {
    if (next === problem) return;
    if (next) journal.warn({ reason: next }, "Redis does not answer: pushes reach this node's clients only");
    else journal.info("connected to the other nodes over Redis");
    problem = next;
  }

  async function look(): Promise<void> {
    for (const redis of [publisher, subscriber]) {
      const failure = redis.status === "ready" ? await within(PATIENCE, redis.ping()) : redis.status;
      if (failure === "no answer in time") redis.disconnect(true);
      if (failure) return found(failure);
    }
    found(undefined);
  }

  const timer = setInterval(() => void look(), LOOK);
  timer.unref();
  subscriber.once("ready", () => void look());

  const key = redisKey(publisher.options.db ?? 0);
  return {
    adapter: createAdapter(publisherFor(publisher, sealing), subscriberFor(subscriber, journal, sealing), {
      key,
      requestsTimeout: OTHERS,
      publishOnSpecificResponseChannel: true,
    }),
    problem: () => problem,
    close() {
      clearInterval(timer);
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}

/** Says in the log that a balancer sends requests of one polling client to several nodes. */
export function warnOfPolling(io: Server, journal: Journal): void {
  let said = -SAID_AGAIN;
  io.engine.on("connection_error", ({ code }: { code: number }) => {
    if (code !== UNKNOWN_SESSION || performance.now() - said < SAID_AGAIN) return;
    said = performance.now();
    journal.warn(
      "A polling client came with the session of another node. Polling needs a balancer with sticky sessions; WebSocket does not.",
    );
  });
}
/** Engine.IO's error of that name. */
const UNKNOWN_SESSION = 1;
const SAID_AGAIN = 60_000;

/** Resolves to why the promise failed, or to nothing if it did not. */
async function within(milliseconds: number, promise: Promise<unknown>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("no answer in time"), milliseconds);
  });
  const done = promise.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return await Promise.race([done, late]).finally(() => clearTimeout(timer));
}

type Done = (error: unknown, value?: unknown) => void;
type Listener = (...args: unknown[]) => void;
type AsyncListener = (...args: unknown[]) => unknown;

/** The part of a client that the adapter publishes with, so that what fails is dropped and never thrown at nobody. */
function publisherFor(redis: Redis, sealing?: Sealing) {
  let inFlight = 0;
  return {
    publish(channel: string, message: string | Buffer): void {
      if (redis.status !== "ready" || inFlight >= MOST_IN_FLIGHT) return;
      inFlight++;
      redis
        .publish(channel, sealing?.seal(channel, message) ?? message)
        .catch(() => {})
        .finally(() => inFlight--);
    },
    send_command(name: string, args: string[], done: Done): void {
      redis.call(name, ...args).then((value) => done(undefined, value), done);
    },
    on: (event: string, listener: Listener) => void redis.on(event, listener),
    off: (event: string, listener: Listener) => void redis.off(event, listener),
  };
}

/** What came over a channel, the last two of what a client's event has, as it was before it was sealed. */
function opened(args: unknown[], sealing: Sealing | undefined): unknown[] {
  const [channel, message] = args.slice(-2);
  if (!sealing || !Buffer.isBuffer(message)) return args;
  return [...args.slice(0, -1), sealing.open(String(channel), message)];
}

/** The part of a client that the adapter subscribes with. Whatever somebody else writes to its channels ends no process. */
function subscriberFor(redis: Redis, journal: Journal, sealing?: Sealing) {
  const listeners = new Map<AsyncListener, Listener>();
  const quietly = (asked: Promise<unknown>) => void asked.catch(() => {});
  return {
    subscribe: (channels: string | string[]) => quietly(redis.subscribe(...[channels].flat())),
    psubscribe: (pattern: string) => quietly(redis.psubscribe(pattern)),
    unsubscribe: (channels: string | string[]) => quietly(redis.unsubscribe(...[channels].flat())),
    punsubscribe: (pattern: string) => quietly(redis.punsubscribe(pattern)),
    on(event: string, listener: AsyncListener): void {
      const careful = async (...args: unknown[]): Promise<void> => {
        try {
          await listener(...opened(args, sealing));
        } catch (error) {
          journal.warn({ err: error }, "what came over Redis cannot be read");
        }
      };
      listeners.set(listener, (...args) => void careful(...args));
      redis.on(event, listeners.get(listener) ?? listener);
    },
    off(event: string, listener: AsyncListener): void {
      redis.off(event, listeners.get(listener) ?? listener);
    },
  };
}

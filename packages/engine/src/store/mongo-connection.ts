import type { Db, MongoClient } from "mongodb";
import { createClient, databaseOf } from "./mongo-client.ts";
import { CommandAbandoned } from "./mongo-failure.ts";

/** A way to a MongoDB database on which every command ends. */
export interface MongoConnection {
  /** The host or hosts, as people write them, without the password. */
  readonly where: string;
  /** The name of the database. */
  readonly database: string;
  /** Rejects if no server that takes writes answers. */
  connect: () => Promise<unknown>;
  /**
   * Sends one command. Rejects with the driver's errors, or with {@link CommandAbandoned} if the driver would never have ended
   * it: then it may have been done, and can be sent again.
   */
  send: <R>(command: (db: Db) => Promise<R>) => Promise<R>;
  close: () => Promise<void>;
}

interface Sent {
  at: number;
  abandon: (reason: CommandAbandoned) => void;
}

const SECOND = 1000;
/** Seconds after which what was sent before a server was lost must have ended: it has long been interrupted, and is tried anew. */
const AFTER_LOSS = 10;

/**
 * A connection that replaces the driver's client when that is stuck. The driver (7.9) waits for a socket to take what it
 * writes, but does not hear that the socket was closed meanwhile or a moment before: such a command never ends, whatever its
 * limits are, and if it was the look at whether the server is there, the client never finds the server again.
 */
export function connectMongo(uri: string): MongoConnection {
  const sent = new Set<Sent>();
  // Counted rather than read from a clock: a process that was stopped for an hour has not waited for an hour.
  let seconds = 0;
  let [client, isStuck] = watchedClient(uri, () => seconds);

  const watch = setInterval(() => {
    seconds += 1;
    const [oldest] = sent;
    if (!isStuck(oldest?.at)) return;
    void client.close().catch(() => {});
    [client, isStuck] = watchedClient(uri, () => seconds);
    for (const { abandon } of sent) abandon(new CommandAbandoned());
    sent.clear();
  }, SECOND).unref();

  return {
    where: client.options.srvHost ?? client.options.hosts.join(","),
    database: databaseOf(client, uri).databaseName,
    connect: () => client.connect(),
    send: (command) =>
      new Promise((resolve, reject) => {
        const entry = { at: seconds, abandon: reject };
        sent.add(entry);
        // The driver may also throw at once: that is an end too.
        void Promise.resolve(databaseOf(client, uri))
          .then(command)
          .then(resolve, reject)
          .finally(() => sent.delete(entry));
      }),
    async close() {
      clearInterval(watch);
      await client.close();
    },
  };
}

type IsStuck = (oldestSent: number | undefined) => boolean;

/** A client, and a way to ask if it keeps its own limits. */
function watchedClient(uri: string, now: () => number): [MongoClient, IsStuck] {
  const client = createClient(uri);
  const { connectTimeoutMS, heartbeatFrequencyMS, socketTimeoutMS } = client.options;
  // A look may take a connection and an answer; a command an answer, and another one when it is repeated.
  const longestLook = (2 * connectTimeoutMS + heartbeatFrequencyMS) / SECOND + 1;
  const longestCommand = (2 * socketTimeoutMS) / SECOND + 1;
  const looks = new Map<string, number>();
  let lost = -Infinity;

  client
    .on("serverHeartbeatStarted", ({ connectionId }) => looks.set(connectionId, now()))
    .on("serverHeartbeatSucceeded", ({ connectionId }) => looks.delete(connectionId))
    .on("serverHeartbeatFailed", ({ connectionId }) => looks.delete(connectionId))
    .on("serverClosed", ({ address }) => looks.delete(address))
    .on("connectionPoolCleared", () => (lost = now()));

  const isLate = (at: number) =>
    (socketTimeoutMS > 0 && now() - at > longestCommand) || (at < lost && now() - lost > AFTER_LOSS);
  return [
    client,
    (oldestSent) =>
      (connectTimeoutMS > 0 && [...looks.values()].some((at) => now() - at > longestLook)) ||
      (oldestSent !== undefined && isLate(oldestSent)),
  ];
}

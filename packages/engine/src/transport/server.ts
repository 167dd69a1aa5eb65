import { ChatError } from "@parley/protocol";
import { type Namespace, Server, type Socket } from "socket.io";
import type { Cluster } from "./cluster.ts";
import { freeDeadLink } from "./dead-links.ts";
import type { Limits } from "./limits.ts";
import { parser } from "./packets.ts";
import { watchReader } from "./slow-readers.ts";
import { addressOf, type Trust } from "./trust.ts";
import { type Check, connectError, guard } from "./wire.ts";
import { writeTogether } from "./write-together.ts";

export interface ServerParts {
  /** Path of Socket.IO, for example `/socket.io/`. */
  path: string;
  /** Whether a page of this origin may show the widget of any site. */
  mayAny: (origin: string) => Promise<boolean>;
  limits: Limits;
  /** Which proxies may say who connects. */
  trust: Trust;
  /** Throws `unavailable` while the engine is about to stop. */
  admit: () => void;
  /** Hears of a reader that did not keep up and was cut off. */
  onSlowReader: () => void;
  /** The other nodes, if there may be any. */
  cluster?: Cluster | undefined;
}

/** Who may be in a namespace, and what their packets are held to. */
export interface Entrance<S> {
  /** Throws what refuses who connects. */
  admit: (socket: Socket) => Promise<void>;
  /** Hears of who was let in, before anything they send is looked at. */
  welcome: (socket: S) => void;
  checks: readonly Check<S>[];
}

/** Largest frame in bytes (SPEC R5). */
export const MAX_FRAME = 64 * 1024;

/** The Socket.IO server. It listens once it is attached to an HTTP server. */
export function createServer(parts: ServerParts) {
  // Who cannot be told is refused: their browser asks again.
  const mayAsk = async (origin: string | undefined) =>
    origin !== undefined && (await parts.mayAny(origin).catch(() => false));
  const io = new Server({
    path: parts.path,
    cors: { origin: (origin, done) => void mayAsk(origin).then((may) => done(null, may)) },
    maxHttpBufferSize: MAX_FRAME,
    serveClient: false,
    // A half-open link is noticed after 12 s; Socket.IO's own defaults take 42 s.
    pingInterval: 10_000,
    pingTimeout: 5_000,
    connectTimeout: 10_000,
    // Text this short costs more time to compress than it saves on the way.
    perMessageDeflate: false,
    // Other upgrades may be the business of the app that the engine is mounted in.
    destroyUpgrade: false,
    parser,
    ...(parts.cluster && { adapter: parts.cluster.adapter }),
  });
  // Nobody has a reason to be in the main namespace.
  io.use((_socket, next) => next(connectError(new ChatError("notFound", "Connect to /visitor or /agent."))));
  const known = new WeakSet<Socket["conn"]>();
  const connected = ({ conn }: Pick<Socket, "conn">) => {
    // One connection may be in both namespaces.
    if (known.has(conn)) return;
    known.add(conn);
    const watch = watchReader(conn, parts.onSlowReader);
    conn.on("packetCreate", (packet) => {
      watch(packet);
      writeTogether(conn);
    });
    freeDeadLink(conn);
  };

  return {
    io,
    /** Opens a namespace to those whom its entrance lets in. */
    open(name: string, { admit, welcome, checks }: Entrance<Socket>): Namespace {
      const namespace = io.of(name);
      namespace.use((socket, next) => {
        const check = async () => {
          parts.admit();
          parts.limits.take("connect", addressOf(socket.request, parts.trust));
          await admit(socket);
        };
        check().then(
          () => next(),
          (cause: unknown) => next(connectError(cause)),
        );
      });
      namespace.on("connection", (socket) => {
        connected(socket);
        welcome(socket);
        guard(socket, checks);
      });
      return namespace;
    },
  };
}

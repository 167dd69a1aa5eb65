import {
  AGENT_NAMESPACE,
  AgentAuth,
  ChatError,
  SUPPORTED_VERSIONS,
  Version,
  VISITOR_NAMESPACE,
  VisitorAuth,
} from "@parley/protocol";
import { Server, type Socket } from "socket.io";
import * as v from "valibot";
import type { VisitorNamespace, VisitorSession } from "../channels/web.ts";
import type { Users } from "../services/users/contract.ts";
import type { AgentNamespace, AgentSocket } from "./agent-session.ts";
import type { Cluster } from "./cluster.ts";
import { freeDeadLink } from "./dead-links.ts";
import type { Limits } from "./limits.ts";
import { fromOwnOrigin, isOwnOrigin, mayShow, type OwnAddress, refuseOrigin } from "./origins.ts";
import { createOpenSessions, type OpenSessionsParts } from "./open-sessions.ts";
import { parser } from "./packets.ts";
import { AGENT_EVENTS, allows, permitted, VISITOR_EVENTS } from "./permissions.ts";
import { endSilent } from "./silent.ts";
import { watchReader } from "./slow-readers.ts";
import { addressOf, type Trust } from "./trust.ts";
import { type Check, connectError, guard } from "./wire.ts";
import { writeTogether } from "./write-together.ts";

export interface SocketParts extends OwnAddress {
  /** Path of Socket.IO, for example `/socket.io/`. */
  path: string;
  users: Users;
  /** Origins that may show the widget; any, if empty. */
  allowedOrigins: readonly string[];
  /** The member whose console sends this request, by its cookie; throws `unauthorized`. */
  memberOf: OpenSessionsParts["memberOf"];
  /** The room of all consoles of the session that came with this request. */
  roomOf: OpenSessionsParts["roomOf"];
  limits: Limits;
  /** Which proxies may say who connects. */
  trust: Trust;
  /** Throws `unavailable` while the engine is about to stop. */
  admit: () => void;
  /** Hears of a reader that did not keep up and was cut off. */
  onSlowReader: () => void;
  /** The other nodes, if there may be any. */
  cluster?: Cluster | undefined;
  now?: () => number;
}

/** Largest frame in bytes (SPEC R5). */
export const MAX_FRAME = 64 * 1024;

/** The Socket.IO server: who may connect, and as whom. It listens once it is attached to an HTTP server. */
export function createSockets(parts: SocketParts) {
  const io = new Server({
    path: parts.path,
    cors: { origin: (origin, done) => done(null, origin !== undefined && mayShow(origin, parts.allowedOrigins)) },
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
  const visitors: VisitorNamespace = io.of(VISITOR_NAMESPACE);
  const agents: AgentNamespace = io.of(AGENT_NAMESPACE);

  visitors.use(checked(parts, admitVisitor));
  agents.use(checked(parts, admitAgent));
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
  const sessions = createOpenSessions({ agents, memberOf: parts.memberOf, roomOf: parts.roomOf, now: parts.now });
  const ofVisitors = visitorChecks(parts);
  const ofAgents = agentChecks(parts);
  const silent = endSilent(parts.now);
  visitors.on("connection", (socket) => {
    connected(socket);
    silent.watch(socket);
    guard(socket, ofVisitors);
  });
  agents.on("connection", (socket) => {
    connected(socket);
    sessions.watch(socket);
    guard(socket, ofAgents);
  });
  return { io, visitors, agents, sessions, silent };
}

type Admission = (socket: Socket, parts: SocketParts) => Promise<void>;

function checked(parts: SocketParts, admission: Admission) {
  return (socket: Socket, next: (error?: Error) => void): void => {
    const check = async () => {
      parts.admit();
      parts.limits.take("connect", addressOf(socket.request, parts.trust));
      await admission(socket, parts);
    };
    check().then(
      () => next(),
      (cause: unknown) => next(connectError(cause)),
    );
  };
}

async function admitVisitor(socket: Socket, { users, allowedOrigins, trust, ...own }: SocketParts): Promise<void> {
  const { token } = authOf(VisitorAuth, socket);
  const { origin, host, "user-agent": browser } = socket.request.headers;
  // Where the operator says what our address is, a page that merely was asked for under the same name is not ours (DNS rebinding).
  const asked = own.publicUrl === undefined ? host : undefined;
  if (
    origin &&
    !mayShow(origin, allowedOrigins) &&
    !isOwnOrigin(origin, asked, { publicUrl: own.publicUrl, secure: false })
  ) {
    throw new ChatError("forbidden", "This site may not show the widget.", { details: { origin } });
  }
  Object.assign(socket.data, { browser: browser?.slice(0, 300), address: addressOf(socket.request, trust) });
  if (!token) return;
  const visitor = await users.authenticateVisitor({ token });
  Object.assign(socket.data, { token, visitorId: visitor.id });
}

async function admitAgent(socket: Socket, { memberOf, ...own }: SocketParts): Promise<void> {
  authOf(AgentAuth, socket);
  // The cookie comes along by itself, so another site's page could connect in an agent's name.
  if (!fromOwnOrigin(socket.request, own)) throw refuseOrigin(socket.request.headers);
  socket.data.member = await memberOf(socket.request);
}

/** What every request of a visitor is held to: the same for all sockets. */
function visitorChecks({ limits }: SocketParts): Check<Socket>[] {
  return [
    permitted(VISITOR_EVENTS, () => true),
    // What is counted for one request only is counted where it is known whether that came before (SPEC R3).
    (_packet, { id, data }) => limits.take("visitorRequest", (data as VisitorSession).visitorId ?? id),
  ];
}

/** What every request of a console is held to. */
function agentChecks({ limits }: SocketParts): Check<AgentSocket>[] {
  return [
    permitted(AGENT_EVENTS, (least, { data }: AgentSocket) => allows(least, data.member.role)),
    (_packet, { data }) => limits.take("agentRequest", data.member.id),
  ];
}

function authOf<S extends v.GenericSchema<unknown, { protocol: number }>>(schema: S, socket: Socket): v.InferOutput<S> {
  const auth = v.safeParse(schema, socket.handshake.auth);
  if (auth.success && SUPPORTED_VERSIONS.includes(auth.output.protocol)) return auth.output;
  const spoken = v.safeParse(v.object({ protocol: Version }), socket.handshake.auth);
  if (spoken.success && SUPPORTED_VERSIONS.includes(spoken.output.protocol)) {
    throw new ChatError("invalid", "The auth object is not as the protocol says.");
  }
  throw new ChatError("version", `This engine speaks protocol ${SUPPORTED_VERSIONS.join(", ")}.`, {
    details: { supported: SUPPORTED_VERSIONS },
  });
}

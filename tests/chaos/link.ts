import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** What a TCP link does to what it carries: stop both ways, stop what the server sends, lose all, be late. */
export type Trouble = "frozen" | "slow-reader" | "swallowing" | "late";

/** Some connections, and what troubles them until it is ended. */
export interface Troubled {
  readonly size: number;
  /** Resolves when both ends of all of them have hung up, of which a link that loses all tells neither. */
  readonly givenUp: Promise<unknown>;
  /** Ends this trouble and no other. */
  end: () => void;
}

/** A TCP address in front of another one, whose connections can be troubled. */
export interface Link {
  readonly port: number;
  /** The connections that are open at both ends now. */
  readonly size: number;
  /** Troubles this share of the connections, at least one: the oldest, or those that were sent most. */
  trouble: (trouble: Trouble, share: number, busiest?: boolean) => Troubled;
  /** Ends this share of the connections without a word, at least one. */
  cut: (share: number) => number;
  /** Whether nobody can connect any more, as if nothing were there. */
  refuse: (all: boolean) => void;
  /** Ends all troubles. */
  heal: () => void;
  close: () => Promise<void>;
}

interface Connection {
  outside: Socket;
  inside: Socket;
  troubles: Set<{ kind: Trouble }>;
  /** Ends that have hung up. */
  gone: Set<Socket>;
  waiting: (() => void)[];
}

const LATE = 250;
/** Addresses of this machine that connections seem to come from, so that limits for one address are not met. */
const SOURCES = 200;
/** First byte of the frame by which a WebSocket says that it hangs up; it waits half a minute for an answer before it does. */
const CLOSE_FRAME = 0x88;

/** Opens a link to a port of this machine, the same for all connections or to be asked for each. */
export async function openLink(target: number | (() => number)): Promise<Link> {
  const open = new Set<Connection>();
  const troubles = new Set<Troubled>();
  let made = 0;
  let refusing = false;

  const server = createServer((outside) => {
    if (refusing) return void outside.destroy();
    const port = typeof target === "number" ? target : target();
    const inside = connect({ port, host: "127.0.0.1", localAddress: `127.0.1.${1 + (made++ % SOURCES)}` });
    const connection: Connection = { outside, inside, troubles: new Set(), gone: new Set(), waiting: [] };
    open.add(connection);
    carry(connection, outside, inside);
    carry(connection, inside, outside);
    for (const socket of [outside, inside]) {
      socket.on("error", () => socket.destroy()).on("end", () => socket.destroy());
      socket.on("close", () => {
        hungUp(connection, socket);
        if (!suffers(connection, "swallowing")) destroy(connection);
        if (outside.destroyed && inside.destroyed) open.delete(connection);
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const alive = () => [...open].filter(({ gone }) => gone.size === 0);
  const some = (of: Connection[], share: number) => of.slice(0, Math.max(1, Math.ceil(of.length * share)));
  const cut = (connections: Connection[]) => {
    connections.forEach(destroy);
    return connections.length;
  };
  return {
    port: (server.address() as AddressInfo).port,
    get size() {
      return alive().length;
    },
    trouble(kind, share, busiest = false) {
      const candidates = alive();
      if (busiest) candidates.sort((a, b) => b.inside.bytesRead - a.inside.bytesRead);
      const trouble = put(kind, some(candidates, share), () => troubles.delete(trouble));
      troubles.add(trouble);
      return trouble;
    },
    cut: (share) => cut(some(alive(), share)),
    refuse: (all) => void (refusing = all),
    heal() {
      refusing = false;
      for (const trouble of troubles) trouble.end();
    },
    async close() {
      server.close();
      cut([...open]);
    },
  };
}

/** Lays a trouble on connections. */
function put(kind: Trouble, connections: readonly Connection[], onEnd: () => void): Troubled {
  const trouble = { kind };
  for (const connection of connections) {
    connection.troubles.add(trouble);
    apply(connection);
  }
  return {
    size: connections.length,
    givenUp: Promise.all(connections.map(bothGone)),
    end() {
      for (const connection of connections) {
        if (!connection.troubles.delete(trouble)) continue;
        // What was lost on the way has torn the stream: such a connection can only end.
        if (kind === "swallowing") destroy(connection);
        else apply(connection);
      }
      onEnd();
    },
  };
}

const suffers = ({ troubles }: Connection, kind: Trouble) => [...troubles].some((trouble) => trouble.kind === kind);

function apply(connection: Connection): void {
  const { outside, inside } = connection;
  const frozen = suffers(connection, "frozen");
  if (frozen) outside.pause();
  else outside.resume();
  if (frozen || suffers(connection, "slow-reader")) inside.pause();
  else inside.resume();
}

function destroy({ outside, inside }: Connection): void {
  outside.destroy();
  inside.destroy();
}

function hungUp(connection: Connection, end: Socket): void {
  connection.gone.add(end);
  if (connection.gone.size < 2) return;
  for (const tell of connection.waiting) tell();
}

function bothGone({ gone, waiting }: Connection): Promise<void> {
  return new Promise((resolve) => {
    if (gone.size === 2) resolve();
    else waiting.push(resolve);
  });
}

function carry(connection: Connection, from: Socket, to: Socket): void {
  // Later pieces never overtake earlier ones, also when the lateness ends in between.
  let due = 0;
  from.on("data", (piece) => {
    if (suffers(connection, "swallowing")) return void (piece[0] === CLOSE_FRAME && hungUp(connection, from));
    const now = performance.now();
    due = Math.max(due, suffers(connection, "late") ? now + LATE : now);
    if (due <= now) to.write(piece);
    else setTimeout(() => to.write(piece), due - now);
  });
}

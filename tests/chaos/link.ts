import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** What a TCP link does to what it carries: nothing, stop both ways, stop what the server sends, lose all, be late. */
export type Trouble = "none" | "frozen" | "slow-reader" | "swallowing" | "late";

interface Connection {
  outside: Socket;
  inside: Socket;
  trouble: Trouble;
}

/** A TCP address in front of another one, whose connections can be troubled. */
export interface Link {
  readonly port: number;
  /** The connections that are open now. */
  readonly size: number;
  /** Troubles this share of the connections, at least one; `none` ends it. */
  trouble: (trouble: Trouble, share: number) => number;
  /** Ends this share of the connections without a word, at least one. */
  cut: (share: number) => number;
  /** Whether nobody can connect any more, as if nothing were there. */
  refuse: (all: boolean) => void;
  /** Ends what is troubled, and troubles nothing any more. */
  heal: () => void;
  close: () => Promise<void>;
}

const LATE = 250;
/** Addresses of this machine that connections seem to come from, so that limits for one address are not met. */
const SOURCES = 200;

/** Opens a link to a port of this machine. */
export async function openLink(target: number): Promise<Link> {
  const open = new Set<Connection>();
  let made = 0;
  let refusing = false;

  const server = createServer((outside) => {
    if (refusing) return void outside.destroy();
    const inside = connect({ port: target, host: "127.0.0.1", localAddress: `127.0.1.${1 + (made++ % SOURCES)}` });
    const connection: Connection = { outside, inside, trouble: "none" };
    open.add(connection);
    carry(connection, outside, inside);
    carry(connection, inside, outside);
    const end = () => {
      open.delete(connection);
      outside.destroy();
      inside.destroy();
    };
    for (const socket of [outside, inside]) socket.on("error", end).on("close", end).on("end", end);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const some = (share: number) => [...open].slice(0, Math.max(1, Math.ceil(open.size * share)));
  const cut = (connections: Connection[]) => {
    for (const { outside, inside } of connections) {
      outside.destroy();
      inside.destroy();
    }
    return connections.length;
  };
  return {
    port: (server.address() as AddressInfo).port,
    get size() {
      return open.size;
    },
    trouble(trouble, share) {
      const troubled = some(share);
      for (const connection of troubled) put(connection, trouble);
      return troubled.length;
    },
    cut: (share) => cut(some(share)),
    refuse: (all) => void (refusing = all),
    // What was lost on the way has torn the stream: such a connection can only end.
    heal() {
      refusing = false;
      cut([...open].filter(({ trouble }) => trouble === "swallowing"));
      for (const connection of open) put(connection, "none");
    },
    async close() {
      server.close();
      cut([...open]);
    },
  };
}

function put(connection: Connection, trouble: Trouble): void {
  if (connection.trouble === "swallowing") return;
  connection.trouble = trouble;
  const { outside, inside } = connection;
  if (trouble === "frozen") outside.pause();
  else outside.resume();
  if (trouble === "frozen" || trouble === "slow-reader") inside.pause();
  else inside.resume();
}

function carry(connection: Connection, from: Socket, to: Socket): void {
  // Later pieces never overtake earlier ones, also when the lateness ends in between.
  let due = 0;
  from.on("data", (piece) => {
    if (connection.trouble === "swallowing") return;
    const now = performance.now();
    due = Math.max(due, connection.trouble === "late" ? now + LATE : now);
    if (due <= now) to.write(piece);
    else setTimeout(() => to.write(piece), due - now);
  });
}

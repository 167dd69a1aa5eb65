import { WebSocket } from "ws";

/** The least that speaks Socket.IO over a WebSocket, so that what is measured is the server. */
export interface Client {
  /** Asks and resolves to the answer's value; rejects with what was refused. */
  ask<T>(event: string, input: unknown): Promise<T>;
  /** Hears every push as it came over the wire. */
  onPush: (packet: string) => void;
  /** Hears that the connection ended. */
  onEnd: () => void;
  readonly socket: WebSocket;
  close(): void;
}

export interface ClientOptions {
  namespace?: string;
  auth?: object;
  headers?: Record<string, string>;
  /** Leaves pings without an answer. */
  mute?: boolean;
}

type Settle = (packet: string) => void;

/** Connects. Resolves once the namespace has let it in. */
export async function connect(url: string, options: ClientOptions = {}): Promise<Client> {
  const { namespace = "/", auth = {}, headers = {} } = options;
  const socket = new WebSocket(`${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
    skipUTF8Validation: true,
    headers,
  });
  const prefix = namespace === "/" ? "" : `${namespace},`;
  const waiting = new Map<number, Settle>();
  let next = 0;

  const client: Client = {
    ask<T>(event: string, input: unknown): Promise<T> {
      return new Promise((resolve, reject) => {
        const number = next++;
        waiting.set(number, (packet) => {
          const [reply] = JSON.parse(packet.slice(packet.indexOf("["))) as [{ ok: boolean; value: T; error: object }];
          if (reply.ok) resolve(reply.value);
          else reject(Object.assign(new Error(`${event} was refused: ${JSON.stringify(reply.error)}`), reply.error));
        });
        socket.send(`42${prefix}${number}${JSON.stringify([event, input])}`);
      });
    },
    onPush: () => {},
    onEnd: () => {},
    socket,
    close: () => socket.terminate(),
  };

  await new Promise<void>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("close", () => {
      reject(new Error("The connection ended."));
      client.onEnd();
    });
    socket.on("message", (data: Buffer) => {
      const packet = data.toString("latin1", 0, 2);
      if (packet === "42") client.onPush(data.toString());
      else if (packet === "43") settle(data.toString());
      else if (packet === "40") resolve();
      else if (packet === "44") reject(new Error(data.toString()));
      else if (packet.startsWith("0")) socket.send(`40${prefix}${JSON.stringify(auth)}`);
      else if (packet.startsWith("2") && !options.mute) socket.send("3");
    });
  });
  return client;

  function settle(packet: string): void {
    const start = 2 + prefix.length;
    const number = Number(packet.slice(start, packet.indexOf("[")));
    waiting.get(number)?.(packet);
    waiting.delete(number);
  }
}

/** Does something for each of many, so many at a time. */
export async function each<T, R>(many: readonly T[], atOnce: number, task: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < many.length) {
      const place = next++;
      results[place] = await task(many[place] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, many.length) }, worker));
  return results;
}

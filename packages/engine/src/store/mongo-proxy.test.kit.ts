import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** Passes everything to a server, until it cuts the connection between a request and its answer, or refuses. */
export async function openProxy(uri: string) {
  const [, host = "", port = "27017", path = ""] =
    /^mongodb:\/\/(?:[^@/]*@)?([^:/]+)(?::(\d+))?(\/[^?]*)/.exec(uri) ?? [];
  const open = new Set<Socket>();
  let cutAfter: string | undefined;
  let cuts = 0;
  let holding = false;
  let swallowing = false;
  let counted = "";
  let held = 0;
  let listener: Server;

  function pass(client: Socket): void {
    const target = connect(Number(port), host);
    for (const socket of [client, target]) {
      open.add(socket);
      socket.on("error", () => {}).on("close", () => (client.destroy(), target.destroy(), open.delete(socket)));
    }
    let cut = false;
    client.on("data", (chunk) => {
      if (cutAfter && chunk.includes(cutAfter)) [cut, cutAfter] = [true, undefined];
      if (holding && chunk.includes(counted)) held += 1;
      if (!swallowing) target.write(chunk);
    });
    target.on("data", (chunk) => {
      if (holding) return;
      if (!cut) return client.write(chunk);
      cuts += 1;
      return client.destroy();
    });
  }

  async function listen(at: number): Promise<number> {
    listener = createServer(pass).listen(at, "127.0.0.1");
    await new Promise((resolve) => listener.once("listening", resolve));
    return (listener.address() as AddressInfo).port;
  }

  async function refuse(): Promise<void> {
    [holding, swallowing] = [false, false];
    const closed = new Promise((resolve) => listener.close(resolve));
    for (const socket of open) socket.destroy();
    await closed;
  }

  const here = await listen(0);
  return {
    /** Options can be added with `&`. Of a replica set no member but this one is found. */
    uri: `mongodb://127.0.0.1:${here}${path}?directConnection=true`,
    cutAfter: (text: string) => (cutAfter = text),
    cuts: () => cuts,
    /** Keeps the answers back. */
    hold: (text: string) => ([holding, counted, held] = [true, text, 0]),
    /** Passes nothing on. */
    swallow: (text: string) => ([holding, swallowing, counted, held] = [true, true, text, 0]),
    /** How many requests with that text have come since then. */
    held: () => held,
    /** Ends all connections at once, the oldest first: the one on which the driver looks. */
    cutAll() {
      holding = false;
      for (const socket of open) socket.destroy();
    },
    /** Takes nothing any more from the connections that are open. */
    freeze: () => open.forEach((socket) => socket.pause()),
    refuse,
    accept: () => listen(here),
    close: refuse,
  };
}

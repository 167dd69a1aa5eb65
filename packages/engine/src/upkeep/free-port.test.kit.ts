import { once } from "node:events";
import { createServer } from "node:net";

/**
 * For tests: a port of this machine that nobody listens on now, below those that systems give out by themselves. What is started, ended and
 * started again finds it free, and what is to find nobody there finds nobody, whatever others begin to listen on meanwhile.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 15_000 + Math.floor(15_000 * Math.random());
    const server = createServer().listen(port, "127.0.0.1");
    const free = await once(server, "listening").then(
      () => true,
      () => false,
    );
    if (!free) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}

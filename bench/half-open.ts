/** How long it takes until a link that died without a word is noticed on either side: nothing passes, nothing is closed. */
import { connect as dial, createServer, type AddressInfo, type Socket } from "node:net";
import { connectVisitor } from "./kit/pairs.ts";
import { median, quick, report } from "./kit/figures.ts";
import { startServer } from "./kit/process.ts";

const LINKS = quick ? 1 : 10;

const server = await startServer("parley");
const links = await openLinks(server.url);
const times = await Promise.all(Array.from({ length: LINKS }, () => noticeAfter(links.url)));
await server.stop();
links.close();
const seconds = { byServer: times.map(({ server }) => server), byClient: times.map(({ client }) => client) };
console.table(times);
await report(
  "half-open links: seconds until it is noticed",
  [
    { figure: "by the engine, median", measured: median(seconds.byServer), must: 15, aim: 12, better: "less" },
    { figure: "by the engine, latest", measured: Math.max(...seconds.byServer), must: 15.5, aim: 15, better: "less" },
    { figure: "by the client, median", measured: median(seconds.byClient), must: 15, aim: 12, better: "less" },
  ],
  seconds,
);
process.exit();

/** A proxy that can stop passing anything on while it holds both ends open. */
async function openLinks(url: string) {
  const { hostname, port } = new URL(url);
  const pairs: { inner: Socket; outer: Socket; onClosed: () => void }[] = [];
  const proxy = createServer((outer) => {
    const inner = dial(Number(port), hostname);
    const pair = { inner, outer, onClosed: () => {} };
    pairs.push(pair);
    outer.pipe(inner);
    inner.pipe(outer);
    for (const end of [inner, outer]) end.on("error", () => {});
    inner.on("close", () => pair.onClosed());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    freeze(onClosed: () => void): void {
      const pair = pairs.shift();
      if (!pair) throw new Error("There is no link.");
      const { inner, outer } = pair;
      pair.onClosed = onClosed;
      for (const end of [inner, outer]) end.unpipe();
      // Read on and drop, so that closing is still seen.
      for (const end of [inner, outer]) end.resume();
    },
    close: () => void proxy.close(),
  };
}

/** Freezes a link at a random moment; resolves to the seconds until the engine ended it and until the client would have. */
async function noticeAfter(url: string): Promise<{ server: number; client: number }> {
  const { client } = await connectVisitor(url);
  let heard = performance.now();
  client.socket.on("message", () => (heard = performance.now()));
  await new Promise((resolve) => setTimeout(resolve, Math.random() * (quick ? 1 : 10_000)));
  const frozen = performance.now();
  const noticed = await new Promise<number>((resolve) => links.freeze(() => resolve(performance.now())));
  client.close();
  // A client of Socket.IO gives up when no ping came for the interval and the time-out that the engine told it.
  return { server: (noticed - frozen) / 1000, client: (heard + 15_000 - frozen) / 1000 };
}

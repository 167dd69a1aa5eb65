import { connect, createServer, type Socket } from "node:net";
import { once } from "node:events";
import { onTestFinished, expect, test } from "vitest";
import { agent } from "../support/agent.ts";
import { figure } from "../support/figure.ts";
import { visitor } from "../support/visitor.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startNode } from "./nodes.ts";

/** A link that can stop carrying what the engine sends, as a suspended tab on a slow network does. */
async function stallingLink(target: string) {
  const { port } = new URL(target);
  const links: { inside: Socket; outside: Socket }[] = [];
  const server = createServer((outside) => {
    const inside = connect(Number(port), "127.0.0.1");
    links.push({ inside, outside });
    for (const socket of [inside, outside]) socket.on("error", () => {});
    outside.pipe(inside).pipe(outside);
    inside.on("close", () => outside.destroy());
    outside.on("close", () => inside.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const { inside } of links) inside.destroy();
    server.close();
  });
  const address = server.address();
  const own = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${own}`,
    stall() {
      for (const { inside, outside } of links) {
        inside.unpipe(outside);
        inside.pause();
      }
    },
  };
}

/** A visitor behind such a link, and an agent who writes to him in bursts of fifty long messages. */
async function scene() {
  const folder = await mkdtemp(join(tmpdir(), "slow-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const often = { burst: 10_000, perMinute: 600_000 };
  const node = await startNode({
    store: folder,
    rates: { agentRequest: often, message: often, addressMessage: often, visitorRequest: often },
  });
  const link = await stallingLink(node.url);
  const ann = await visitor(link.url);
  await ann.choose("A person", "human");
  await ann.sees("queued");
  const { id: conversationId } = ann.welcome.conversation;
  const amy = await agent(node, "Amy");
  await amy.claim(conversationId);
  const text = "界".repeat(3_900);
  const burst = async () => {
    const receipts = await Promise.all(Array.from({ length: 50 }, () => amy.send(conversationId, text)));
    return Math.max(...receipts.map(({ seq }) => seq));
  };
  return { node, link, ann, burst, cutOff: () => figure(node.url, "parley_slow_readers_total") };
}

test("R7: who reads is not cut off, however much it is altogether", async () => {
  const { ann, burst, cutOff } = await scene();
  for (let round = 0; round < 8; round++) {
    const last = await burst();
    await expect.poll(() => ann.events.at(-1)?.seq).toBe(last);
  }
  expect(await cutOff()).toBe(0);
});

test("R7: a reader that does not keep up is cut off before its queue grows, and misses nothing when it is back", async () => {
  const { node, link, ann, burst, cutOff } = await scene();
  const seen = Math.max(...ann.events.map(({ seq }) => seq));
  link.stall();
  const before = process.memoryUsage().rss;
  // What the operating systems buffer between the two comes before what the engine has to keep.
  let last = 0;
  while ((await cutOff()) === 0 && last < 10_000) last = await burst();
  expect(await cutOff()).toBe(1);
  await expect.poll(() => figure(node.url, "parley_visitors_connected")).toBe(0);
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);

  const again = await visitor(node.url, { token: ann.welcome.token, after: seen });
  const found = [...again.welcome.page.events];
  for (let end = found.at(-1); end && end.seq < last; end = found.at(-1)) {
    found.push(...(await again.ask<typeof again.welcome.page>("sync", { after: end.seq })).events);
  }
  expect(found.map(({ seq }) => seq)).toEqual(Array.from({ length: last - seen }, (_, index) => seen + index + 1));
});

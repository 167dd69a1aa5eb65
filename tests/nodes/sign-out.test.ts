import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { agent, agentSocket, owner } from "../support/agent.ts";
import { visitor } from "../support/visitor.ts";
import { findShared, readiness, startNode, startThree } from "./nodes.ts";

const shared = await findShared();
afterAll(async () => {
  await shared?.redis.kill();
  await shared?.mongo.stop();
});

test.runIf(shared)("[V6] who signs out on one node is signed out on all of them at once", async () => {
  const [first, second, third] = await startThree(shared as NonNullable<typeof shared>);
  const mine = await owner(first);
  const consoles = [await agentSocket(second.url, mine), await agentSocket(third.url, mine)];
  // A look at each session finds it ended as well, but only after two seconds.
  const gone = consoles.map(({ socket }) => new Promise((resolve) => socket.once("disconnect", resolve)));
  await mine.call("DELETE", "/session");
  await Promise.all(gone);
  for (const { socket } of consoles) expect(socket.connected).toBe(false);
});

test.runIf(shared)("nodes with a SECRET hear each other over Redis, and nobody who has not got it", async () => {
  const { mongo, redis } = shared as NonNullable<typeof shared>;
  const given = { store: mongo.another(), redisUrl: redis.url, secret: "the nodes' secret, which is long enough" };
  const [first, second] = [await startNode(given), await startNode(given)];
  for (const { url } of [first, second]) await readiness(url, "ready");
  const amy = await agent(second, "Amy");
  const ann = await visitor(first.url);
  const heard: string[] = [];
  const listener = spawn("redis-cli", ["-u", redis.url, "--no-auth-warning", "psubscribe", "*"]);
  onTestFinished(() => void listener.kill());
  listener.stdout.on("data", (said: Buffer) => heard.push(said.toString("latin1")));
  await once(listener.stdout, "data");
  await ann.send("kanarienvogel");
  await expect.poll(() => amy.items.has(ann.welcome.conversation.id)).toBe(true);
  const forged = { uid: "x", type: 4, opts: { rooms: ["everyone"], except: [] }, close: true };
  spawnSync("redis-cli", ["-u", redis.url, "publish", "parley/0-request#/agent#", JSON.stringify(forged)]);
  await ann.send("still there");
  const seq = () => amy.items.get(ann.welcome.conversation.id)?.conversation.seq ?? 0;
  const before = seq();
  await ann.send("and again");
  await expect.poll(seq).toBeGreaterThan(before);
  expect(amy.socket.connected).toBe(true);
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.join("")).not.toContain("kanarienvogel");
});

test.runIf(shared)("[V6] who signs out on one node while Redis is away is out on the others soon", async () => {
  const [first, second] = await startThree(shared as NonNullable<typeof shared>);
  const mine = await owner(first);
  const near = await agentSocket(first.url, mine);
  const far = await agentSocket(second.url, mine);
  await shared?.redis.kill();
  const gone = [near, far].map(({ socket }) => new Promise((resolve) => socket.once("disconnect", resolve)));
  await mine.call("DELETE", "/session");
  await Promise.all(gone);
  await shared?.redis.start();
});

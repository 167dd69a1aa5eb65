import { afterAll, expect, test } from "vitest";
import { agentSocket, owner } from "../support/agent.ts";
import { findShared, startThree } from "./nodes.ts";

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

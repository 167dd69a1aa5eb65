import type { Compared } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { agent } from "../support/agent.ts";
import { visitor } from "../support/visitor.ts";
import { findShared, startThree } from "./nodes.ts";

const shared = await findShared();
afterAll(async () => {
  await shared?.redis.kill();
  await shared?.mongo.stop();
});

test.runIf(shared)("[P6] who is there on one node is there for consoles and the queue of the others", async () => {
  const [first, second, third] = await startThree(shared as NonNullable<typeof shared>);
  const amy = await agent(second, "Amy");
  const ann = await visitor(first.url);
  const bea = await visitor(third.url);
  const told: string[] = [];
  amy.socket.on("online", ({ came, left }) => {
    told.push(...came.map((id) => `${id} came`), ...left.map((id) => `${id} left`));
  });
  const [anns, beas] = [ann, bea].map(({ welcome }) => welcome.conversation.id);
  for (const one of [ann, bea]) {
    await one.send("转人工");
    await one.sees("queued");
  }
  await expect.poll(() => told).toEqual(expect.arrayContaining([`${anns} came`, `${beas} came`]));
  await expect.poll(() => bea.places.at(-1)).toMatchObject({ position: 2 });

  // Going on to the next page may lead to another node.
  const next = await visitor(third.url, { token: ann.welcome.token });
  ann.socket.disconnect();
  const online = async () => (await amy.ask<Compared>("heads", { heads: {} })).online;
  expect(new Set(await online())).toEqual(new Set([anns, beas]));
  expect(next.welcome.queue).toMatchObject({ position: 1 });
  next.socket.disconnect();
  await expect.poll(() => told.at(-1)).toBe(`${anns} left`);
  expect(await online()).toEqual([beas]);
  await expect.poll(() => bea.places.at(-1)).toMatchObject({ position: 1 });
});

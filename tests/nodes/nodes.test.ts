import { newId } from "@parley/protocol";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { createNode } from "../chaos/engine-node.ts";
import { agent, agentSocket, member } from "../support/agent.ts";
import { signUntil } from "../support/signs.ts";
import { type RefusedError, visitor } from "../support/visitor.ts";
import { findShared, readiness, startThree } from "./nodes.ts";

const shared = await findShared();
afterAll(async () => {
  await shared?.redis.kill();
  await shared?.mongo.stop();
});

describe.skipIf(!shared)("three nodes on one store", () => {
  const start = () => (shared ? startThree(shared) : Promise.reject(new Error("There is nothing to share.")));

  test("M6: what is written on one node is pushed to those connected to another", async () => {
    const [first, second] = await start();
    const amy = await agent(second, "Amy");
    const ann = await visitor(first.url);
    const { seq } = await ann.send("hello");
    await expect.poll(() => amy.items.has(ann.welcome.conversation.id)).toBe(true);
    await amy.open(ann.welcome.conversation.id);
    await amy.claim(ann.welcome.conversation.id);
    await amy.send(ann.welcome.conversation.id, "Good morning");
    await expect.poll(() => ann.messages().some(({ author }) => author.kind === "agent")).toBe(true);
    const next = await ann.send("and this");
    await expect.poll(() => amy.events.some((event) => event.seq === next.seq)).toBe(true);
    expect(next.seq).toBeGreaterThan(seq);
  });

  test("presence, viewers, agents online and places in the queue are the same on every node", async () => {
    const [first, second, third] = await start();
    const amy = await agent(first, "Amy");
    const bob = await agent(second, "Bob");
    const carl = await agent(third, "Carl");
    const here = async () => (await carl.ask<typeof carl.welcome>("hello", {})).presence;
    await expect
      .poll(async () => (await here()).map((one) => one.agent.name).toSorted())
      .toEqual(["Amy", "Bob", "Carl"]);

    const waiting = await Promise.all([visitor(first.url), visitor(second.url), visitor(third.url)]);
    for (const one of waiting) {
      await one.choose("A person", "human");
      await one.sees("queued");
    }
    for (const [index, one] of waiting.entries()) {
      await expect.poll(() => one.places.at(-1)).toEqual({ position: index + 1, agentsOnline: 3 });
    }
    const conversationId = waiting[0].welcome.conversation.id;
    await amy.open(conversationId);
    await bob.open(conversationId);
    await expect
      .poll(async () => (await carl.open(conversationId)).viewers.map(({ name }) => name).toSorted())
      .toEqual(["Amy", "Bob", "Carl"]);

    await amy.claim(conversationId);
    for (const [index, one] of waiting.slice(1).entries()) {
      await expect.poll(() => one.places.at(-1)?.position).toBe(index + 1);
    }
    await bob.ask("availability", { availability: "away" });
    await expect.poll(() => waiting[2].places.at(-1)?.agentsOnline).toBe(2);
  });

  test("typing on one node is seen on another", async () => {
    const [first, second] = await start();
    const amy = await agent(second, "Amy");
    const ann = await visitor(first.url);
    await ann.send("hello");
    await amy.open(ann.welcome.conversation.id);
    const seen: unknown[] = [];
    amy.socket.on("typing", (typing) => seen.push(typing));
    await signUntil(
      (patience) => expect.poll(() => seen[0], patience).toBeDefined(),
      () => ann.socket.emit("typing", { on: true }),
    );
    expect(seen[0]).toEqual({ conversationId: ann.welcome.conversation.id, on: true });
  });

  test("H3: of sixty claims at once on three nodes one wins, and the others learn who", async () => {
    const nodes = await start();
    const ann = await visitor(nodes[0].url);
    await ann.choose("A person", "human");
    const team = [await agent(nodes[0], "Amy"), await agent(nodes[1], "Bob"), await agent(nodes[2], "Carl")];
    const claims = Array.from({ length: 60 }, async (_, index) => {
      const one = team[index % 3];
      await one?.claim(ann.welcome.conversation.id);
      return one?.welcome.me.id;
    });
    const settled = await Promise.allSettled(claims);
    const winners = new Set(settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])));
    expect(winners.size).toBe(1);
    const [winner] = winners;
    const refused = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as RefusedError] : []));
    expect(refused).toHaveLength(40);
    for (const { data } of refused) {
      expect(data).toMatchObject({ code: "conflict", details: { agent: { id: winner } } });
    }
    const log = await ann.ask<{ events: { type: string }[] }>("sync", { after: 0 });
    expect(log.events.filter(({ type }) => type === "claimed")).toHaveLength(1);
  });

  test("M1: a message sent on two nodes at once is stored once", async () => {
    const [first, second] = await start();
    const ann = await visitor(first.url);
    await ann.send("first");
    const tab = await visitor(second.url, { token: ann.welcome.token });
    for (let round = 0; round < 12; round++) {
      const id = newId();
      const receipts = await Promise.all([ann.send(`same ${round}`, id), tab.send(`same ${round}`, id)]);
      expect(new Set(receipts.map(({ seq }) => seq)).size).toBe(1);
    }
    const { events } = await ann.ask<{ events: { id: string; seq: number }[] }>("sync", { after: 0 });
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  });

  test("without Redis nodes are degraded, not down: messages are stored, and found by asking", async () => {
    const [first, second] = await start();
    const ann = await visitor(first.url);
    await ann.send("hello");
    const amy = await agent(second, "Amy");
    const { id: conversationId } = ann.welcome.conversation;
    await amy.open(conversationId);
    await shared?.redis.kill();
    const { weaknesses } = await readiness(first.url, "degraded");
    expect(weaknesses).toHaveProperty("redis");
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);

    const before = ann.welcome.page.head;
    const { seq } = await ann.send("is anybody there?");
    const { page } = await amy.ask<{ page: { events: { seq: number }[] } }>("open", { conversationId, after: before });
    expect(page.events.map((event) => event.seq)).toContain(seq);
    // A new console is told what this node knows, without waiting for nodes that cannot answer.
    const again = await agentSocket(second.url, amy.api);
    expect(again.welcome.presence.map((one) => one.agent.name)).toEqual(["Amy"]);

    await shared?.redis.start();
    await readiness(first.url, "ready");
    await readiness(second.url, "ready");
    const later = await ann.send("once more");
    await expect.poll(() => amy.events.some((event) => event.seq === later.seq)).toBe(true);
  });

  test("agents whose node was killed are gone for those on the others", async () => {
    const [first] = await start();
    const amy = await agent(first, "Amy");
    const bob = await member(first, "Bob");
    const folder = await mkdtemp(join(tmpdir(), "killed-"));
    const killed = await createNode({
      store: first.store,
      redisUrl: shared?.redis.url,
      log: join(folder, "log"),
      clock: 0,
      commitsToLive: () => 0,
      onCrash: () => {},
    });
    await killed.start();
    onTestFinished(async () => {
      await killed.kill();
      await killed.link.close();
      await rm(folder, { recursive: true });
    });
    const present: string[][] = [];
    amy.socket.on("presence", (presence) => present.push(presence.map((one) => one.agent.name).sort()));
    await agentSocket(killed.url, bob);
    await expect.poll(() => present.at(-1)).toEqual(["Amy", "Bob"]);
    await killed.kill();
    await expect.poll(() => present.at(-1)).toEqual(["Amy"]);
  });

  test("a client that polls is refused by a node that does not know its session", async () => {
    const [first, second] = await start();
    const opened = await fetch(`${first.url}/socket.io/?EIO=4&transport=polling`);
    const { sid } = JSON.parse((await opened.text()).slice(1)) as { sid: string };
    const elsewhere = await fetch(`${second.url}/socket.io/?EIO=4&transport=polling&sid=${sid}`);
    expect(elsewhere.status).toBe(400);
    expect(await elsewhere.json()).toMatchObject({ code: 1 });
  });

  test("a Redis that stops answering is noticed, and nobody waits for it", async () => {
    const [first] = await start();
    const ann = await visitor(first.url);
    shared?.redis.freeze();
    await readiness(first.url, "degraded");
    const receipts = await Promise.all(Array.from({ length: 15 }, (_, index) => ann.send(`message ${index}`)));
    expect(receipts.every(({ duplicate }) => !duplicate)).toBe(true);
    shared?.redis.thaw();
    await readiness(first.url, "ready");
  });
});

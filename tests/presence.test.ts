import { newId, type Presence } from "@parley/protocol";
import { io } from "socket.io-client";
import { rm } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { agent, agentSocket, owner } from "./support/agent.ts";
import { runEngine, type RunningEngine, startEngine } from "./support/engine.ts";
import { signUntil } from "./support/signs.ts";
import { connected, visitor } from "./support/visitor.ts";

type Agent = Awaited<ReturnType<typeof agentSocket>>;

/** What the console shows of the team: what it was told last. */
function watches({ socket, welcome }: Pick<Agent, "socket" | "welcome">) {
  let presence = welcome.presence;
  socket.on("presence", (next) => (presence = next));
  const of = (name: string) => presence.find((one) => one.agent.name === name);
  return {
    of,
    async sees(name: string, expected: Partial<Presence> | undefined) {
      await expect.poll(() => of(name)).toEqual(expected && expect.objectContaining(expected));
    },
  };
}

async function waitsFor(running: RunningEngine) {
  const ann = await visitor(running.url);
  await ann.send("转人工");
  await ann.sees("queued");
  return { ann, conversationId: ann.welcome.conversation.id };
}

test("[P4] what an agent has is right on others' screens after a claim, a transfer, a release and a close", async () => {
  const running = await startEngine();
  const [amy, ben] = [await agent(running, "Amy"), await agent(running, "Ben")];
  const screen = watches(ben);
  const [one, two] = [await waitsFor(running), await waitsFor(running)];
  await amy.claim(one.conversationId);
  await screen.sees("Amy", { conversations: 1 });
  await amy.claim(two.conversationId);
  await screen.sees("Amy", { conversations: 2 });
  await amy.ask("transfer", { conversationId: two.conversationId, id: newId(), agentId: ben.welcome.me.id });
  await screen.sees("Amy", { conversations: 1 });
  await screen.sees("Ben", { conversations: 1 });
  await ben.ask("release", { conversationId: two.conversationId, id: newId(), to: "queue" });
  await screen.sees("Ben", { conversations: 0 });
  await amy.close(one.conversationId);
  await screen.sees("Amy", { conversations: 0 });
});

test("[P3] who is away stays away: after a reconnect, in a second window, and when the engine was started again", async () => {
  const running = await runEngine();
  onTestFinished(() => rm(running.folder, { recursive: true, force: true }));
  const amy = await agent(running, "Amy");
  expect(watches(amy).of("Amy")).toMatchObject({ availability: "available" });
  await amy.ask("availability", { availability: "away" });
  const second = await agentSocket(running.url, amy.api);
  expect(watches(second).of("Amy")).toMatchObject({ availability: "away" });
  amy.socket.disconnect();
  second.socket.disconnect();
  await running.stop();

  const again = await runEngine({ store: running.folder });
  onTestFinished(() => again.stop());
  const back = await agentSocket(again.url, amy.api);
  const screen = watches(back);
  expect(screen.of("Amy")).toMatchObject({ availability: "away" });
  const { ann } = await waitsFor(again);
  await expect.poll(() => ann.places.at(-1)).toEqual({ position: 1, agentsOnline: 0 });
  const other = watches(await agentSocket(again.url, amy.api));
  await back.ask("availability", { availability: "available" });
  await other.sees("Amy", { availability: "available" });
  await expect.poll(() => ann.places.at(-1)).toEqual({ position: 1, agentsOnline: 1 });
});

test("[P3] a console that has not said hello is nobody's presence", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const boss = await owner(running);
  const headers = { cookie: boss.jar.cookie, origin: running.url };
  const auth = { protocol: 1 };
  await connected(
    io(`${running.url}/agent`, {
      auth,
      transports: ["websocket"],
      forceNew: true,
      autoConnect: false,
      extraHeaders: headers,
    }),
  );
  const { presence } = await amy.ask<Agent["welcome"]>("hello", {});
  expect(presence.map(({ agent: { name } }) => name)).toEqual(["Amy"]);
});

test("[H9] what a member has who is disabled is in the queue at once, and the visitor is told", async () => {
  const running = await startEngine();
  const [amy, ben] = [await agent(running, "Amy"), await agent(running, "Ben")];
  const { ann, conversationId } = await waitsFor(running);
  await amy.claim(conversationId);
  await ann.sees("claimed");
  const later = await waitsFor(running);
  const boss = await owner(running);
  await boss.call("PATCH", `/team/${amy.welcome.me.id}`, { disabled: true });
  expect(await ann.sees("released")).toMatchObject({ to: "queue", author: { kind: "system" } });
  await expect.poll(() => ann.places.at(-1)).toMatchObject({ position: 1 });
  await expect.poll(() => later.ann.places.at(-1)).toMatchObject({ position: 2 });
  await ben.lists(conversationId, "queued");
  await ben.claim(conversationId);
  const again = { conversationId, id: newId(), agentId: amy.welcome.me.id };
  await expect(ben.ask("transfer", again)).rejects.toMatchObject({ data: { code: "notFound" } });
});

test("[H10] nobody is handed over to who is not there; who is away only by who supervises", async () => {
  const running = await startEngine();
  const [amy, ben] = [await agent(running, "Amy"), await agent(running, "Ben")];
  const sue = await agent(running, "Sue", "supervisor");
  const { conversationId } = await waitsFor(running);
  await amy.claim(conversationId);
  const hand = (from: Agent, to: string, id = newId()) => from.ask("transfer", { conversationId, id, agentId: to });
  const refused = (availability: string) => ({ data: { code: "conflict", details: { availability } } });

  await ben.ask("availability", { availability: "away" });
  await expect(hand(amy, ben.welcome.me.id)).rejects.toMatchObject(refused("away"));
  const id = newId();
  await hand(sue, ben.welcome.me.id, id);
  ben.socket.disconnect();
  const screen = watches(sue);
  await screen.sees("Ben", undefined);
  // It was done before he left.
  expect(await hand(sue, ben.welcome.me.id, id)).toMatchObject({ duplicate: true });
  await sue.claim(conversationId, ben.welcome.me.id);
  await expect(hand(sue, ben.welcome.me.id)).rejects.toMatchObject(refused("offline"));
});

test("[P1] an agent's signs reach the conversations that the console has open, and nothing else", async () => {
  const running = await startEngine();
  const [amy, ben] = [await agent(running, "Amy"), await agent(running, "Ben")];
  const heard: unknown[] = [];
  ben.socket.on("typing", (typing) => heard.push(typing));
  ben.socket.on("viewers", (viewers) => heard.push(viewers));
  for (const conversationId of ["everyone", `member:${ben.welcome.me.id}`, String(ben.socket.id), newId()]) {
    amy.socket.emit("typing", { conversationId, on: true });
    await amy.ask("leave", { conversationId });
  }
  const { conversationId } = await waitsFor(running);
  const { viewers } = await ben.open(conversationId);
  expect(viewers).toEqual([{ id: ben.welcome.me.id, name: "Ben" }]);
  await amy.open(conversationId);
  await signUntil(
    (patience) => expect.poll(() => heard, patience).toContainEqual({ conversationId, name: "Amy", on: true }),
    () => amy.socket.emit("typing", { conversationId, on: true }),
  );
  const about = heard.map((each) => (each as { conversationId: string }).conversationId);
  expect(new Set(about)).toEqual(new Set([conversationId]));
});

test("[P5] what was read stays read over a reload, on both sides", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const { ann, conversationId } = await waitsFor(running);
  const { page } = await amy.open(conversationId);
  amy.socket.emit("read", { conversationId, seq: page.head });
  ann.socket.emit("read", { seq: page.head });
  const again = () => ann.ask<{ read: unknown }>("hello", { locale: "en" }).then(({ read }) => read);
  await expect.poll(again).toEqual({ visitor: page.head, agents: page.head });
  const told = new Promise((resolve) => ann.socket.once("read", resolve));
  await again();
  expect(await told).toEqual({ seq: page.head });
  expect(await amy.open(conversationId)).toMatchObject({ read: { visitor: page.head } });
});

import { newId, PROTOCOL_VERSION, type Welcome } from "@parley/protocol";
import { io, type Socket } from "socket.io-client";
import { expect, test } from "vitest";
import { agent } from "./support/agent.ts";
import { startEngine } from "./support/engine.ts";
import { ask, connected, visitor } from "./support/visitor.ts";

const connect = (url: string, token?: string, protocol: unknown = PROTOCOL_VERSION): Promise<Socket> =>
  connected(
    io(`${url}/visitor`, {
      auth: { protocol, ...(token && { token }) },
      transports: ["websocket"],
      forceNew: true,
      autoConnect: false,
      reconnection: false,
    }),
  );

test.each(["in the queue", "with an agent", "with the bot"])(
  "who says forget me leaves no ghost: %s",
  async (where) => {
    const running = await startEngine();
    const amy = await agent(running, "Amy");
    const ann = await visitor(running.url);
    const { id: conversationId } = ann.welcome.conversation;
    await ann.ask("identify", { name: "Ann Example", email: "ann@example.com" });
    await ann.send(where === "with the bot" ? "Where is my order?" : "转人工");
    if (where !== "with the bot") await ann.sees("queued");
    if (where === "with an agent") await amy.claim(conversationId);
    await amy.open(conversationId);

    await ann.ask("forget", {});
    const { conversation } = await amy.lists(conversationId, "closed");
    expect(conversation.state).toMatchObject({ by: { kind: "visitor" } });
    await expect.poll(() => amy.items.get(conversationId)?.visitor.profile).toEqual({});
    expect(amy.items.get(conversationId)?.visitor).not.toHaveProperty("page");
    await expect(connect(running.url, ann.welcome.token)).rejects.toMatchObject({ data: { code: "unauthorized" } });
  },
);

test("a connection that was let in before the visitor was forgotten is somebody new at its hello", async () => {
  const { url } = await startEngine();
  const ann = await visitor(url);
  await ann.answerTo(await ann.send("Where is my order?"));
  const early = await connect(url, ann.welcome.token);
  await ann.ask("forget", {});
  const welcome = await ask<Welcome>(early, "hello", { locale: "en" });
  expect(welcome.visitorId).not.toBe(ann.welcome.visitorId);
  expect(welcome.page.events).toEqual([]);
});

test("who has not said hello yet is forgotten by the token", async () => {
  const { url } = await startEngine();
  const ann = await visitor(url);
  const other = await connect(url, ann.welcome.token);
  expect(await ask(other, "forget", {})).toEqual({});
  await expect(connect(url, ann.welcome.token)).rejects.toMatchObject({ data: { code: "unauthorized" } });
});

test("what is sent right behind hello waits for it, and is done in order", async () => {
  const { url } = await startEngine();
  const socket = await connect(url);
  const texts = ["one", "two", "three"];
  const [welcome, ...receipts] = await Promise.all([
    ask<Welcome>(socket, "hello", { locale: "en" }),
    ...texts.map((text) => ask<{ seq: number }>(socket, "send", { id: newId(), content: { type: "text", text } })),
  ]);
  expect(welcome.conversation.seq).toBeGreaterThanOrEqual(0);
  const seqs = receipts.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.toSorted((one, other) => one - other));
  const early = await connect(url);
  await expect(ask(early, "sync", { after: 0 })).rejects.toMatchObject({ data: { code: "invalid" } });
});

test("[V1] a version may be named in digits", async () => {
  const { url } = await startEngine();
  await connect(url, undefined, "1");
  for (const protocol of ["2", "1.0", "one", "", null, [1]]) {
    await expect(connect(url, undefined, protocol), String(protocol)).rejects.toMatchObject({
      data: { code: "version" },
    });
  }
});

test("[R1] a list is no object, also deeper down", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const ann = await visitor(running.url);
  const asked: [Socket, string, unknown][] = [
    [ann.socket, "identify", []],
    [ann.socket, "identify", [{}]],
    [ann.socket, "forget", []],
    [amy.socket, "hello", []],
    [amy.socket, "heads", { heads: [] }],
    [amy.socket, "heads", []],
  ];
  for (const [socket, event, input] of asked) {
    await expect(ask(socket, event, input), event).rejects.toMatchObject({ data: { code: "invalid" } });
  }
  await ann.ask("identify", { attributes: { plan: "gold" } });
});

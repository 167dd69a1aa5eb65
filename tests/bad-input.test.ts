import { newId, type Welcome } from "@parley/protocol";
import { io, type Socket } from "socket.io-client";
import { describe, expect, test } from "vitest";
import { agent } from "./support/agent.ts";
import { type RunningEngine, runEngine, shared, startEngine } from "./support/engine.ts";
import { ask, connected, type RefusedError, visitor } from "./support/visitor.ts";

const raw = (url: string, auth: Record<string, unknown>, namespace = "/visitor", headers = {}): Socket =>
  io(`${url}${namespace}`, {
    auth,
    transports: ["websocket"],
    forceNew: true,
    autoConnect: false,
    reconnection: false,
    extraHeaders: headers,
  });

/** One address makes more visitors here than it may. */
const start = shared(() => runEngine({ rates: { newVisitor: { burst: 200, perMinute: 200 } } }));

/** After whatever was done to it, the engine serves the next visitor. */
async function stillServes({ url }: RunningEngine) {
  const next = await visitor(url);
  expect((await next.answerTo(await next.send("Where is my order?"))).text).toBeTruthy();
}

describe("connecting", () => {
  test.each([[2], [0], ["2"], [undefined], [null]])(
    "[V2] protocol %j is refused with the versions spoken",
    async (protocol) => {
      const { url } = await start();
      await expect(connected(raw(url, { protocol }))).rejects.toMatchObject({
        data: { code: "version", details: { supported: [1] } },
      });
    },
  );

  test("[V5] an unknown token is refused with unauthorized", async () => {
    const { url } = await start();
    await expect(connected(raw(url, { protocol: 1, token: "made up" }))).rejects.toMatchObject({
      data: { code: "unauthorized" },
    });
  });

  test("[V6] a console without a session, or from another site, is refused", async () => {
    const running = await start();
    const amy = await agent(running, "Amy");
    await expect(connected(raw(running.url, { protocol: 1 }, "/agent"))).rejects.toMatchObject({
      data: { code: "unauthorized" },
    });
    const foreign = { cookie: amy.api.jar.cookie, origin: "https://evil.example" };
    await expect(connected(raw(running.url, { protocol: 1 }, "/agent", foreign))).rejects.toMatchObject({
      data: { code: "forbidden" },
    });
  });

  test("[V8] a site that is not allowed cannot show the widget", async () => {
    const { url } = await startEngine({ allowedOrigins: ["https://shop.example"] });
    const from = (origin: string) => connected(raw(url, { protocol: 1 }, "/visitor", { origin }));
    await expect(from("https://evil.example")).rejects.toMatchObject({ data: { code: "forbidden" } });
    await from("https://shop.example");
  });

  test("[V4] the main namespace is closed", async () => {
    const { url } = await start();
    await expect(connected(raw(url, { protocol: 1 }, "/"))).rejects.toMatchObject({ data: { code: "notFound" } });
  });
});

describe("requests", () => {
  test("[V3] unknown events and malformed ones are answered with invalid, and the connection lives on", async () => {
    const running = await start();
    const ann = await visitor(running.url);
    for (const [event, input] of [
      ["nonsense", {}],
      ["send", undefined],
      ["send", "words"],
      ["send", { id: "x", content: { type: "text", text: "short id" } }],
      ["send", { id: newId(), content: { type: "script", text: "x" } }],
      ["send", { id: newId(), content: { type: "text", text: "" } }],
      ["send", { id: newId(), content: { type: "text", text: "   " } }],
      ["send", { id: newId(), content: { type: "text", text: "x".repeat(4001) } }],
      ["sync", { after: -1 }],
      ["sync", { after: Number.MAX_VALUE }],
      ["history", { before: 1, limit: 100_000 }],
      ["rate", { id: newId(), score: 6 }],
      ["__proto__", {}],
    ] as const) {
      await expect(ann.ask(event, input), `${event} ${JSON.stringify(input)?.slice(0, 60)}`).rejects.toMatchObject({
        data: { code: "invalid" },
      });
    }
    expect(ann.socket.connected).toBe(true);
    await stillServes(running);
  });

  test("a request without an acknowledgement, or with something else in its place, harms nobody", async () => {
    const running = await start();
    const ann = await visitor(running.url);
    const socket = ann.socket as Socket;
    socket.emit("send", { id: newId(), content: { type: "text", text: "no ack" } });
    socket.emit("send");
    socket.emit("hello", {}, "not a function");
    socket.emit("typing", "yes");
    await stillServes(running);
    // Whoever asks for an answer gets one, or the engine would count the request as not done for ever.
    for (const [event, ...input] of [["sync"], ["sync", { after: 0 }, { more: 1 }], ["typing", "yes"], ["read"]]) {
      expect(await socket.timeout(60_000).emitWithAck(event as string, ...input)).toMatchObject({
        error: { code: "invalid" },
      });
    }
    expect(await socket.timeout(60_000).emitWithAck("typing", { on: true })).toEqual({ ok: true, value: {} });
    expect((await ann.ask<{ head: number }>("sync", { after: 0 })).head).toBeGreaterThan(0);
  });

  test("[R5] a frame over 64 KiB ends that connection and no other", async () => {
    const running = await start();
    const ann = await visitor(running.url);
    const ended = new Promise((resolve) => ann.socket.once("disconnect", resolve));
    (ann.socket as Socket).emit("send", { id: newId(), content: { type: "text", text: "x".repeat(100_000) } });
    await ended;
    await stillServes(running);
  });

  test("deeply nested JSON is refused", async () => {
    const running = await start();
    const ann = await visitor(running.url);
    let deep: unknown = "x";
    for (let level = 0; level < 500; level += 1) deep = [deep];
    await expect(ann.ask("send", { id: newId(), content: deep })).rejects.toMatchObject({ data: { code: "invalid" } });
    await stillServes(running);
  });

  test.each([
    ["HTML", "<img src=x onerror=alert(1)><script>alert(1)</script>"],
    ["Markdown", "[x](javascript:alert(1)) **bold**"],
    ["an emoji family", "👨‍👩‍👧‍👦 ok? 🇨🇳"],
    ["right-to-left marks", "abc\u202Etxt.exe\u202C"],
    ["control characters", "a\u0001b\u0007c"],
    ["4,000 characters", "退".repeat(4000)],
    ["SQL", "'; DROP TABLE events; --"],
    ["an operator of the store", '{"$gt":""}'],
  ])("[C3] %s is stored and given back as it was written", async (_what, text) => {
    const { url } = await start();
    const ann = await visitor(url);
    const { seq } = await ann.send(text);
    const { events } = await ann.ask<{ events: { seq: number; content?: { text: string } }[] }>("sync", { after: 0 });
    expect(events.find((event) => event.seq === seq)?.content?.text).toBe(text);
  });

  test("[M13] lone surrogates and NUL become U+FFFD and nothing breaks", async () => {
    const running = await start();
    const ann = await visitor(running.url);
    const { seq } = await ann.send("broken \uD83D pair\u0000");
    const { events } = await ann.ask<{ events: { seq: number; content?: { text: string } }[] }>("sync", { after: 0 });
    expect(events.find((event) => event.seq === seq)?.content?.text).toBe("broken \uFFFD pair\uFFFD");
    await stillServes(running);
  });
});

describe("other people's conversations", () => {
  test("[R6] a visitor reaches no conversation but his own, whatever he names", async () => {
    const { url } = await start();
    const ann = await visitor(url);
    await ann.send("my secret question");
    const eve = await visitor(url);
    const theirs = { conversationId: ann.welcome.conversation.id, after: 0 };
    expect(JSON.stringify(await eve.ask("sync", theirs))).not.toContain("secret");
    expect(eve.welcome.conversation.id).not.toBe(ann.welcome.conversation.id);
    expect(eve.events).toEqual([]);
  });

  test("[M4] ids that look like those of the engine's own events stop nobody", async () => {
    const { url } = await start();
    const ann = await visitor(url);
    const id = newId();
    const content = { type: "text", text: "Where is my order?" };
    for (const own of [`${id}-opened-2`, `${id}-reply`]) await ann.ask("send", { id: own, content });
    for (const own of [`${id}:opened:2`, `${id}:reply`]) {
      await expect(ann.ask("send", { id: own, content })).rejects.toMatchObject({ data: { code: "invalid" } });
    }
    await ann.ask("end", { id: newId() });
    await ann.answerTo(await ann.send("Where is my order?", id));
  });

  test("who is forgotten is nobody on this connection either", async () => {
    const { url } = await start();
    const ann = await visitor(url);
    await ann.answerTo(await ann.send("Where is my order?"));
    const tab = await visitor(url, { token: ann.welcome.token });
    const ended = new Promise((resolve) => tab.socket.once("disconnect", resolve));
    tab.socket.io.reconnection(false);
    await ann.ask("forget", {});
    await ended;
    expect(await ann.ask("forget", {})).toEqual({});
    await expect(ann.ask("sync", { after: 0 })).rejects.toMatchObject({ data: { code: "invalid" } });
    const again = await ann.ask<Welcome>("hello", { locale: "en" });
    expect(again.visitorId).not.toBe(ann.welcome.visitorId);
    expect(again.conversation.id).not.toBe(ann.welcome.conversation.id);
  });

  test("a console learns that there is no such conversation, whatever it asks of it", async () => {
    const running = await start();
    const amy = await agent(running, "Amy");
    for (const [event, more] of [
      ["sync", { after: 0 }],
      ["sync", { after: 7 }],
      ["history", { before: 5, limit: 5 }],
      ["open", {}],
    ] as const) {
      const asked = amy.ask(event, { conversationId: newId(), ...more });
      await expect(asked, event).rejects.toMatchObject({ data: { code: "notFound" } });
    }
  });

  test("a visitor's token opens no console", async () => {
    const { url } = await start();
    const ann = await visitor(url);
    const headers = { cookie: `parley=${ann.welcome.token}`, origin: url };
    await expect(connected(raw(url, { protocol: 1 }, "/agent", headers))).rejects.toMatchObject({
      data: { code: "unauthorized" },
    });
  });

  test("an error says nothing of the inside", async () => {
    const running = await start();
    const amy = await agent(running, "Amy");
    const refused = await ask(amy.socket as unknown as Socket, "open", { conversationId: "../../etc" }).catch(
      (error: RefusedError) => error,
    );
    expect(JSON.stringify((refused as RefusedError).data)).toBe(
      '{"code":"notFound","message":"There is no such conversation."}',
    );
  });
});

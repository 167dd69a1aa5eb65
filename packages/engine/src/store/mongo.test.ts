import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { findMongo } from "./mongo-server.ts";
import { openStore } from "./open.ts";
import { storeContract } from "./store.contract.ts";

const server = await findMongo();
afterAll(() => server?.stop());

if (server) {
  storeContract("MongoDB", async () => {
    const uri = server.another();
    return () => openStore(uri);
  });

  describe("a failing way to MongoDB", () => {
    let proxy: Awaited<ReturnType<typeof openProxy>>;
    afterEach(() => proxy.close());

    test("an insert whose answer was lost is repeated, and is not taken for a duplicate", async () => {
      const uri = server.another();
      proxy = await openProxy(uri);
      const store = await openStore(`${proxy.uri}?serverSelectionTimeoutMS=2000`);
      const notes = store.collection<{ _id: string; text: string }>("notes");
      await notes.insert({ _id: "1", text: "before" });

      proxy.cutAfter("lost-answer");
      expect(await notes.insert({ _id: "2", text: "lost-answer" })).toBe(true);
      expect(proxy.cuts()).toBe(1);
      expect(await notes.insert({ _id: "2", text: "lost-answer" })).toBe(false);
      expect(await notes.count({})).toBe(2);
      await store.close();
    });

    test("many inserts whose answer was lost are repeated, and only those that were there before are refused", async () => {
      const uri = server.another();
      proxy = await openProxy(uri);
      const store = await openStore(`${proxy.uri}?serverSelectionTimeoutMS=2000&retryWrites=false`);
      const notes = store.collection<{ _id: string; text: string }>("notes");
      await notes.insert({ _id: "1", text: "before" });

      proxy.cutAfter("lost-answer");
      const many = ["1", "2", "3"].map((_id) => ({ _id, text: "lost-answer" }));
      expect(await notes.insertMany(many)).toEqual([{ _id: "1", text: "lost-answer" }]);
      expect(proxy.cuts()).toBe(1);
      expect(await notes.count({ text: "lost-answer" })).toBe(2);
      await store.close();
    });

    test("while the server is away operations are unavailable, and afterwards they work", async () => {
      const uri = server.another();
      proxy = await openProxy(uri);
      const store = await openStore(`${proxy.uri}?serverSelectionTimeoutMS=300`);
      const notes = store.collection<{ _id: string }>("notes");
      await notes.insert({ _id: "1" });

      await proxy.refuse();
      await expect(store.ping()).rejects.toMatchObject({ code: "unavailable" });
      // Visitors may read the sentence: it does not say where the server is.
      const unavailable = { code: "unavailable", message: "The store cannot be reached." };
      await expect(notes.insert({ _id: "2" })).rejects.toMatchObject(unavailable);
      await proxy.accept();
      await expect.poll(() => notes.insert({ _id: "3" }).catch(() => false), { timeout: 20_000 }).toBe(true);
      await store.close();
    });

    test("the server is found again although the driver looked for it in the moment in which all connections broke", async () => {
      proxy = await openProxy(server.another());
      const looks =
        "connectTimeoutMS=300&heartbeatFrequencyMS=2000&minHeartbeatFrequencyMS=1&serverSelectionTimeoutMS=500";
      const store = await openStore(`${proxy.uri}?${looks}`);
      const notes = store.collection<{ _id: string }>("notes");
      await notes.insert({ _id: "1" });

      proxy.hold();
      const held = notes.findOne({}).catch(() => undefined);
      await expect.poll(() => proxy.held()).toBe(1);
      proxy.cutAll();
      await held;
      await expect.poll(() => notes.count({}).catch(() => 0), { timeout: 10_000 }).toBe(1);
      await store.close();
    });

    test("a write that a server has stopped taking is given up and repeated, and done once", async () => {
      proxy = await openProxy(server.another());
      const store = await openStore(`${proxy.uri}?socketTimeoutMS=500&heartbeatFrequencyMS=500&connectTimeoutMS=300`);
      const notes = store.collection<{ _id: string; text: string }>("notes");
      await notes.insert({ _id: "before", text: "" });

      proxy.freeze();
      const text = "more than any socket takes".repeat(40_000);
      const large = Array.from({ length: 12 }, (_, at) => ({ _id: String(at), text }));
      expect(await notes.insertMany(large)).toEqual([]);
      expect(await notes.count({ text })).toBe(12);
      await store.close();
    });
  });
}

describe("MongoDB as the store", () => {
  test("a server that does not answer is unavailable, and the sentence does not tell the password", async () => {
    const opening = openStore("mongodb://ada:secret@127.0.0.1:1/parley?serverSelectionTimeoutMS=300");
    await expect(opening).rejects.toMatchObject({ code: "unavailable" });
    await expect(opening).rejects.toThrow(/127\.0\.0\.1:1 cannot be reached/);
    await expect(opening).rejects.not.toThrow(/secret/);
  });

  test("an address that is none is unavailable", async () => {
    await expect(openStore("mongodb://")).rejects.toMatchObject({ code: "unavailable" });
  });
});

/** Passes everything to a server, until it cuts the connection between a request and its answer, or refuses. */
async function openProxy(uri: string) {
  const [, host = "", port = "27017", path = ""] =
    /^mongodb:\/\/(?:[^@/]*@)?([^:/]+)(?::(\d+))?(\/[^?]*)/.exec(uri) ?? [];
  const open = new Set<Socket>();
  let cutAfter: string | undefined;
  let cuts = 0;
  let holding = false;
  let held = 0;
  let listener: Server;

  function pass(client: Socket): void {
    const target = connect(Number(port), host);
    for (const socket of [client, target]) {
      open.add(socket);
      socket.on("error", () => {}).on("close", () => (client.destroy(), target.destroy(), open.delete(socket)));
    }
    let cut = false;
    client.on("data", (chunk) => {
      if (cutAfter && chunk.includes(cutAfter)) [cut, cutAfter] = [true, undefined];
      if (holding) held += 1;
      target.write(chunk);
    });
    target.on("data", (chunk) => {
      if (holding) return;
      if (!cut) return client.write(chunk);
      cuts += 1;
      return client.destroy();
    });
  }

  async function listen(at: number): Promise<number> {
    listener = createServer(pass).listen(at, "127.0.0.1");
    await new Promise((resolve) => listener.once("listening", resolve));
    return (listener.address() as AddressInfo).port;
  }

  async function refuse(): Promise<void> {
    const closed = new Promise((resolve) => listener.close(resolve));
    for (const socket of open) socket.destroy();
    await closed;
  }

  const here = await listen(0);
  return {
    uri: `mongodb://127.0.0.1:${here}${path}`,
    cutAfter: (text: string) => (cutAfter = text),
    cuts: () => cuts,
    /** Keeps the answers back. */
    hold: () => ([holding, held] = [true, 0]),
    /** How many requests wait for an answer that is held. */
    held: () => held,
    /** Ends all connections at once, the oldest first: the one on which the driver looks. */
    cutAll() {
      holding = false;
      for (const socket of open) socket.destroy();
    },
    /** Takes nothing any more from the connections that are open. */
    freeze: () => open.forEach((socket) => socket.pause()),
    refuse,
    accept: () => listen(here),
    close: refuse,
  };
}

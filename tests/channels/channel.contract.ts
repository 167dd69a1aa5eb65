import { type ConversationEvent, newId } from "@parley/protocol";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { agent } from "../support/agent.ts";
import type { RunningEngine } from "../support/engine.ts";

/** Somebody on a channel. */
export interface Person {
  /** Writes a message; with the same id it is the same message, handed over again. */
  writes(text: string, id?: string): Promise<void>;
  /** What they see that the bot or agents said, in order. */
  sees(): string[];
  /** Their conversation. */
  conversationId(): Promise<string>;
  /** Where the channel has files: sends one, perhaps with words; with the same id it is the same message, handed over again. */
  sendsFile?(file: { name: string; text?: string }, bytes: Platforms, id?: string): Promise<void>;
  /** The files that they were sent, in order. */
  files?(): { name: string; bytes: Buffer }[];
}

/** What the platform answers who fetches a file: its bytes, that it cannot say now, nothing for a long time, or that it is gone. */
export type Platforms = Buffer | "away" | "slow" | "gone";

/** A channel with people on it. */
export interface World {
  readonly running: RunningEngine;
  person(name: string): Promise<Person>;
  /** Ends the engine, and starts another one on the same store and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);

/** What every channel must do, the web's too. Each channel's own test runs this. */
export function channelContract(name: string, open: () => Promise<World>, { files = false } = {}): void {
  describe(`the channel contract on ${name}`, () => {
    let world: World;
    beforeAll(async () => void (world = await open()));
    afterAll(() => world.close());
    const dialogNow = () => world.running.engine.services.dialog;

    async function words(person: Person, by: string): Promise<string[]> {
      const { events } = await dialogNow().read({ conversationId: await person.conversationId(), after: 0 });
      return events.flatMap((event) =>
        event.type === "message" && event.author.kind === by ? [event.content.text] : [],
      );
    }
    async function queued(person: Person): Promise<string> {
      await person.writes("I want to talk to a person");
      const conversationId = await person.conversationId();
      const status = async () => (await dialogNow().get({ conversationId })).conversation.state.status;
      await poll(status).toBe("queued");
      return conversationId;
    }

    test("what is written is stored once however often it comes, and the answer is seen once", async () => {
      const ann = await world.person("ann");
      const id = newId();
      await Promise.all([ann.writes("Where is my order?", id), ann.writes("Where is my order?", id)]);
      await poll(ann.sees).toHaveLength(1);
      await ann.writes("Where is my order?", id);
      expect(await words(ann, "visitor")).toEqual(["Where is my order?"]);
      expect(await words(ann, "bot")).toHaveLength(1);
      expect(ann.sees()).toHaveLength(1);
    });

    test("two people have two conversations, each in their language, and see nothing of each other", async () => {
      const [bob, mei] = [await world.person("bob"), await world.person("mei")];
      await bob.writes("Where is my order?");
      await mei.writes("我要退货");
      await poll(() => mei.sees().join("")).toMatch(/退/);
      await poll(bob.sees).toHaveLength(1);
      expect(bob.sees().join("")).not.toMatch(/\p{Script=Han}/u);
      expect(await bob.conversationId()).not.toBe(await mei.conversationId());
    });

    test("an agent's words come in their order, and each once though they are sent again (M11)", async () => {
      const cleo = await world.person("cleo");
      const conversationId = await queued(cleo);
      const vera = await agent(world.running, "Vera");
      await vera.claim(conversationId);
      const ids = Array.from({ length: 12 }, () => newId());
      const say = (index: number) =>
        vera.ask("send", { conversationId, id: ids[index], content: { type: "text", text: `number ${index}` } });
      for (const index of ids.keys()) await say(index);
      await say(3);
      await say(11);
      const all = [...ids.keys()].map((index) => `number ${index}`);
      await poll(() => cleo.sees().filter((text) => text.startsWith("number"))).toEqual(all);
    });

    test("what was stored by a node that died before anybody saw it is seen, once", async () => {
      const dan = await world.person("dan");
      const conversationId = await queued(dan);
      const vera = { id: "vera", name: "Vera" };
      const apply = (command: Parameters<ReturnType<typeof dialogNow>["apply"]>[0]["command"]) =>
        dialogNow().apply({ conversationId, id: newId(), command });
      await apply({ do: "claim", agent: vera });
      // The log has it; the node that wrote it tells nobody.
      await apply({ do: "say", author: { kind: "agent", ...vera }, content: { type: "text", text: "Here I am" } });
      await world.restart();
      await poll(() => dan.sees().filter((text) => text === "Here I am")).toHaveLength(1);
    });

    test("who writes again after a restart goes on in the same conversation", async () => {
      const eve = await world.person("eve");
      await eve.writes("Where is my order?");
      await poll(eve.sees).toHaveLength(1);
      const before = await eve.conversationId();
      await world.restart();
      await eve.writes("How do I return an item?");
      await poll(() => eve.sees().length).toBe(2);
      expect(await eve.conversationId()).toBe(before);
    });

    const testFiles = test.skipIf(!files);
    /** What a person sent, as agents see it: words, or the bytes of a file. */
    async function sent(person: Person): Promise<(string | Buffer)[]> {
      const conversationId = await person.conversationId();
      const { events } = await dialogNow().read({ conversationId, after: 0 });
      const said = events.filter((event) => event.type === "message" && event.author.kind === "visitor");
      return await Promise.all(
        said.map(async (event) => {
          if (event.type !== "message" || event.content.type !== "file") return textOf(event);
          const { file } = event.content;
          const key = `${conversationId}/${file.id}/original`;
          const stored = await world.running.engine.services.blobs.read(key);
          return stored ? await buffer(stored.stream) : `${file.name} has no bytes`;
        }),
      );
    }
    const papers = Buffer.from("Dear all, this is a whole letter.");

    testFiles("a file is there once however often it is handed over, and words do not wait for it", async () => {
      const fay = await world.person("fay");
      await fay.sendsFile?.({ name: "slow.txt" }, "slow");
      const id = newId();
      const send = () => fay.sendsFile?.({ name: "letter.txt", text: "Here it is" }, papers, id);
      await Promise.all([send(), send()]);
      await send();
      await fay.writes("Did you get it?");
      await poll(() => sent(fay)).toEqual(["Here it is", "Did you get it?"]);
    });

    testFiles("what is with the platform while a node ends is fetched by the next one, once", async () => {
      const gus = await world.person("gus");
      const id = newId();
      await gus.sendsFile?.({ name: "letter.txt" }, "away", id);
      await world.restart();
      await gus.sendsFile?.({ name: "letter.txt" }, papers, id);
      await poll(() => sent(gus)).toEqual([papers]);
      await gus.sendsFile?.({ name: "letter.txt" }, papers, id);
      expect(await sent(gus)).toEqual([papers]);
    });

    testFiles("what cannot be had, or taken, is said in words, in the language of the conversation", async () => {
      const [ina, mo] = [await world.person("ina"), await world.person("mo")];
      await ina.sendsFile?.({ name: "gone.txt" }, "gone");
      await ina.sendsFile?.({ name: "tool.exe" }, Buffer.from("MZ\u0000\u0001".repeat(100), "latin1"));
      await mo.writes("我要退货");
      await mo.sendsFile?.({ name: "照片.jpg" }, "gone");
      await poll(async () => (await sent(ina)).map(String).toSorted()).toEqual([
        "📎 gone.txt: The file could not be fetched.",
        "📎 tool.exe: A file of this type cannot be sent.",
      ]);
      await poll(() => sent(mo)).toEqual(["我要退货", "📎 照片.jpg：文件未能从对方平台取到。"]);
    });

    testFiles("a file of an agent's comes whole, in its place among words, and once", async () => {
      const kim = await world.person("kim");
      const conversationId = await queued(kim);
      const vera = await agent(world.running, "Wendy");
      await vera.claim(conversationId);
      const { dialog, blobs } = world.running.engine.services;
      const file = { id: newId() };
      const by = { kind: "agent", id: vera.welcome.me.id } as const;
      await dialog.beginFile({ id: file.id, conversationId, by, name: "form.pdf", length: papers.length });
      await blobs.put(`${conversationId}/${file.id}/original`, papers, papers.length);
      const found = { name: "form.pdf", kind: "document", type: "application/pdf", bytes: papers.length } as const;
      await dialog.endFile({ id: file.id, verdict: { state: "ready", ...found } });
      await vera.send(conversationId, "one");
      await vera.ask("send", { conversationId, id: newId(), content: { type: "file", text: "form.pdf", file } });
      await vera.send(conversationId, "two");
      await poll(() => kim.sees().slice(-3)).toEqual(["one", "form.pdf", "two"]);
      expect(kim.files?.()).toEqual([{ name: "form.pdf", bytes: papers }]);
    });
  });
}

const textOf = (event: ConversationEvent) => (event.type === "message" ? event.content.text : "");

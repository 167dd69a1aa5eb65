import { newId } from "@parley/protocol";
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
}

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
export function channelContract(name: string, open: () => Promise<World>): void {
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
  });
}

import { newId } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import type { Nlu } from "../nlu/contract.ts";
import { ann, kinds, neighbour, picks, textOf, useDialog, visitorSays } from "./fixture.ts";

const world = useDialog();

describe("[H4] while the visitor waits", () => {
  async function waiting(): Promise<string> {
    const conversationId = await world.begin();
    await world.say(conversationId, picks("Talk to a person", "human"), 0);
    return conversationId;
  }

  test("the bot answers what it is sure of and nothing else; the place is kept and lists show the visitor's words", async () => {
    const conversationId = await waiting();
    const before = await world.stateOf(conversationId);
    expect(kinds(await world.say(conversationId, "refund", 0))).toEqual(["answer"]);
    expect(kinds(await world.say(conversationId, "hm", 0))).toEqual([]);
    expect(kinds(await world.say(conversationId, "talk to a human", 0))).toEqual(["acknowledge"]);
    expect(kinds(await world.say(conversationId, "thanks", 0))).toEqual(["acknowledge"]);
    expect(await world.stateOf(conversationId)).toEqual(before);
    expect(await world.dialog.get({ conversationId })).toMatchObject({ preview: { text: "thanks", by: "visitor" } });
  });

  test("it answers nothing where that is switched off, but may be told to stop waiting", async () => {
    world.dialog = world.node(undefined, undefined, undefined, { first: { bot: { whileWaiting: false } } });
    const conversationId = await waiting();
    expect(kinds(await world.say(conversationId, "refund", 0))).toEqual([]);
    expect(kinds(await world.say(conversationId, "stop waiting", 0))).toEqual(["released", "acknowledge"]);
  });

  test.each(["stop waiting", "不等了", "never mind"])("[H11] “%s” takes them out of the queue", async (text) => {
    const conversationId = await waiting();
    const [released, words] = await world.say(conversationId, text);
    expect(released).toMatchObject({ type: "released", to: "bot", author: { kind: "visitor" } });
    expect(words).toMatchObject({ author: { kind: "bot" } });
    expect(await world.dialog.queue({})).toEqual([]);
    expect(kinds(await world.say(conversationId, "refund"))).toEqual(["answer"]);
  });

  test("[H11] the request to stop waiting does the same, once, and nothing where nobody waits", async () => {
    const conversationId = await waiting();
    await world.apply(conversationId, { do: "stopWaiting" }, "stop-waiting");
    expect(await world.apply(conversationId, { do: "stopWaiting" }, "stop-waiting")).toMatchObject({ duplicate: true });
    await world.apply(conversationId, { do: "stopWaiting" });
    expect(kinds(await world.logOf(conversationId)).filter((kind) => kind === "released")).toHaveLength(1);
    await world.apply(conversationId, { do: "claim", agent: ann });
    await world.apply(conversationId, { do: "stopWaiting" });
    expect(await world.stateOf(conversationId)).toMatchObject({ status: "agent" });
  });

  test("a reply begun before an agent's claim is not said", async () => {
    let think = () => {};
    const thought = new Promise<void>((resolve) => (think = resolve));
    const thinking = world.node({
      ...neighbour(),
      understand: async (asked) => (await thought, neighbour().understand(asked)),
    });
    const conversationId = await waiting();
    const messageId = newId();
    await world.apply(conversationId, visitorSays("refund"), messageId);
    const turn = thinking.respond({ conversationId, messageId });
    await world.apply(conversationId, { do: "claim", agent: ann });
    think();
    expect((await turn).events).toEqual([]);
    expect(kinds(await world.logOf(conversationId)).at(-1)).toBe("claimed");
  });

  test("what was said to an agent who put it back in the queue is not answered by the bot", async () => {
    const conversationId = await waiting();
    await world.apply(conversationId, { do: "claim", agent: ann });
    const messageId = newId();
    await world.apply(conversationId, visitorSays("refund"), messageId);
    await world.apply(conversationId, { do: "release", agent: ann, to: "queue" });
    expect((await world.dialog.respond({ conversationId, messageId })).events).toEqual([]);
  });

  test("[H12] an e-mail address or a number is noted", async () => {
    const nlu: Nlu = {
      ...neighbour(),
      understand: async ({ text }) => ({
        ...(await neighbour().understand({ text })),
        entities: [{ type: "email", text, value: "ann@example.com", start: 0 }],
      }),
    };
    const conversationId = await waiting();
    const messageId = newId();
    await world.apply(conversationId, visitorSays("ann@example.com"), messageId);
    const turned = await world.node(nlu).respond({ conversationId, messageId, online: 0 });
    expect(turned.contact).toEqual({ email: "ann@example.com" });
    expect(textOf(turned.events)).toContain("ann@example.com");
  });
});

import type { EngineOptions } from "@parley/engine";
import { newId, type Receipt } from "@parley/protocol";
import { expect, test } from "vitest";
import { agent } from "./support/agent.ts";
import { type RunningEngine, startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

/**
 * Requests that are carried out, whose answer is lost, and that come again when a limit has been reached meanwhile. What such
 * limits refuse is new; what was carried out before gets its first answer.
 */
const barely = (burst: number) => ({ burst, perMinute: 0.001 });
const question = "Where is my order?";
const words = (text: string) => ({ content: { type: "text", text } });
const person = { content: { type: "choice", text: "A person", value: "human" } };

type Ann = Awaited<ReturnType<typeof visitor>>;

/** What refuses, how it is set, and what brings a visitor to it. */
const LIMITS: Record<string, [rates: Required<EngineOptions>["rates"], until: (ann: Ann) => Promise<void>]> = {
  "messages of a visitor": [{ message: barely(2) }, async (ann) => void (await ann.send("hello"))],
  "messages of an address": [{ addressMessage: barely(2) }, async (ann) => void (await ann.send("hello"))],
  "hand-overs of an address": [
    { handOver: barely(1) },
    async (ann) => {
      await ann.ask("send", { id: newId(), ...person });
      await ann.sees("queued");
      await ann.ask("end", { id: newId() });
      await ann.sees("closed");
    },
  ],
};

test.each(Object.entries(LIMITS))(
  "[R3] a message that comes again is not refused by a limit: %s",
  async (_what, [rates, until]) => {
    const { url } = await startEngine({ rates });
    const ann = await visitor(url);
    const first = { id: newId(), ...words(question) };
    const receipt = await ann.ask<Receipt>("send", first);
    await ann.answerTo(receipt);
    await until(ann);
    const fresh = { id: newId(), ...words(question) };
    await expect(ann.ask("send", fresh)).rejects.toMatchObject({
      data: { code: "tooMany", retryAfter: expect.any(Number) as number },
    });
    const { head } = await ann.ask<{ head: number }>("sync", { after: 0 });
    expect(await ann.ask("send", first)).toEqual({ ...receipt, duplicate: true });
    await expect(ann.ask("send", { ...first, ...words("other words") })).rejects.toMatchObject({
      data: { code: "conflict" },
    });
    expect(await ann.ask("sync", { after: 0 })).toMatchObject({ head });
  },
);

type Amy = Awaited<ReturnType<typeof agent>>;
interface Stage {
  running: RunningEngine;
  amy: Amy;
  conversationId: string;
}

async function waiting({ url }: RunningEngine): Promise<string> {
  const ann = await visitor(url);
  await ann.ask("send", { id: newId(), ...person });
  await ann.sees("queued");
  return ann.welcome.conversation.id;
}

/** What an agent asks, and what stands in its way when it comes again. */
const IN_THE_WAY: Record<
  string,
  (stage: Stage) => Promise<[event: string, input: object, meanwhile: () => Promise<unknown>]>
> = {
  "a claim, and one has as many as one may": async ({ running, amy, conversationId }) => [
    "claim",
    {},
    async () => {
      await amy.close(conversationId);
      await amy.claim(await waiting(running));
    },
  ],
  "a transfer, and who has it now went away": async ({ running, amy, conversationId }) => {
    const bob = await agent(running, "Bob");
    await amy.claim(conversationId);
    return [
      "transfer",
      { agentId: bob.welcome.me.id },
      async () => void (await bob.ask("availability", { availability: "away" })),
    ];
  },
  "a transfer, and who has it now is full and gone": async ({ running, amy, conversationId }) => {
    const bob = await agent(running, "Bob");
    await amy.claim(conversationId);
    return [
      "transfer",
      { agentId: bob.welcome.me.id },
      async () => {
        await bob.close(conversationId);
        await bob.claim(await waiting(running));
        bob.socket.disconnect();
      },
    ];
  },
  "a message, and a colleague has the conversation": async ({ running, amy, conversationId }) => {
    const bob = await agent(running, "Bob");
    await amy.claim(conversationId);
    return [
      "send",
      words("Good morning"),
      () => amy.ask("transfer", { conversationId, id: newId(), agentId: bob.welcome.me.id }),
    ];
  },
};

test.each(Object.entries(IN_THE_WAY))("[R3] what an agent asks again changes nothing: %s", async (_what, prepare) => {
  const running = await startEngine({ capacity: 1 });
  const amy = await agent(running, "Amy");
  const conversationId = await waiting(running);
  const [event, input, meanwhile] = await prepare({ running, amy, conversationId });
  const asked = { conversationId, id: newId(), ...input };
  const receipt = await amy.ask<Receipt>(event, asked);
  expect(receipt.duplicate).toBe(false);
  await meanwhile();
  await expect(amy.ask(event, { ...asked, id: newId(), conversationId: await waiting(running) })).rejects.toThrow();
  const { page } = await amy.open(conversationId);
  expect(await amy.ask(event, asked)).toEqual({ ...receipt, duplicate: true });
  expect((await amy.open(conversationId)).page.head).toBe(page.head);
});

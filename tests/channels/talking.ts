import { expect } from "vitest";
import { agent } from "../support/agent.ts";
import type { OpenAccount } from "./account.ts";
import type { Person } from "./channel.contract.ts";

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);
let agents = 0;

/** Somebody of a channel whom an agent talks with, and what becomes of the agent's messages. */
export async function talking({ running }: Pick<OpenAccount, "running">, person: Person) {
  const { dialog } = running.engine.services;
  await person.writes("I want to talk to a person");
  const conversationId = await person.conversationId();
  await poll(async () => (await dialog.get({ conversationId })).conversation.state.status).toBe("queued");
  await poll(() => person.sees().length).toBe(1);
  const before = (await dialog.deliveries({ conversationId })).length;
  const vera = await agent(running, `Vera${(agents += 1)}`);
  await vera.claim(conversationId);
  await vera.open(conversationId);
  const deliveries = async () => (await dialog.deliveries({ conversationId })).slice(before);
  return {
    vera,
    conversationId,
    deliveries,
    states: async () => (await deliveries()).map(({ state }) => state),
    sees: () => person.sees().slice(1),
  };
}

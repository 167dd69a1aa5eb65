import { type ConversationEvent, newId, type Receipt } from "@parley/protocol";
import { expect, test } from "vitest";
import { agent, owner } from "./support/agent.ts";
import { runEngine, shared } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

type Visitor = Awaited<ReturnType<typeof visitor>>;

const engine = shared(() => runEngine());

async function asking(): Promise<Visitor> {
  const running = await engine();
  const one = await visitor(running.url);
  await one.send("I want to talk to a human");
  await one.sees("queued");
  return one;
}

const idOf = ({ welcome }: Visitor) => welcome.conversation.id;
/** Two visitors who are one contact, and somebody else. */
async function people() {
  const running = await engine();
  const vera = await agent(running, "Vera");
  const [one, other, stranger] = [await asking(), await asking(), await asking()];
  const [into, from] = [one, other].map(({ welcome }) => welcome.conversation.visitorId);
  await (await owner(running)).call("POST", `/contacts/${into}/merge`, { from });
  const merge = (conversationId: string, into: string, id = newId()) =>
    vera.ask<Receipt>("merge", { conversationId, id, into });
  const logOf = async (conversationId: string): Promise<ConversationEvent[]> =>
    (await vera.open(conversationId)).page.events;
  return { one, other, stranger, vera, merge, logOf };
}

test("[W10] one of two conversations of a contact goes on in the other, once however often it is asked, and visitors see no more than an end", async () => {
  const { one, other, vera, merge, logOf } = await people();
  await vera.claim(idOf(one));
  const id = newId();
  await merge(idOf(one), idOf(other), id);
  await merge(idOf(one), idOf(other), id);
  const last = (await logOf(idOf(one))).slice(-2);
  expect(last).toMatchObject([{ type: "closed" }, { type: "merged", into: idOf(other), by: { name: "Vera" } }]);
  expect((await logOf(idOf(other))).filter(({ type }) => type === "joined")).toMatchObject([{ from: idOf(one) }]);
  await expect.poll(() => vera.items.get(idOf(one))?.desk?.merged).toBe(idOf(other));
  await expect.poll(() => one.events.at(-1)?.type).toBe("hidden");
  expect(JSON.stringify([one.events, other.events])).not.toContain("merged");

  // What they write in it later begins anew there, and is not said to go on elsewhere.
  await one.send("Something else");
  await expect.poll(() => vera.items.get(idOf(one))?.conversation.state.status).not.toBe("closed");
  await expect.poll(() => vera.items.get(idOf(one))?.desk?.merged).toBeUndefined();
});

test("[W10] it goes on neither in itself, nor in one that is over, nor with somebody else, and nobody merges what another has", async () => {
  const { one, other, stranger, vera, merge } = await people();
  await expect(merge(idOf(one), idOf(other))).rejects.toThrow("forbidden");
  await vera.claim(idOf(one));
  await expect(merge(idOf(one), idOf(one))).rejects.toThrow("invalid");
  await expect(merge(idOf(one), idOf(stranger))).rejects.toThrow("invalid");
  await vera.claim(idOf(other));
  await vera.close(idOf(other));
  await expect(merge(idOf(one), idOf(other))).rejects.toThrow("conflict");
  await expect(merge(idOf(one), "none")).rejects.toThrow("notFound");
  expect((await vera.open(idOf(one))).item.conversation.state.status).toBe("agent");
});

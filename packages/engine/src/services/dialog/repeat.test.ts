import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Command, Outcome } from "./contract.ts";
import { agentSays, ann, bob, neighbour, useDialog, visitorSays } from "./fixture.ts";
import { assertSame } from "./log.ts";

const world = useDialog();

const carl = { id: "carl", name: "Carl" };
const agent = (who: typeof ann) => ({ kind: "agent" as const, ...who });
const queue: Command = { do: "queue", reason: "asked" };
const claim: Command = { do: "claim", agent: ann };
const end: Command = { do: "close", author: { kind: "visitor" } };
const close: Command = { do: "close", author: agent(ann) };
const note: Command = { do: "note", author: agent(ann), text: "a regular" };
const release = (to: "bot" | "queue", agent = ann): Command => ({ do: "release", agent, to });
const transfer = (to: typeof ann): Command => ({ do: "transfer", agent: ann, to });
const judge: Command = { do: "judge", messageId: "question-1:reply", helpful: true };
const held = [visitorSays("refund"), claim];

/** What is asked, what has to be so before, and whether there was anything to do. */
interface Request {
  ask: Command;
  first: Command[];
  nothingToDo?: true;
}
const REQUESTS: Record<string, Request> = {
  "a visitor's message": { ask: visitorSays("refund"), first: [] },
  "an agent's message": { ask: agentSays(ann, "hello"), first: held },
  "a note": { ask: note, first: [visitorSays("refund")] },
  "a call for a person": { ask: queue, first: [visitorSays("refund")] },
  "a claim from the queue": { ask: claim, first: [visitorSays("refund"), queue] },
  "a claim of what nobody has said anything in": { ask: claim, first: [] },
  "a take-over": { ask: { do: "claim", agent: bob, from: "ann" }, first: held },
  "handing back to the bot": { ask: release("bot"), first: held },
  "handing back to the queue": { ask: release("queue"), first: held },
  "a transfer": { ask: transfer(bob), first: held },
  "a visitor's end": { ask: end, first: [visitorSays("refund")] },
  "an agent's close": { ask: close, first: held },
  "a rating": { ask: { do: "rate", score: 4 }, first: [visitorSays("refund"), end] },
  "a judgement": { ask: judge, first: [visitorSays("refund")] },
  "an end of what has ended": { ask: end, first: [visitorSays("refund"), end], nothingToDo: true },
  "an end of what never began": { ask: end, first: [], nothingToDo: true },
  "a close of what the visitor ended": { ask: close, first: [...held, end], nothingToDo: true },
  "a claim of what one has": { ask: claim, first: held, nothingToDo: true },
  "handing to the queue what waits there": {
    ask: release("queue"),
    first: [...held, queue, release("queue")],
    nothingToDo: true,
  },
  "handing to the bot what it has": { ask: release("bot"), first: [...held, release("bot")], nothingToDo: true },
  "a transfer to oneself": { ask: transfer(ann), first: held, nothingToDo: true },
  "a call for a person who comes already": { ask: queue, first: held, nothingToDo: true },
  "the same judgement again": { ask: judge, first: [visitorSays("refund"), judge], nothingToDo: true },
};

/** What may happen before it is asked again. What is refused by the way does not matter. */
const BETWEEN: Record<string, (Command | "erase")[]> = {
  nothing: [],
  "more words": [visitorSays("refund"), agentSays(ann, "yes?")],
  "the end": [end],
  "the end and a new beginning": [end, visitorSays("refund")],
  "a new beginning with a person": [end, visitorSays("refund"), queue, { do: "claim", agent: carl }],
  "a new beginning and its end": [end, visitorSays("refund"), end],
  "the bot's turn": [release("bot"), release("bot", bob), visitorSays("refund")],
  "the queue": [queue, release("queue"), release("queue", bob)],
  "another agent": [queue, { do: "claim", agent: carl, from: "ann" }, { do: "claim", agent: carl, from: "bob" }],
  "a transfer": [transfer(carl), { do: "transfer", agent: bob, to: carl }],
  "its erasure": [end, "erase"],
  "its erasure and a new beginning": [end, "erase", visitorSays("refund")],
};

const tomorrow = () => Date.now() + 86_400_000;

async function happens(conversationId: string, what: Command | "erase", id = newId()) {
  if (what === "erase") return await world.node(neighbour(), tomorrow).erase({ conversationIds: [conversationId] });
  return await world.apply(conversationId, what, id);
}

test.each(Object.entries(REQUESTS))("[R3] %s that is asked again changes nothing", async (_what, request) => {
  for (const [between, meanwhile] of Object.entries(BETWEEN)) await asksAgain(request, meanwhile, `after ${between}`);
});

async function asksAgain({ ask, first, nothingToDo }: Request, meanwhile: (Command | "erase")[], after: string) {
  const conversationId = await world.begin();
  await comesAbout(conversationId, first);
  const behind = world.node();
  await behind.get({ conversationId });
  const id = newId();
  const before = await world.logOf(conversationId);
  const done = await world.apply(conversationId, ask, id);
  const log = await world.logOf(conversationId);
  expect({ duplicate: done.duplicate, wrote: log.length > before.length }).toEqual({
    duplicate: false,
    wrote: !nothingToDo,
  });
  const { seq } = receiptOf(id, done);

  for (const each of meanwhile) await happens(conversationId, each).catch(() => {});
  // What is behind by a day looks at the log first (see `erasure.test.ts`).
  const other = meanwhile.includes("erase") ? world.node() : behind;
  const standing = await standsAt(conversationId);
  for (const node of [other, world.dialog]) {
    const receipt = receiptOf(id, await node.apply({ conversationId, id, command: ask }));
    expect(receipt, after).toMatchObject({ duplicate: true, seq });
  }
  expect(await standsAt(conversationId), after).toEqual(standing);
}

async function comesAbout(conversationId: string, first: Command[]) {
  for (const [index, command] of first.entries()) {
    await happens(conversationId, command, index === 0 ? "question-1" : newId());
    if (index === 0) await world.dialog.respond({ conversationId, messageId: "question-1" });
  }
}

/** What the asker is told of it. */
function receiptOf(id: string, { events, conversation, answered, duplicate }: Outcome) {
  const { seq } = events.find((event) => event.id === id) ?? answered ?? conversation;
  return { seq, duplicate };
}

const standsAt = async (conversationId: string) => ({
  log: await world.logOf(conversationId),
  conversation: (await world.dialog.get({ conversationId })).conversation,
});

test("[M4] who asks again under a new name is the same agent", async () => {
  const conversationId = await world.begin();
  await world.apply(conversationId, claim);
  const [said, handed] = [newId(), newId()];
  await world.apply(conversationId, agentSays(ann, "hello"), said);
  await world.apply(conversationId, transfer(bob), handed);
  const renamed = { id: "ann", name: "Ann Marie" };
  expect(await world.apply(conversationId, agentSays(renamed, "hello"), said)).toMatchObject({ duplicate: true });
  const again = { do: "transfer", agent: renamed, to: { id: "bob", name: "Robert" } } as const;
  expect(await world.apply(conversationId, again, handed)).toMatchObject({ duplicate: true });
  await expect(world.apply(conversationId, agentSays(bob, "hello"), said)).rejects.toMatchObject({ code: "conflict" });
});

test("[M4] a transfer of a version that did not write who handed it on is the same when it is asked again", () => {
  const before = { id: "1", conversationId: "c", seq: 3, at: 1, type: "claimed", agent: bob } as const;
  expect(() => assertSame(before, { type: "claimed", agent: bob, by: ann })).not.toThrow();
  expect(() => assertSame({ ...before, by: bob }, { type: "claimed", agent: bob, by: ann })).toThrow("already used");
});

test("[R3] what stands in the way by now does not refuse what was carried out before", async () => {
  const [one, two] = [await world.begin(), await world.begin()];
  const [claimed, handed] = [newId(), newId()];
  const most = 1;
  await world.apply(one, { ...claim, most }, claimed);
  await world.apply(one, { ...transfer(bob), most } as Command, handed);
  await world.apply(two, claim);
  await world.apply(one, end);
  await world.apply(two, transfer(bob));
  expect(await world.apply(one, { ...claim, most }, claimed)).toMatchObject({ duplicate: true });
  expect(await world.apply(one, { ...transfer(bob), most } as Command, handed)).toMatchObject({ duplicate: true });
  const refusal = { code: "notFound" as const, message: "There is no such member of the team." };
  const repeated = { conversationId: one, id: handed, command: transfer(bob), refusal };
  expect(await world.dialog.apply(repeated)).toMatchObject({ duplicate: true });
  await expect(world.dialog.apply({ ...repeated, id: newId() })).rejects.toMatchObject({ code: "notFound" });
});

test("[M14] an answer of the bot is judged at most ten times", async () => {
  const conversationId = await world.begin();
  await world.apply(conversationId, visitorSays("refund"), "question-1");
  await world.dialog.respond({ conversationId, messageId: "question-1" });
  const judged = (index: number) => world.apply(conversationId, { ...judge, helpful: index % 2 === 0 });
  for (let index = 0; index < 10; index++) expect(await judged(index)).toMatchObject({ events: [{ type: "judged" }] });
  await expect(judged(10)).rejects.toMatchObject({ code: "conflict" });
});

import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Dialog } from "../contract.ts";
import { agentSays, ann, neighbour, useDialog, visitorSays } from "../fixture.ts";
import { CONTINUATIONS } from "./stored.ts";

const world = useDialog();
const DAY = 24 * 3_600_000;

/** A conversation that an agent has, of an inbox whose chats go on by mail; nodes whose clocks can be turned on. */
async function setUp({ continues = "shop, web" } = {}) {
  const clock = { now: Date.now() };
  const node = () => world.node(neighbour(), () => clock.now);
  const dialog = node();
  await dialog.putInbox({ id: "mail", channel: "email", name: "mail", enabled: true, settings: { continues } });
  const conversationId = await world.begin();
  const apply = (command: Parameters<Dialog["apply"]>[0]["command"]) =>
    dialog.apply({ conversationId, id: newId(), command });
  await apply(visitorSays("hm"));
  await apply({ do: "queue", reason: "asked" });
  await apply({ do: "claim", agent: ann });
  const says = async (text: string) => (await apply(agentSays(ann, text))).conversation.seq;
  return { clock, node, dialog, conversationId, apply, says };
}

/** Looks as a node does: takes what was missed, and says that it was sent. */
async function sendOn(dialog: Dialog, result: Parameters<Dialog["sentOn"]>[0]["result"] = { is: "sent" }) {
  const sent: string[] = [];
  for (const { conversationId } of await dialog.missed({ inboxIds: ["web"] })) {
    const { missed } = await dialog.takeMissed({ conversationId });
    if (!missed) continue;
    sent.push(missed.events.map(({ content }) => content.text).join(" + "));
    await dialog.sentOn({ conversationId, seq: missed.events.at(-1)?.seq ?? 0, result });
  }
  return sent;
}

test("[N5] what was missed is sent on once, on however many nodes", async () => {
  const { dialog, node, says } = await setUp();
  await says("It is on its way");
  await says("Here is the link");
  const sent = (await Promise.all([dialog, node(), node()].map((one) => sendOn(one)))).flat();
  expect(sent).toEqual(["It is on its way + Here is the link"]);
  expect(await sendOn(node())).toEqual([]);
  await says("One more");
  expect(await sendOn(dialog)).toEqual(["One more"]);
});

test("[N5] what was read is not sent on, nor what the visitor wrote, nor what the bot said before a person came", async () => {
  const { dialog, conversationId, says, apply } = await setUp();
  await dialog.markRead({ conversationId, by: "visitor", seq: await says("Read at once") });
  await apply(visitorSays("thanks"));
  expect(await sendOn(dialog)).toEqual([]);
  const other = await world.begin();
  await dialog.apply({ conversationId: other, id: newId(), command: visitorSays("hm") });
  const bot = { do: "say", author: { kind: "bot" }, content: { type: "text", text: "From the bot" } } as const;
  await dialog.apply({ conversationId: other, id: newId(), command: bot });
  expect(await sendOn(dialog)).toEqual([]);
  await dialog.apply({ conversationId: other, id: newId(), command: { do: "claim", agent: ann } });
  await dialog.apply({ conversationId: other, id: newId(), command: agentSays(ann, "From Ann") });
  await dialog.apply({ conversationId: other, id: newId(), command: bot });
  expect(await sendOn(dialog)).toEqual(["From Ann + From the bot"]);
});

test("nothing is noted where nobody goes on with the chats of an inbox", async () => {
  const { dialog, says } = await setUp({ continues: "shop" });
  await says("Are you there?");
  expect(await sendOn(dialog)).toEqual([]);
});

test("[N5] a node that died with it in its hands leaves it to the others, once its time is over", async () => {
  const { clock, dialog, node, conversationId, says } = await setUp();
  await says("Are you there?");
  await dialog.takeMissed({ conversationId });
  await dialog.sentOn({ conversationId, seq: 0, result: { is: "sending", to: "ann@x" } });
  const other = node();
  expect(await sendOn(other)).toEqual([]);
  clock.now += 61_000;
  expect(await sendOn(other)).toEqual(["Are you there?"]);
  expect(await other.continuedWith({ conversationId })).toEqual({ to: "ann@x" });
});

test("what cannot be sent now is tried again after a while, and not after a week", async () => {
  const { clock, dialog, says } = await setUp();
  await says("patience");
  expect(await sendOn(dialog, { is: "later" })).toEqual(["patience"]);
  expect(await sendOn(dialog)).toEqual([]);
  clock.now += 31_000;
  expect(await sendOn(dialog, { is: "later", after: 60_000 })).toEqual(["patience"]);
  expect(await sendOn(dialog)).toEqual([]);
  clock.now += 7 * DAY;
  expect(await sendOn(dialog)).toEqual([]);
});

test("of many messages all are sent on, some at a time, whatever is noted between them", async () => {
  const { dialog, apply, says } = await setUp();
  for (let index = 0; index < 101; index += 1) await apply({ do: "note", author: { kind: "system" }, text: "-" });
  for (let index = 0; index < 60; index += 1) await says(String(index));
  const [first = "", second = ""] = [...(await sendOn(dialog)), ...(await sendOn(dialog))];
  expect([first.split(" + ").length, second.split(" + ").length]).toEqual([50, 10]);
});

test("however many of another account's chats wait, those of an account are looked at", async () => {
  const { dialog, says } = await setUp();
  await says("Are you there?");
  const many = Array.from({ length: 401 }, (_, index) => `-${index}`);
  const waits = { inboxId: "shop", due: true as const, intents: 1, told: 0, turn: 0, attempts: 0, pause: 0 };
  const stored = CONTINUATIONS.open(world.store);
  await Promise.all(many.map((_id) => stored.insert({ _id, ...waits })));
  await dialog.missed({ inboxIds: ["shop"] });
  expect(await dialog.missed({ inboxIds: ["web"] })).toHaveLength(1);
});

import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { agentSays, ann, neighbour, useDialog, visitorSays } from "../fixture.ts";
import type { Dialog } from "../contract.ts";
import { DEVICES } from "./stored.ts";

const world = useDialog();
const phone = (name = "one") => ({ kind: "fcm" as const, token: `a-phone-that-is-called-${name}` });
const inbox = { inboxId: "web", session: "token" };

/** A conversation in which an agent answers, of which one device is told; nodes whose clocks can be turned on. */
async function setUp() {
  const clock = { now: Date.now() };
  const node = () => world.node(neighbour(), () => clock.now);
  const dialog = node();
  const conversationId = await world.begin();
  const apply = (command: Parameters<Dialog["apply"]>[0]["command"]) =>
    dialog.apply({ conversationId, id: newId(), command });
  await apply(visitorSays("hm"));
  await apply({ do: "queue", reason: "asked" });
  await apply({ do: "claim", agent: ann });
  await dialog.subscribe({ conversationId, ...inbox, target: phone(), url: "https://shop.example/" });
  const says = async (text: string) => (await apply(agentSays(ann, text))).conversation.seq;
  return { clock, node, dialog, conversationId, apply, says };
}

/** Looks as a node does: takes what waits, and says that it was sent. */
async function tell(dialog: Dialog, result: Parameters<Dialog["pushed"]>[0]["result"] = { is: "sent" }) {
  const told: string[] = [];
  for (const { id, seq } of await dialog.waitingPushes({})) {
    const { notice } = await dialog.takePush({ id, seq });
    if (!notice) continue;
    told.push(`${notice.event.content.text} (${notice.unread})`);
    await dialog.pushed({ id, seq, result });
  }
  return told;
}

test("[N3] what was said is told once, on however many nodes", async () => {
  const { dialog, node, says } = await setUp();
  expect(await tell(dialog)).toEqual([]);
  await says("It is on its way");
  await says("Here is the link");
  const told = (await Promise.all([dialog, node(), node()].map((one) => tell(one)))).flat();
  expect(told).toEqual(["Here is the link (2)"]);
  expect(await tell(node())).toEqual([]);
});

test("[N3] what was read is not told, nor what the visitor wrote", async () => {
  const { dialog, conversationId, says, apply } = await setUp();
  await dialog.markRead({ conversationId, by: "visitor", seq: await says("Read at once") });
  await apply(visitorSays("thanks"));
  expect(await tell(dialog)).toEqual([]);
});

test("[N3] a device is told at most once a minute: what is said meanwhile is told then", async () => {
  const { clock, dialog, says } = await setUp();
  await says("one");
  expect(await tell(dialog)).toEqual(["one (1)"]);
  await says("two");
  await says("three");
  expect(await tell(dialog)).toEqual([]);
  clock.now += 61_000;
  expect(await tell(dialog)).toEqual(["three (2)"]);
});

test("[N3] a node that died with a notice in its hands leaves it to the others, once its time is over", async () => {
  const { clock, dialog, node, says } = await setUp();
  await says("Are you there?");
  const [waiting] = await dialog.waitingPushes({});
  await dialog.takePush(waiting ?? { id: "", seq: 0 });
  const other = node();
  expect(await tell(other)).toEqual([]);
  clock.now += 31_000;
  expect(await tell(other)).toEqual(["Are you there? (1)"]);
  clock.now += 61_000;
  expect(await tell(other)).toEqual([]);
});

test("what was never written is forgotten, and what is written late is told", async () => {
  const { clock, dialog, says } = await setUp();
  const devices = DEVICES.open(world.store);
  const isDue = async () => (await devices.findOne({}))?.due ?? false;
  // As a node leaves it that dies between the two.
  await devices.updateMany({}, { $set: { due: true }, $inc: { intents: 1 } });
  expect(await tell(dialog)).toEqual([]);
  clock.now += 59_000;
  expect([await tell(dialog), await isDue()]).toEqual([[], true]);
  clock.now += 2_000;
  expect([await tell(dialog), await isDue()]).toEqual([[], false]);
  await says("late");
  expect(await tell(dialog)).toEqual(["late (1)"]);
});

test("a platform that takes nothing now is asked again later, each time after a longer wait, and for a day", async () => {
  const { clock, dialog, says } = await setUp();
  await says("patience");
  const busy = { is: "later", reason: "busy" } as const;
  const waits: number[] = [];
  for (let waited = 0; waits.length < 4; waited += 1_000, clock.now += 1_000) {
    if ((await tell(dialog, busy)).length === 0) continue;
    waits.push(waited);
    waited = 0;
  }
  expect(waits.toSorted((one, other) => one - other)).toEqual(waits);
  clock.now += 24 * 3_600_000;
  expect([await tell(dialog), await tell(dialog)]).toEqual([[], []]);
});

test("[N4] a device that its platform does not know any more is told nothing more", async () => {
  const { clock, dialog, says } = await setUp();
  await says("gone");
  expect(await tell(dialog, { is: "gone" })).toEqual(["gone (1)"]);
  clock.now += 100_000;
  await says("nobody");
  expect([await tell(dialog), await dialog.devices({ inboxId: "web" })]).toEqual([[], { count: 0 }]);
});

test("[N1] five devices of a conversation are told; the one that was heard of longest ago makes room", async () => {
  const { clock, dialog, conversationId, says } = await setUp();
  for (const name of ["two", "three", "four", "five", "six"]) {
    clock.now += 1_000;
    await dialog.subscribe({ conversationId, ...inbox, target: phone(name) });
  }
  expect(await dialog.devices({ inboxId: "web" })).toEqual({ count: 5 });
  await says("all of you");
  expect(await tell(dialog)).toHaveLength(5);
  const names = (await DEVICES.open(world.store).find({})).map(({ target }) => "token" in target && target.token);
  expect(names).not.toContain(phone().token);
});

test("[N4] a device follows whoever has it by now, and tells nothing of who they were", async () => {
  const { dialog, conversationId, says } = await setUp();
  await says("for who they were");
  const other = await world.begin();
  await dialog.moveDevices({ inboxId: "web", from: "token", to: "another", conversationId: other });
  expect(await tell(dialog)).toEqual([]);
  await dialog.apply({ conversationId: other, id: newId(), command: visitorSays("hm") });
  await dialog.apply({ conversationId: other, id: newId(), command: { do: "claim", agent: ann } });
  await dialog.apply({ conversationId: other, id: newId(), command: agentSays(ann, "for who they are") });
  expect(await tell(dialog)).toEqual(["for who they are (1)"]);
  await dialog.unsubscribe({ session: "token" });
  expect(await dialog.devices({ inboxId: "web" })).toEqual({ count: 1 });
  await dialog.unsubscribe({ session: "another" });
  expect(await dialog.devices({ inboxId: "web" })).toEqual({ count: 0 });
  expect(conversationId).not.toBe(other);
});

test("nobody ends all of them by naming none", async () => {
  const { dialog } = await setUp();
  await dialog.unsubscribe({});
  await dialog.unsubscribe({ inboxId: "web" });
  expect(await dialog.devices({ inboxId: "web" })).toEqual({ count: 1 });
});

import { newId } from "@parley/protocol";
import { afterAll, describe, expect, test } from "vitest";
import type { Store } from "../../../store/store.ts";
import { closePlaces, places } from "../../../upkeep/upkeep.test.kit.ts";
import { createDialog } from "../dialog.ts";
import { agentSays, ann, neighbour, textOf, visitorSays } from "../fixture.ts";
import { eventKey } from "../keys.ts";
import type { Command, Dialog, Outgoing } from "../contract.ts";
import type { StoredDelivery } from "./stored.ts";

const CHANNELS = ["letter"];
const MINUTE = 60_000;
const LEASE = 30_000;

afterAll(closePlaces);

describe.each(places)("deliveries on $name", ({ open }) => {
  let clock = Date.now();
  const now = () => clock;

  /** A conversation on a channel of letters, in which Ann may speak. */
  async function begin(store: Store) {
    const made = createDialog({ store, nlu: neighbour(), now });
    const dialog = made.service;
    await dialog.putInbox({ id: "letter", channel: "letter", name: "Letters", enabled: true, settings: {} });
    const { id: conversationId } = await dialog.open({ visitorId: newId(), channel: "letter", locale: "en" });
    const apply = (command: Command, id = newId()) => dialog.apply({ conversationId, id, command });
    await apply(visitorSays("hello?"));
    await apply({ do: "claim", agent: ann });
    const say = async (text: string, id = newId()) => (await apply(agentSays(ann, text), id)).events[0]?.id ?? id;
    const take = () => dialog.outgoing({ channels: CHANNELS, conversationId });
    const sent = (id: string, externalId = `x-${id}`) =>
      dialog.sent({ conversationId, id, result: { is: "sent", externalId } });
    const states = async () => (await dialog.deliveries({ conversationId })).map(({ state }) => state);
    return { dialog, close: made.close, conversationId, apply, say, take, sent, states };
  }
  const words = (taken: readonly Outgoing[]) => taken.map(({ event }) => textOf([event]));

  /** Takes and sends until nothing is left; resolves to what was sent, in order. */
  async function sendAll(dialog: Dialog, conversationId: string): Promise<string[]> {
    const all: string[] = [];
    for (;;) {
      const taken = await dialog.outgoing({ channels: CHANNELS, conversationId });
      if (taken.length === 0) return all;
      all.push(...words(taken));
      for (const { event } of taken) await dialog.sent({ conversationId, id: event.id, result: { is: "sent" } });
    }
  }

  test("what is said goes out one after the other, each once, and visitors' own words do not", async () => {
    const { dialog, conversationId, say, take, sent, states, close } = await begin(await open());
    for (const text of ["one", "two", "three"]) await say(text);
    const first = await take();
    expect(words(first)).toEqual(["one"]);
    expect(await take()).toEqual([]);
    await sent(first[0]?.event.id ?? "");
    expect(await states()).toEqual(["sent", "waiting", "waiting"]);
    expect(await sendAll(dialog, conversationId)).toEqual(["two", "three"]);
    expect(await states()).toEqual(["sent", "sent", "sent"]);
    await close();
  });

  test("a message that an agent's client sends again is not sent again (M11)", async () => {
    const { dialog, conversationId, say, close } = await begin(await open());
    const id = await say("one");
    expect(await sendAll(dialog, conversationId)).toEqual(["one"]);
    await say("one", id);
    expect(await sendAll(dialog, conversationId)).toEqual([]);
    await close();
  });

  test("many who speak at once on two nodes are sent in the order of the log", async () => {
    const store = await open();
    const here = await begin(store);
    const there = createDialog({ store, nlu: neighbour(), now });
    const { conversationId } = here;
    const said = Array.from({ length: 20 }, (_, index) =>
      (index % 2 ? here.dialog : there.service).apply({
        conversationId,
        id: newId(),
        command: agentSays(ann, String(index)),
      }),
    );
    const sending = sendAll(there.service, conversationId);
    await Promise.all(said);
    const out = [...(await sending), ...(await sendAll(here.dialog, conversationId))];
    const log = (await here.dialog.read({ conversationId, after: 0 })).events;
    const spoken = log.filter((event) => event.type === "message" && event.author.kind === "agent");
    expect(out).toEqual(spoken.map((event) => textOf([event])));
    await Promise.all([here.close(), there.close()]);
  });

  test("two nodes that look at the same time do not both send", async () => {
    const store = await open();
    const { conversationId, say, dialog, close } = await begin(store);
    const there = createDialog({ store, nlu: neighbour(), now });
    await say("one");
    const asked = { channels: CHANNELS, conversationId };
    const taken = await Promise.all([dialog.outgoing(asked), there.service.outgoing(asked), dialog.outgoing(asked)]);
    expect(taken.flat()).toHaveLength(1);
    await Promise.all([close(), there.close()]);
  });

  test("what a node took that died is sent by another, and says that it may have come twice", async () => {
    const store = await open();
    const { say, take, dialog, conversationId, close } = await begin(store);
    await say("one");
    await take();
    await close();
    const there = createDialog({ store, nlu: neighbour(), now });
    expect(await there.service.outgoing({ channels: CHANNELS })).toEqual([]);
    clock += MINUTE + 1;
    const again = await there.service.outgoing({ channels: CHANNELS });
    expect(again.map(({ event, attempts }) => [event.conversationId, attempts])).toEqual([[conversationId, 2]]);
    expect(dialog).toBeDefined();
    await there.close();
  });

  test("clocks that differ by hours keep nobody's message, and hand none over while another node does", async () => {
    const store = await open();
    const { say, conversationId, dialog, close } = await begin(store);
    const wrong = [-1, 1].map((hours) =>
      createDialog({ store, nlu: neighbour(), now: () => clock + hours * 60 * MINUTE }),
    );
    await say("one");
    expect(words(await dialog.outgoing({ channels: CHANNELS, conversationId }))).toEqual(["one"]);
    const look = () => Promise.all(wrong.map(({ service }) => service.outgoing({ channels: CHANNELS })));
    expect(await look()).toEqual([[], []]);
    clock += LEASE - 1;
    expect(await look()).toEqual([[], []]);
    // Who took it is gone.
    clock += 2;
    expect((await look()).flat().map(({ attempts }) => attempts)).toEqual([2]);
    await Promise.all([close(), ...wrong.map((node) => node.close())]);
  });

  test("what is refused for now waits as long as the platform asks, and what is behind it waits too", async () => {
    const { dialog, conversationId, say, take, close } = await begin(await open());
    const id = await say("one");
    await say("two");
    await take();
    const at = clock + 5_000;
    await dialog.sent({ conversationId, id, result: { is: "later", at, reason: "slow down" } });
    expect(await take()).toEqual([]);
    const [waits] = await dialog.deliveries({ conversationId });
    expect(waits).toMatchObject({ state: "waiting", attempts: 1, reason: "slow down" });
    clock = at;
    expect(await sendAll(dialog, conversationId)).toEqual(["one", "two"]);
    await close();
  });

  test("what is never taken is given up after a day, and says why", async () => {
    const { dialog, conversationId, say, take, close } = await begin(await open());
    const id = await say("one");
    expect(words(await take())).toEqual(["one"]);
    await dialog.sent({ conversationId, id, result: { is: "later", reason: "nobody answers" } });
    clock += 24 * 60 * MINUTE + 1;
    // What was said since is not too old.
    await say("two");
    expect(words(await take())).toEqual(["two"]);
    const [given] = await dialog.deliveries({ conversationId });
    expect(given).toMatchObject({ state: "failed", reason: "nobody answers", attempts: 1 });
    await close();
  });

  test.each(["blocked", "failed"] as const)("what is %s lets the next one pass, and can be sent again", async (is) => {
    const { dialog, conversationId, say, take, states, close } = await begin(await open());
    const id = await say("one");
    await say("two");
    await take();
    await dialog.sent({ conversationId, id, result: { is, reason: "the window is closed" } });
    expect(await sendAll(dialog, conversationId)).toEqual(["two"]);
    expect(await states()).toEqual([is, "sent"]);
    await dialog.resend({ conversationId, id });
    expect(await sendAll(dialog, conversationId)).toEqual(["one"]);
    // What was sent is not sent again by asking for it.
    await dialog.resend({ conversationId, id });
    expect(await sendAll(dialog, conversationId)).toEqual([]);
    await close();
  });

  test("what a platform says of a message moves on, never back, in whatever order it comes", async () => {
    const { dialog, conversationId, say, take, sent, states, close } = await begin(await open());
    const id = await say("one");
    await take();
    await sent(id, "platform-1");
    const receipt = (state: "delivered" | "read" | "failed") =>
      dialog.receipt({ inboxId: "letter", externalId: "platform-1", state });
    const seen: string[] = [];
    for (const state of ["read", "delivered", "failed"] as const) {
      await receipt(state);
      seen.push(...(await states()));
    }
    expect(seen).toEqual(["read", "read", "read"]);
    expect(await dialog.receipt({ inboxId: "letter", externalId: "nobody's", state: "read" })).toEqual({});
    // Another account may call a message of its own the same.
    expect(await dialog.receipt({ inboxId: "other", externalId: "platform-1", state: "read" })).toEqual({});
    expect(await dialog.deliveries({ conversationId, after: 99 })).toEqual([]);
    await close();
  });

  test("what was meant to be written and never was is forgotten, and keeps nobody waiting", async () => {
    const store = await open();
    const { dialog, conversationId, say, close } = await begin(store);
    const deliveries = store.collection<StoredDelivery>("deliveries");
    const place = {
      conversationId,
      id: "never",
      seq: 3,
      channel: "letter",
      inboxId: "letter",
      state: "waiting" as const,
      attempts: 0,
    };
    const lost = { _id: eventKey(conversationId, "never"), ...place, open: true as const, pause: 0, since: clock };
    await deliveries.insert({ ...lost, at: clock });
    await say("one");
    expect(await sendAll(dialog, conversationId)).toEqual(["one"]);
    clock += MINUTE + 1;
    expect(await dialog.outgoing({ channels: CHANNELS })).toEqual([]);
    expect(await deliveries.findOne({ _id: lost._id })).toBeUndefined();
    await close();
  });

  test("nothing of it is left when the conversation is erased", async () => {
    const store = await open();
    const { dialog, conversationId, apply, say, close } = await begin(store);
    await say("one");
    await sendAll(dialog, conversationId);
    await apply({ do: "close", author: { kind: "agent", ...ann } });
    clock += 3 * 60 * MINUTE;
    await dialog.erase({ conversationIds: [conversationId] });
    expect(await store.collection<StoredDelivery>("deliveries").count({ conversationId })).toBe(0);
    await close();
  });

  test("on the web nothing is noted: there clients ask", async () => {
    const store = await open();
    const { service, close } = createDialog({ store, nlu: neighbour(), now });
    const { id } = await service.open({ visitorId: newId(), channel: "web", locale: "en" });
    await service.apply({ conversationId: id, id: newId(), command: visitorSays("hello?") });
    await service.apply({ conversationId: id, id: newId(), command: { do: "claim", agent: ann } });
    await service.apply({ conversationId: id, id: newId(), command: agentSays(ann, "yes") });
    expect(await store.collection<StoredDelivery>("deliveries").count({ conversationId: id })).toBe(0);
    await close();
  });
});

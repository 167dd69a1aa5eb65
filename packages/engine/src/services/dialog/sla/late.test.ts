import type { SlaPolicy } from "@parley/protocol";
import { expect, test } from "vitest";
import { agentSays, ann, useDialog, visitorSays } from "../fixture.ts";
import { CONVERSATIONS, type StoredHead } from "../stored-heads.ts";

const world = useDialog();
const MINUTE = 60_000;
const NOW = 1_800_000_000_000;
const usual: SlaPolicy = {
  id: "usual",
  name: "Usual",
  when: {},
  minutes: { firstReply: 10, nextReply: 20, resolution: 240 },
  counts: "always",
};

/** Two nodes whose clock is set, and somebody who waits. */
async function waiting() {
  const clock = { at: NOW };
  const nodes = [0, 1].map(() => world.node(undefined, () => clock.at));
  const [dialog, other] = nodes as [(typeof nodes)[0], (typeof nodes)[0]];
  const conversationId = (await dialog.open({ visitorId: "v".repeat(22), channel: "web", locale: "en" })).id;
  const promise = async (policies = [usual]) => {
    const { sla } = await dialog.settings({});
    await dialog.changeSettings({ name: "sla", version: sla.version, value: { policies }, by: "owner" });
    // It is heard of within a second.
    await expect.poll(async () => (await dialog.get({ conversationId })).promises).toBeDefined();
  };
  let count = 0;
  const apply = (command: Parameters<typeof dialog.apply>[0]["command"]) =>
    dialog.apply({ conversationId, id: `step-0000${(count += 1)}`, command });
  await apply(visitorSays("refund"));
  await apply({ do: "queue", reason: "asked" });
  const told = async () =>
    (await dialog.read({ conversationId, after: 0 })).events.flatMap((event) =>
      event.type === "promise" ? [`${event.is} ${event.of}`] : [],
    );
  const kept = async () =>
    (await dialog.promisesKept({ from: NOW, to: NOW + 6_000 * MINUTE, starts: [] }))
      .filter(({ by }) => by === "all")
      .map(({ of, kept: all, missed }) => `${of} ${all} ${missed}`)
      .sort();
  const conversations = CONVERSATIONS.open(world.store);
  /** Lists have all that was said. */
  const listed = async () => {
    const { seq } = (await dialog.get({ conversationId })).conversation;
    await expect.poll(async () => (await conversations.findOne({ _id: conversationId }))?.seq).toBe(seq);
    return (await conversations.findOne({ _id: conversationId })) as StoredHead;
  };
  return { clock, dialog, other, conversationId, promise, apply, told, kept, conversations, listed };
}

test("[A3, A7] who answers while it is put aside keeps what was promised, however long it was", async () => {
  const { clock, dialog, promise, apply, told, kept, listed } = await waiting();
  await promise();
  await apply({ do: "claim", agent: ann });
  await apply(agentSays(ann, "Which order?"));
  await apply(visitorSays("4711"));
  clock.at += MINUTE;
  await apply({ do: "snooze", agent: ann });
  clock.at += 1_000 * MINUTE;
  await apply(agentSays(ann, "It is on its way."));
  await listed();
  await apply({ do: "close", author: { kind: "agent", ...ann } });
  await dialog.due({});
  expect(await told()).toEqual([]);
  await expect.poll(kept).toEqual(["firstReply 1 0", "nextReply 1 0", "resolution 1 0"]);
});

test("[A7] what was answered in time on another node is not noted as missed by one that has not heard of it", async () => {
  const { clock, dialog, other, promise, apply, told, kept, conversationId, conversations, listed } = await waiting();
  await promise();
  await apply({ do: "claim", agent: ann });
  await other.due({});
  await other.get({ conversationId });
  const { _id: _same, ...before } = await listed();
  clock.at += 9 * MINUTE;
  await apply(agentSays(ann, "Here."));
  await listed();
  // Lists of a busy node are written late.
  await conversations.update({ _id: conversationId }, { $set: before });
  clock.at += 2 * MINUTE;
  await other.due({});
  await apply({ do: "close", author: { kind: "agent", ...ann } });
  await dialog.due({});
  expect(await told()).toEqual([]);
  await expect.poll(kept).toEqual(["firstReply 1 0", "resolution 1 0"]);
});

test("[A7] what was over before anything was promised is neither kept nor missed", async () => {
  const { clock, promise, apply, kept, listed } = await waiting();
  await apply({ do: "claim", agent: ann });
  clock.at += 60 * MINUTE;
  await apply(agentSays(ann, "Which order?"));
  await listed();
  await promise();
  await apply(visitorSays("4711"));
  await apply({ do: "close", author: { kind: "agent", ...ann } });
  await expect.poll(kept).toEqual(["resolution 1 0"]);
});

/** As a version before wrote it. */
const BEFORE = { promisedBy: true, promiseAt: true } as const;

test("[A4] who waits since a version before is promised the same as others", async () => {
  const { clock, promise, told, kept, conversations, conversationId, listed } = await waiting();
  const { service: _unknown, ...head } = (await listed()).head;
  await conversations.update({ _id: conversationId }, { $set: { head }, $unset: BEFORE });
  const later = world.node(undefined, () => clock.at);
  await promise();
  clock.at += 11 * MINUTE;
  await expect.poll(async () => (await later.due({}), await told())).toEqual(["missed firstReply"]);
  await later.due({});
  expect(await told()).toEqual(["missed firstReply"]);
  await expect.poll(kept).toEqual(["firstReply 0 1"]);
});

test("[A4] however many are put aside since a version before, who waits is recorded", async () => {
  const { clock, promise, told, conversations, conversationId, listed } = await waiting();
  const waits = await listed();
  await conversations.remove({ _id: conversationId });
  const { service: _unknown, ...before } = waits.head;
  const { visitorId: _only, ...place } = waits;
  const old = (of: number): StoredHead => {
    const [_id, thread] = [`old${of}`, `old${of}`];
    const conversation = { ...before.conversation, id: _id, visitorId: thread };
    const desk = { snoozed: { by: ann, from: 1 } };
    return { ...place, _id, thread, personId: thread, head: { ...before, conversation }, desk };
  };
  await conversations.insertMany(Array.from({ length: 201 }, (_, of) => old(of)));
  await conversations.insert(waits);
  await promise();
  const later = world.node(undefined, () => clock.at);
  clock.at += 11 * MINUTE;
  await later.due({});
  await later.due({});
  await later.due({});
  expect(await told()).toEqual(["missed firstReply"]);
});

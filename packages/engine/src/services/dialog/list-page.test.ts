import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Collection } from "../../store/store.ts";
import { neighbour, useDialog, visitorSays } from "./fixture.ts";
import { CONVERSATIONS, type StoredHead } from "./stored-heads.ts";
import { listPage } from "./list-page.ts";

const world = useDialog();

test("pages of a list leave nobody out, however many changed at one moment and however long a page is", async () => {
  const clock = { now: 1_000_000 };
  const node = world.node(neighbour(), () => clock.now);
  const ids: string[] = [];
  for (const count of [1, 9, 2, 8]) {
    for (let each = 0; each < count; each++) {
      const { id } = await node.open({ visitorId: newId(), channel: "web", locale: "en" });
      await node.apply({ conversationId: id, id: newId(), command: visitorSays("refund") });
      await node.apply({ conversationId: id, id: newId(), command: { do: "queue", reason: "asked" } });
      ids.push(id);
    }
    clock.now += 1;
  }
  for (let limit = 1; limit <= 7; limit++) {
    const seen: { id: string; updatedAt: number }[] = [];
    for (let last: (typeof seen)[number] | undefined; ; last = seen.at(-1)) {
      const after = last && { before: last.updatedAt, beforeId: last.id };
      const page = await node.list({ status: ["queued"], limit, ...after });
      seen.push(...page.map(({ conversation: { id, updatedAt } }) => ({ id, updatedAt })));
      if (page.length < limit) break;
    }
    expect(seen.map(({ id }) => id).toSorted(), `limit ${limit}`).toEqual(ids.toSorted());
    const times = seen.map(({ updatedAt }) => updatedAt);
    expect(times, "newest first").toEqual(times.toSorted((one, other) => other - one));
  }
  const [longest] = await node.list({ status: ["queued"], by: "waiting", limit: 1 });
  expect(longest?.conversation.id).toBe(ids[0]);
});

test("[H14] pages of some inboxes leave nobody of these out and name nobody else, of all or of some people", async () => {
  const clock = { now: 1_000_000 };
  const node = world.node(neighbour(), () => clock.now);
  const by = "ann";
  for (const id of ["shop", "de"]) {
    await node.makeInbox({ id, channel: "web", name: id, enabled: true, settings: {}, by });
  }
  const visitorId = newId();
  const made: { id: string; inboxId: string }[] = [];
  for (const inboxId of ["web", "shop", "de", "shop", "web", "shop", "de", "de"]) {
    const { id } = await node.open({ visitorId, thread: newId(), channel: "web", inboxId, locale: "en" });
    await node.apply({ conversationId: id, id: newId(), command: visitorSays("refund") });
    await node.apply({ conversationId: id, id: newId(), command: { do: "queue", reason: "asked" } });
    made.push({ id, inboxId });
    clock.now += made.length % 3;
  }
  const asked = [{}, { status: ["queued" as const] }, { personIds: [visitorId] }];
  for (const inboxIds of [["shop", "web"], ["de"], ["none"], []]) {
    const meant = made.filter(({ inboxId }) => inboxIds.includes(inboxId)).map(({ id }) => id);
    for (const limit of [1, 2, 3, 50]) {
      for (const what of asked) {
        const seen: string[] = [];
        for (let after = {}; ;) {
          const page = await node.list({ ...what, inboxIds, limit, ...after });
          seen.push(...page.map(({ conversation }) => conversation.id));
          const last = page.at(-1)?.conversation;
          if (!last) break;
          after = { before: last.updatedAt, beforeId: last.id };
        }
        expect(seen.toSorted(), JSON.stringify([inboxIds, limit, what])).toEqual(meant.toSorted());
      }
    }
    const waiting = await node.list({ status: ["queued"], by: "waiting", inboxIds, limit: 50 });
    expect(waiting.map(({ conversation }) => conversation.id)).toEqual(meant);
  }
});

test("[H14] a page of many inboxes reads hardly more than it gives, wherever its conversations are", async () => {
  const stored = CONVERSATIONS.open(world.store);
  const states = ["bot", "queued", "agent", "closed"] as const;
  const made = Array.from({ length: 4_000 }, (_, index) => {
    // Half of them are in the first of 20 inboxes.
    const [id, at] = [`c${index}`, 1_000_000 + Math.floor(index / 7)];
    const inboxId = `in-${index % 2 === 0 ? 0 : index % 20}`;
    const place = { inboxId, thread: id, personId: id };
    const status = states[Math.floor(index / 20) % 4] ?? "bot";
    return { _id: id, ...place, seq: 1, status, updatedAt: at, queuedAt: at, head: {} } as unknown as StoredHead;
  });
  await stored.insertMany(made);
  let read = 0;
  const counted: Collection<StoredHead> = {
    ...stored,
    find: async (...asked) => {
      const found = await stored.find(...asked);
      read += found.length;
      return found;
    },
  };
  const inboxIds = Array.from({ length: 20 }, (_, index) => `in-${index}`);
  const limit = 100;
  const newest = made.toSorted((one, other) => other.updatedAt - one.updatedAt || (one._id < other._id ? 1 : -1));
  for (const within of [{ inboxIds }, { inboxIds: inboxIds.slice(1) }, {}]) {
    for (const status of [undefined, ["agent" as const], ["bot" as const, "closed" as const]]) {
      const meant = newest.filter(
        (one) =>
          (within.inboxIds?.includes(one.inboxId ?? "") ?? true) &&
          (!status || status.some((each) => each === one.status)),
      );
      read = 0;
      const asked = { ...within, ...(status && { status }), limit };
      const page = await listPage(counted, asked);
      expect(page.map(({ _id }) => _id)).toEqual(meant.slice(0, limit).map(({ _id }) => _id));
      const last = page.at(-1);
      const next = await listPage(counted, { ...asked, before: last?.updatedAt, beforeId: last?._id });
      expect(next.map(({ _id }) => _id)).toEqual(meant.slice(limit, 2 * limit).map(({ _id }) => _id));
      expect(read).toBeLessThan(5 * 2 * limit);
    }
  }
});

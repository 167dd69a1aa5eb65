import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { neighbour, useDialog, visitorSays } from "./fixture.ts";

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

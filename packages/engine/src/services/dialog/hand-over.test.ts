import { newId } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import { agentSays, ann, bob, useDialog, visitorSays } from "./fixture.ts";

const world = useDialog();

describe("hand-over", () => {
  async function queued() {
    const conversationId = await world.begin();
    await world.apply(conversationId, visitorSays("human"));
    await world.apply(conversationId, { do: "queue", reason: "asked" });
    return conversationId;
  }

  test("[H3] of many who claim at once on two nodes exactly one wins, and the others learn who", async () => {
    const conversationId = await queued();
    const other = world.node();
    const agents = Array.from({ length: 10 }, (_, index) => ({ id: `a${index}`, name: `Agent ${index}` }));
    const claims = await Promise.allSettled(
      agents.map((agent, index) =>
        (index % 2 ? world.dialog : other).apply({ conversationId, id: newId(), command: { do: "claim", agent } }),
      ),
    );
    const won = claims.flatMap((claim) => (claim.status === "fulfilled" ? [claim.value] : []));
    expect(won).toHaveLength(1);
    const winner = won[0]?.conversation.state;
    for (const claim of claims) {
      if (claim.status === "rejected") {
        expect(claim.reason).toMatchObject({ code: "conflict", details: { agent: { id: expect.any(String) } } });
        expect(winner).toMatchObject({ agent: claim.reason.details.agent });
      }
    }
  });

  test("[R3] a claim that is repeated because its answer was lost succeeds again", async () => {
    const conversationId = await queued();
    const id = newId();
    await world.apply(conversationId, { do: "claim", agent: ann }, id);
    expect(await world.apply(conversationId, { do: "claim", agent: ann }, id)).toMatchObject({ duplicate: true });
  });

  test("[H5] only who holds it may reply, release or close; a take-over names who loses it", async () => {
    const conversationId = await queued();
    await expect(world.apply(conversationId, agentSays(ann, "hi"))).rejects.toMatchObject({ code: "forbidden" });
    await world.apply(conversationId, { do: "claim", agent: ann });
    await expect(world.apply(conversationId, agentSays(bob, "hi"))).rejects.toMatchObject({ code: "forbidden" });
    await expect(world.apply(conversationId, { do: "claim", agent: bob, from: "carl" })).rejects.toMatchObject({
      code: "conflict",
    });
    await world.apply(conversationId, { do: "claim", agent: bob, from: "ann" });
    await world.apply(conversationId, agentSays(bob, "hi"));
    await expect(world.apply(conversationId, agentSays(ann, "hi"))).rejects.toMatchObject({ code: "forbidden" });
  });

  test("[H2] the queue is oldest first, and lists follow at once", async () => {
    const first = await queued();
    const second = await queued();
    expect((await world.dialog.queue({})).map(({ conversationId }) => conversationId)).toEqual([first, second]);
    await world.apply(first, { do: "claim", agent: ann });
    expect((await world.dialog.queue({})).map(({ conversationId }) => conversationId)).toEqual([second]);
    expect(await world.dialog.list({ status: ["agent"], limit: 10 })).toMatchObject([{ conversation: { id: first } }]);
  });

  test("after it is closed it can be rated, and the visitor's next message begins a new episode with the bot", async () => {
    const conversationId = await queued();
    await expect(world.apply(conversationId, { do: "rate", score: 5 })).rejects.toMatchObject({ code: "conflict" });
    await world.apply(conversationId, { do: "claim", agent: ann });
    await world.apply(conversationId, { do: "close", author: { kind: "agent", ...ann } });
    await world.apply(conversationId, { do: "rate", score: 5, comment: "quick" });
    const { conversation } = await world.apply(conversationId, visitorSays("refund"));
    expect(conversation).toMatchObject({ episode: 2, state: { status: "bot", unsure: 0 } });
  });
});

describe("reading", () => {
  test("[M9] who is far behind, or new, gets the newest part and is told to start anew", async () => {
    const conversationId = await world.begin();
    for (let index = 0; index < 60; index += 1) await world.apply(conversationId, visitorSays(`${index}`));
    const page = await world.dialog.read({ conversationId });
    expect(page).toMatchObject({ reset: true, head: 61 });
    expect(page.events).toHaveLength(50);
    const older = await world.dialog.history({ conversationId, before: page.events[0]?.seq ?? 0, limit: 200 });
    expect(older.events.map(({ seq }) => seq)).toEqual(Array.from({ length: 11 }, (_, index) => index + 1));
  });

  test("[M9] a cursor beyond the log's end, as after a restored backup, starts anew", async () => {
    const conversationId = await world.begin();
    await world.apply(conversationId, visitorSays("refund"));
    expect(await world.dialog.read({ conversationId, after: 2 })).toEqual({ events: [], head: 2 });
    const beyond = await world.dialog.read({ conversationId, after: 99 });
    expect(beyond).toMatchObject({ reset: true, head: 2, events: [{ seq: 1 }, { seq: 2 }] });
  });

  test("[M8] a long log is read on page by page without a gap", async () => {
    const conversationId = await world.begin();
    for (let index = 0; index < 450; index += 1) await world.apply(conversationId, visitorSays(`${index}`));
    let after = 0;
    const seen: number[] = [];
    for (;;) {
      const { events, head } = await world.dialog.read({ conversationId, after });
      seen.push(...events.map(({ seq }) => seq));
      after = seen.at(-1) ?? 0;
      if (after >= head) break;
    }
    expect(seen).toEqual(Array.from({ length: 451 }, (_, index) => index + 1));
  });

  test("[M8] who comes back is told in one look what two would tell, on nodes that know less, more or nothing", async () => {
    const conversationId = await world.begin();
    const behind = world.node();
    await behind.get({ conversationId });
    for (let index = 0; index < 60; index += 1) await world.apply(conversationId, visitorSays(`${index}`));
    await world.apply(conversationId, { do: "claim", agent: ann });
    for (const after of [undefined, 0, 1, 30, 61, 62, 99]) {
      const page = await world.dialog.read({ conversationId, after });
      const head = await world.dialog.get({ conversationId });
      for (const node of [world.dialog, behind, world.node()]) {
        expect(await node.enter({ conversationId, after })).toEqual({ ...head, page });
      }
    }
    await expect(world.dialog.enter({ conversationId: "nowhere" })).rejects.toMatchObject({ code: "notFound" });
  });

  test("a node that starts afresh knows conversations as they were left", async () => {
    const conversationId = await world.begin();
    await world.apply(conversationId, visitorSays("refund"));
    await world.apply(conversationId, { do: "claim", agent: ann });
    const fresh = world.node();
    expect((await fresh.get({ conversationId })).conversation).toMatchObject({ seq: 3, state: { agent: ann } });
  });
});

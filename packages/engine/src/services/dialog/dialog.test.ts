import { ChatError, newId } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import type { Command } from "./contract.ts";
import { ann, neighbour, storeThatTakes, useDialog, visitorSays } from "./fixture.ts";

const world = useDialog();

describe("messages", () => {
  test("[M1] a message sent twice is stored once, and answered with the same number", async () => {
    const conversationId = await world.begin();
    const id = newId();
    const first = await world.apply(conversationId, visitorSays("refund"), id);
    const again = await world.apply(conversationId, visitorSays("refund"), id);
    expect(first.duplicate).toBe(false);
    expect(again.duplicate).toBe(true);
    expect(again.events.at(-1)?.seq).toBe(first.events.at(-1)?.seq);
    expect((await world.logOf(conversationId)).filter(({ type }) => type === "message")).toHaveLength(1);
  });

  test("[M4] the same id with other words is refused and overwrites nothing", async () => {
    const conversationId = await world.begin();
    const id = newId();
    await world.apply(conversationId, visitorSays("refund"), id);
    await expect(world.apply(conversationId, visitorSays("other"), id)).rejects.toMatchObject({ code: "conflict" });
    expect(await world.logOf(conversationId)).toMatchObject([{}, { content: { text: "refund" } }]);
  });

  test.each([
    ["an end", { do: "close", author: { kind: "visitor" } }],
    ["a note", { do: "note", author: { kind: "agent", ...ann }, text: "words" }],
    ["a claim", { do: "claim", agent: ann }],
    ["a judgement", { do: "judge", messageId: "answer-1:reply", helpful: true }],
  ] as [string, Command][])(
    "[M4] an id that was a message's is refused for %s, which does not happen",
    async (_what, command) => {
      const conversationId = await world.begin();
      const id = newId();
      await world.apply(conversationId, visitorSays("refund"), "answer-1");
      await world.dialog.respond({ conversationId, messageId: "answer-1" });
      await world.apply(conversationId, visitorSays("refund"), id);
      await expect(world.apply(conversationId, command, id)).rejects.toMatchObject({ code: "conflict" });
      expect(await world.logOf(conversationId)).toHaveLength(4);
    },
  );

  test("[M2] messages that arrive at once on two nodes are numbered without gaps, each once", async () => {
    const conversationId = await world.begin();
    const other = world.node();
    const ids = Array.from({ length: 40 }, () => newId());
    await Promise.all(
      ids.flatMap((id) =>
        [world.dialog, other].map((node) => node.apply({ conversationId, id, command: visitorSays(id) })),
      ),
    );
    const log = await world.logOf(conversationId);
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
    expect(new Set(log.slice(1).map(({ id }) => id))).toEqual(new Set(ids));
  });

  test("[M12] the first message opens an episode; reading changes nothing", async () => {
    const conversationId = await world.begin();
    expect(await world.dialog.read({ conversationId })).toMatchObject({ events: [], head: 0 });
    await world.apply(conversationId, visitorSays("refund"));
    expect((await world.logOf(conversationId)).map(({ type }) => type)).toEqual(["opened", "message"]);
  });

  test("a message whose episode was opened and closed again before it was written opens the next one", async () => {
    const conversationId = await world.begin();
    const id = newId();
    // A node that can write no more after the first of the two events.
    const dying = world.node(neighbour(), Date.now, storeThatTakes(world.store, 1, "events"));
    await expect(dying.apply({ conversationId, id, command: visitorSays("refund") })).rejects.toThrow();
    await world.apply(conversationId, { do: "close", author: { kind: "visitor" } });
    const { events } = await world.apply(conversationId, visitorSays("refund"), id);
    expect(events.map(({ type }) => type)).toEqual(["opened", "message"]);
    expect((await world.logOf(conversationId)).map(({ type }) => type)).toEqual([
      "opened",
      "closed",
      "opened",
      "message",
    ]);
  });

  test("a conversation that does not exist is not found", async () => {
    await expect(world.apply("nobody", visitorSays("refund"))).rejects.toMatchObject({ code: "notFound" });
  });
});

describe("pages", () => {
  test("[M8] a page of long messages is a short one, and reading on finds the rest", async () => {
    const conversationId = await world.begin();
    for (let index = 0; index < 60; index++) await world.apply(conversationId, visitorSays("界".repeat(4_000)));
    const page = await world.dialog.read({ conversationId, after: 0 });
    expect(JSON.stringify(page).length).toBeLessThan(256 * 1024);
    expect(page.head).toBe(61);
    const seen = [...page.events];
    for (let last = page.events.at(-1)?.seq; last !== undefined && last < page.head; last = seen.at(-1)?.seq) {
      seen.push(...(await world.dialog.read({ conversationId, after: last })).events);
    }
    expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: 61 }, (_, index) => index + 1));
  });

  test("[M9] the newest events and older ones come in short pages too, if they are long, and leave nothing out", async () => {
    const conversationId = await world.begin();
    for (let index = 0; index < 60; index++) await world.apply(conversationId, visitorSays("x".repeat(4_000)));
    const newest = await world.dialog.read({ conversationId });
    expect(newest.events.at(-1)?.seq).toBe(61);
    const first = Number(newest.events[0]?.seq);
    const older = await world.dialog.history({ conversationId, before: first, limit: 200 });
    expect(older.events.at(-1)?.seq).toBe(first - 1);
    expect(JSON.stringify(older).length).toBeLessThan(256 * 1024);
  });
});

describe("the bot's turn", () => {
  test("an answer is given once, however often the turn is taken", async () => {
    const conversationId = await world.begin();
    const messageId = newId();
    await world.apply(conversationId, visitorSays("refund"), messageId);
    const turns = await Promise.all([1, 2, 3].map(() => world.dialog.respond({ conversationId, messageId })));
    expect(turns.flatMap(({ duplicate, events }) => (duplicate ? [] : events))).toHaveLength(1);
    expect((await world.logOf(conversationId)).at(-1)).toMatchObject({
      author: { kind: "bot" },
      content: { text: "5 days." },
    });
  });

  test.each([
    ["has the conversation", [{ do: "claim", agent: ann }], "claimed"],
    [
      "had it and gave it back",
      [
        { do: "claim", agent: ann },
        { do: "release", agent: ann, to: "bot" },
      ],
      "released",
    ],
  ] as [string, Command[], string][])(
    "[H4] what the bot was thinking when an agent came is not said: he %s",
    async (_situation, meanwhile, last) => {
      let think = () => {};
      const thought = new Promise<void>((resolve) => (think = resolve));
      const thinking = world.node({
        ...neighbour(),
        understand: async (asked) => (await thought, neighbour().understand(asked)),
      });
      const conversationId = await world.begin();
      const messageId = newId();
      await world.apply(conversationId, visitorSays("refund"), messageId);
      const turn = thinking.respond({ conversationId, messageId });
      for (const command of meanwhile) await world.apply(conversationId, command);
      think();
      expect((await turn).events).toEqual([]);
      expect((await world.logOf(conversationId)).at(-1)?.type).toBe(last);
    },
  );

  test("[H7] a bot that is down hands over to people", async () => {
    const down = world.node({
      ...neighbour(),
      understand: async () => {
        throw new ChatError("unavailable", "nlu did not answer.");
      },
    });
    const conversationId = await world.begin();
    const messageId = newId();
    await world.apply(conversationId, visitorSays("refund"), messageId);
    await down.respond({ conversationId, messageId });
    expect((await world.logOf(conversationId)).slice(-2)).toMatchObject([
      { type: "queued", reason: "unavailable" },
      { author: { kind: "bot" }, insight: { decision: "escalate" } },
    ]);
  });

  test("a message whose turn was lost is found as unfinished", async () => {
    let time = 1_000_000;
    world.dialog = world.node(neighbour(), () => time);
    const conversationId = await world.begin();
    const messageId = newId();
    await world.apply(conversationId, visitorSays("refund"), messageId);
    time += 60_000;
    expect(await world.dialog.unfinished({})).toEqual([{ conversationId, messageId }]);
    await world.dialog.respond({ conversationId, messageId });
    expect(await world.dialog.unfinished({})).toEqual([]);
  });

  test("a turn that was lost by a node whose clock was ahead is found without waiting until then", async () => {
    const time = 1_000_000;
    const ahead = world.node(neighbour(), () => time + 3_600_000);
    world.dialog = world.node(neighbour(), () => time);
    const conversationId = await world.begin();
    const messageId = newId();
    await ahead.apply({ conversationId, id: messageId, command: visitorSays("refund") });
    expect(await world.dialog.unfinished({})).toEqual([{ conversationId, messageId }]);
  });
});

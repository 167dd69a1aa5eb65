import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { eventKey } from "../packages/engine/src/services/dialog/keys.ts";
import type { StoredEvent } from "../packages/engine/src/services/dialog/events.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

test("a thread of 10,000 messages is read in pages and scrolled back to its beginning", async () => {
  const { url, engine } = await startEngine();
  const ann = await visitor(url);
  await ann.send("转人工");
  const { seq } = await ann.sees("queued");
  const conversationId = ann.welcome.conversation.id;
  const { store } = engine.services;
  if (!store) throw new Error("The engine has no store.");
  const events = store.collection<StoredEvent>("events");
  const numbers = Array.from({ length: 10_000 - seq }, (_, index) => seq + 1 + index);
  await Promise.all(
    numbers.map((number) => {
      const id = newId();
      return events.insert({
        _id: eventKey(conversationId, id),
        id,
        conversationId,
        seq: number,
        at: 1,
        type: "message",
        author: { kind: "visitor" },
        content: { type: "text", text: `${number}` },
      });
    }),
  );
  await ann.send("one more");
  const back = await visitor(url, { token: ann.welcome.token });
  const { page } = back.welcome;
  expect({ shown: page.events.length, head: page.head, reset: page.reset }).toEqual({
    shown: 50,
    head: 10_001,
    reset: true,
  });
  let before = page.events[0]?.seq ?? 0;
  const seen = new Set(page.events.map((event) => event.seq));
  while (before > 1) {
    const older = await back.ask<{ events: { seq: number }[] }>("history", { before, limit: 200 });
    for (const event of older.events) seen.add(event.seq);
    before = older.events[0]?.seq ?? 1;
  }
  expect(seen.size).toBe(10_001);
});

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { createAnalytics } from "../services/analytics/analytics.ts";
import type { Outcome } from "../services/dialog/contract.ts";
import { createDialog } from "../services/dialog/dialog.ts";
import { neighbour, visitorSays } from "../services/dialog/fixture.ts";
import { createUsers } from "../services/users/users.ts";
import { openStore } from "../store/open.ts";
import { eraseBefore } from "./timers.ts";

async function openServices() {
  const folder = await mkdtemp(join(tmpdir(), "timers-"));
  const store = await openStore(folder);
  const clock = { now: Date.now() };
  const now = () => clock.now;
  const users = createUsers({ store, now });
  const dialog = createDialog({ store, nlu: neighbour(), now });
  const analytics = createAnalytics({ store, dialog: dialog.service, now });
  onTestFinished(async () => {
    await analytics.close();
    await dialog.close();
    await store.close();
    await rm(folder, { recursive: true });
  });
  return { folder, store, clock, services: { users, dialog: dialog.service, analytics: analytics.service } };
}

test("[T4] when what was said may not be kept longer, no service has people's words or names any more; reports keep their numbers", async () => {
  const { folder, store, clock, services } = await openServices();
  const { users, dialog, analytics } = services;
  const from = clock.now;
  const conversationIds: string[] = [];
  for (let each = 0; each < 120; each++) {
    const { visitor } = await users.createVisitor({ locale: "en", page: { url: "https://shop.example/hidden-page" } });
    await users.updateVisitor({ visitorId: visitor.id, profile: { name: "Hidden Name", email: "hidden@example.com" } });
    const { id: conversationId } = await dialog.open({ visitorId: visitor.id, channel: "web", locale: "en" });
    const say = visitorSays("hm");
    const messageId = newId();
    await dialog.apply({
      conversationId,
      id: messageId,
      command: { ...say, content: { type: "text", text: "hm" } } as typeof say,
    });
    await dialog.respond({ conversationId, messageId });
    await dialog.apply({ conversationId, id: newId(), command: visitorSays("hidden words") });
    const closed = await dialog.apply({
      conversationId,
      id: newId(),
      command: { do: "close", author: { kind: "visitor" } },
    });
    // As gateways do: with what happened, so that it is counted in memory.
    const { events } = await dialog.read({ conversationId, after: 0 });
    await analytics.follow({ heads: [{ conversationId, seq: closed.conversation.seq, events }] });
    conversationIds.push(conversationId);
  }
  const range = { from, to: from + 3_600_000 };
  const before = await analytics.report(range);
  expect(before.conversations).toBe(120);
  clock.now += 86_400_000;
  const erasures: Outcome[] = [];
  await eraseBefore(clock.now, services, {
    show: (outcomes) => erasures.push(...outcomes),
    goesOn: () => true,
  });
  const shown = erasures.map(({ conversation }) => conversation.id);
  expect(shown.toSorted()).toEqual(conversationIds.toSorted());
  const heads = erasures.map(({ conversation: { id, seq }, events }) => ({ conversationId: id, seq, events }));
  await analytics.follow({ heads });
  await analytics.report(range);
  for (const name of ["events", "conversations", "visitors", "episodes"]) {
    const left = JSON.stringify(await store.collection(name).find({}));
    expect(left).not.toMatch(/hidden/i);
    expect(left).not.toContain('"hm"');
  }
  // Nor has the disk: not in pages that are free again, nor in the log of what was written.
  for (const name of await readdir(folder)) {
    expect((await readFile(join(folder, name))).toString("latin1"), name).not.toMatch(/hidden/i);
  }
  expect(await analytics.report(range)).toMatchObject({ conversations: 120, messages: before.messages });
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { openBlobs } from "../blobs/open.ts";
import { createDialog } from "../services/dialog/dialog.ts";
import { keys, neighbour } from "../services/dialog/fixture.ts";
import { openStore } from "../store/open.ts";
import { conversationOf } from "./conversation-of.ts";

/** Where people write to an account with threads. */
async function account() {
  const folder = await mkdtemp(join(tmpdir(), "threads-"));
  const store = await openStore(folder);
  const blobs = await openBlobs({ store: folder });
  const { service: dialog, close } = createDialog({ store, keys, blobs, nlu: neighbour() });
  onTestFinished(async () => {
    await close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  await dialog.putInbox({ id: "mail", channel: "email", name: "mail", enabled: true, settings: {} });
  return {
    writes: (visitorId: string, message: { thread: string; answers?: string }) =>
      conversationOf(
        dialog,
        { visitorId, channel: "email", inboxId: "mail", locale: "en" },
        { id: newId(), ...message },
      ),
    async notes(conversationId: string) {
      const { events } = await dialog.read({ conversationId, after: 0 });
      return events.flatMap((event) => (event.type === "note" ? [event.text] : []));
    },
  };
}

test("each thread of a person is a conversation of its own, and the same again", async () => {
  const { writes } = await account();
  const one = await writes("ann", { thread: "1" });
  expect(await writes("ann", { thread: "2" })).not.toBe(one);
  expect(await writes("ann", { thread: "1" })).toBe(one);
});

test("nobody comes into somebody else's thread by naming it", async () => {
  const { writes } = await account();
  expect(await writes("eve", { thread: "1" })).not.toBe(await writes("ann", { thread: "1" }));
});

test("what answers a conversation is said there if it is theirs; else beside it, and a note says so", async () => {
  const { writes, notes } = await account();
  const hers = await writes("ann", { thread: "1" });
  expect(await writes("ann", { thread: "2", answers: hers })).toBe(hers);
  const other = await writes("eve", { thread: "3", answers: hers });
  expect(other).not.toBe(hers);
  expect(await notes(other)).toEqual([expect.stringContaining(hers)]);
  expect(await writes("eve", { thread: "4", answers: newId() })).not.toBe(other);
  expect(await notes(hers)).toEqual([]);
});

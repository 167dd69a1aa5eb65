import { Readable } from "node:stream";
import { newId, type Visitor } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { agentSays, ann, useDialog } from "../services/dialog/fixture.ts";
import { startContinuing } from "./continuing.ts";
import type { SentOn } from "./port.ts";
import type { Spine } from "./receive.ts";
import type { Connected } from "./sending.ts";

const world = useDialog();
const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);
const can = { text: { most: 1_000, in: "units" } } as const;
const SITE = "https://shop.example";

/** Accounts that go on with the chats of an inbox each, as their `send` says; everybody has given an address and left. */
async function open(sends: Record<string, NonNullable<Connected["continues"]>["send"]>, page = `${SITE}/help`) {
  const { dialog } = world;
  await dialog.putInbox({
    id: "web",
    channel: "web",
    name: "web",
    enabled: true,
    settings: { allowedOrigins: [SITE] },
  });
  const connected = new Map<string, Pick<Connected, "can" | "continues">>();
  for (const [inboxId, send] of Object.entries(sends)) {
    if (inboxId !== "web")
      await dialog.putInbox({ id: inboxId, channel: "web", name: inboxId, enabled: true, settings: {} });
    const settings = { continues: inboxId };
    await dialog.putInbox({ id: `mail-${inboxId}`, channel: "email", name: "mail", enabled: true, settings });
    connected.set(`mail-${inboxId}`, { can, continues: { after: 0, inboxes: [inboxId], send } });
  }
  const errors: unknown[] = [];
  const visitor = { profile: { email: "ann@people.example" }, page: { url: page } } as unknown as Visitor;
  const continuing = startContinuing({
    spine: { dialog, deliver: () => {}, onStored: () => {} } as unknown as Spine,
    users: { visitors: () => Promise.resolve([visitor]) },
    files: { read: () => Readable.from([]) },
    connected,
    there: () => Promise.resolve(new Set()),
    onResult: () => {},
    onError: (error) => void errors.push(error),
  });
  onTestFinished(() => continuing.stop());
  return { dialog, errors };
}

/** A chat in which an agent has said something that nobody has seen. */
async function missed(inboxId = "web"): Promise<string> {
  const { dialog } = world;
  const { id: conversationId } = await dialog.open({ visitorId: newId(), channel: "web", inboxId, locale: "en" });
  const commands = [{ do: "queue", reason: "asked" }, { do: "claim", agent: ann }, agentSays(ann, "Hello")] as const;
  for (const command of commands) await dialog.apply({ conversationId, id: newId(), command });
  return conversationId;
}
const sent = () => Promise.resolve({ is: "sent" as const, externalId: "x" });

test("an account sends few at once, and one that does not answer keeps no others", async () => {
  let [now, most, all] = [0, 0, 0];
  const elsewhere: string[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await open({
    web: async () => {
      most = Math.max(most, (now += 1));
      all += 1;
      await released;
      now -= 1;
      return await sent();
    },
    shop: (what) => (elsewhere.push(what.conversation.id), sent()),
  });
  await Promise.all(Array.from({ length: 9 }, () => missed()));
  await poll(() => now).toBe(4);
  const other = await missed("shop");
  await poll(() => elsewhere).toEqual([other]);
  release();
  await poll(() => all).toBe(9);
  expect(most).toBe(4);
});

test("of the page of who has left nothing is sent but where it is: all else may be words of theirs", async () => {
  const pages: (string | undefined)[] = [];
  const send = (what: SentOn) => (pages.push(what.page), sent());
  await open({ web: send }, "https://You-won:x@shop.example/help?call=0800#session=1");
  await missed();
  await poll(() => pages).toEqual([`${SITE}/help`]);
});

test("where all was erased while it was on its way, nothing is noted of whom it went to", async () => {
  const { dialog, errors } = await open({
    web: async ({ conversation: { id } }) => {
      const command = { do: "close", author: { kind: "agent", ...ann } } as const;
      await world.dialog.apply({ conversationId: id, id: newId(), command });
      // Nothing is erased in the first hours after its end.
      const later = world.node(undefined, () => Date.now() + 3 * 3_600_000);
      expect(await later.erase({ conversationIds: [id] })).toHaveLength(1);
      return await sent();
    },
  });
  const id = await missed();
  await poll(() => errors).toHaveLength(1);
  expect(JSON.stringify((await dialog.read({ conversationId: id, after: 0 })).events)).not.toContain("people.example");
});

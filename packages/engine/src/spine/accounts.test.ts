import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Inbox } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { keys, neighbour } from "../services/dialog/fixture.ts";
import { createDialog } from "../services/dialog/dialog.ts";
import { openStore } from "../store/open.ts";
import { watchAccounts } from "./accounts.ts";
import type { ChannelType } from "./port.ts";
import type { Connected } from "./sending.ts";

/** Two nodes over one store, each with a channel that notes what is done with its accounts. */
async function open({ types = ["letter"], inboxes = [] }: { types?: string[]; inboxes?: Inbox[] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "accounts-"));
  const store = await openStore(folder);
  const { service: dialog, close } = createDialog({ store, keys, nlu: neighbour() });
  for (const inbox of inboxes) await dialog.putInbox(inbox);
  const node = () => {
    const done: string[] = [];
    const connected = new Map<string, Connected>();
    const channelOf = (type: string): ChannelType => ({
      type,
      can: { text: { most: 1_000, in: "units" } },
      connect({ inbox, secrets }) {
        if (secrets["token"] === "wrong") throw new Error("The platform does not know this token.");
        done.push(`${inbox.id} as ${inbox.name}`);
        const send = async () => ({ is: "blocked", reason: "" }) as const;
        const stop = () => {
          done.push(`${inbox.id} stopped`);
          if (inbox.name === "Breaks") throw new Error("It cannot be stopped.");
          return inbox.name === "Rests" ? new Promise<void>(() => {}) : undefined;
        };
        return { send, stop };
      },
    });
    const connect: Parameters<typeof watchAccounts>[0]["connect"] = async (type, inbox, routes) => {
      const secrets = await dialog.inboxSecrets({ inboxId: inbox.id });
      return await type.connect({ inbox, secrets, routes } as Parameters<ChannelType["connect"]>[0]);
    };
    const heard: string[] = [];
    const onError = (error: unknown) => void heard.push((error as Error).message);
    const parts = { given: types.map(channelOf), dialog, connect, connected, onError, patience: 200 };
    return { done, heard, connected, ...watchAccounts(parts) };
  };
  const nodes = [node(), node()] as const;
  onTestFinished(async () => {
    for (const { stop } of nodes) await stop();
    await close();
    await store.close();
    await rm(folder, { recursive: true });
  });
  const change = (change: object) => dialog.changeInbox({ id: "letter", by: "ann", version: 0, ...change });
  const onAll = (done: unknown[]) => expect.poll(() => nodes.map((one) => one.done)).toEqual([done, done]);
  return { dialog, nodes, change, onAll };
}

test("[L8] an account is connected, anew when it is changed, let go of when it is switched off, and back: on all nodes", async () => {
  const { nodes, change, onAll } = await open();
  const first = ["letter as letter"];
  await onAll(first);
  await change({ name: "Post" });
  const second = [...first, "letter stopped", "letter as Post"];
  await onAll(second);
  await change({ version: 1, enabled: false });
  const third = [...second, "letter stopped"];
  await onAll(third);
  await expect.poll(() => nodes.map(({ connected }) => connected.size)).toEqual([0, 0]);
  await change({ version: 2, enabled: true });
  await onAll([...third, "letter as Post"]);
  await expect.poll(() => nodes.map(({ connected }) => connected.size)).toEqual([1, 1]);
});

test("an account that is made while the engine runs is connected, beside those that were there", async () => {
  const { dialog, onAll } = await open();
  await onAll(["letter as letter"]);
  await dialog.makeInbox({ id: "more", channel: "letter", name: "More", enabled: true, settings: {}, by: "ann" });
  await onAll(["letter as letter", "more as More"]);
});

test("why an account is not connected is known, and it is as soon as its secret is mended", async () => {
  const { nodes, change, onAll } = await open();
  await onAll(["letter as letter"]);
  await change({ secrets: { token: "wrong" } });
  const problem = ["letter", "The platform does not know this token."];
  await expect.poll(() => nodes.map(({ problems }) => [...problems()])).toEqual([[problem], [problem]]);
  await change({ version: 1, secrets: { token: "right" } });
  await onAll(["letter as letter", "letter stopped", "letter as letter"]);
  await expect.poll(() => nodes.map(({ problems }) => problems().size)).toEqual([0, 0]);
});

test.each([
  ["rests", "Rests", "has not ended in 200 milliseconds"],
  ["fails", "Breaks", "cannot be stopped"],
])("an account whose end %s keeps neither itself nor others from being connected", async (_, name, says) => {
  const { dialog, nodes, change, onAll } = await open();
  await onAll(["letter as letter"]);
  await change({ name });
  const before = ["letter as letter", "letter stopped", `letter as ${name}`];
  await onAll(before);
  await change({ version: 1, name: "Post" });
  await onAll([...before, "letter stopped", "letter as Post"]);
  await dialog.makeInbox({ id: "more", channel: "letter", name: "More", enabled: true, settings: {}, by: "ann" });
  await onAll([...before, "letter stopped", "letter as Post", "more as More"]);
  expect(nodes.map(({ heard }) => heard)).toEqual([[expect.stringContaining(says)], [expect.stringContaining(says)]]);
});

test("an inbox that is called like a channel, and is of another, keeps no accounts from being connected", async () => {
  const theirs = { id: "letter", channel: "mail", name: "Theirs", enabled: true, settings: {} };
  const { dialog, nodes, onAll } = await open({ types: ["letter", "card"], inboxes: [theirs] });
  await onAll(["card as card"]);
  const names = () => nodes.map(({ problems }) => [...problems().keys()]);
  await expect.poll(names).toEqual([["channel letter"], ["channel letter"]]);
  expect(nodes.map(({ heard }) => heard.length)).toEqual([1, 1]);
  await dialog.makeInbox({ id: "own", channel: "letter", name: "Own", enabled: true, settings: {}, by: "ann" });
  await onAll(["card as card", "own as Own"]);
  await expect.poll(names).toEqual([[], []]);
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { keys, neighbour } from "../services/dialog/fixture.ts";
import { createDialog } from "../services/dialog/dialog.ts";
import { openStore } from "../store/open.ts";
import { watchAccounts } from "./accounts.ts";
import type { ChannelType } from "./port.ts";
import type { Connected } from "./sending.ts";

/** Two nodes over one store, each with a channel that notes what is done with its accounts. */
async function open() {
  const folder = await mkdtemp(join(tmpdir(), "accounts-"));
  const store = await openStore(folder);
  const { service: dialog, close } = createDialog({ store, keys, nlu: neighbour() });
  const node = () => {
    const done: string[] = [];
    const connected = new Map<string, Connected>();
    const channel: ChannelType = {
      type: "letter",
      can: { text: { most: 1_000, in: "units" } },
      connect({ inbox, secrets }) {
        if (secrets["token"] === "wrong") throw new Error("The platform does not know this token.");
        done.push(`${inbox.id} as ${inbox.name}`);
        const send = async () => ({ is: "blocked", reason: "" }) as const;
        return { send, stop: () => void done.push(`${inbox.id} stopped`) };
      },
    };
    const connect: Parameters<typeof watchAccounts>[0]["connect"] = async (type, inbox, routes) => {
      const secrets = await dialog.inboxSecrets({ inboxId: inbox.id });
      return await type.connect({ inbox, secrets, routes } as Parameters<ChannelType["connect"]>[0]);
    };
    return { done, connected, ...watchAccounts({ given: [channel], dialog, connect, connected, onError: () => {} }) };
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
  expect(nodes.map(({ connected }) => connected.size)).toEqual([0, 0]);
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

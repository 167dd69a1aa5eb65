import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { ann, neighbour, useDialog, visitorSays } from "../fixture.ts";
import { CHANNEL_FILES } from "./awaited-files.ts";

const world = useDialog();
const DAY = 86_400_000;

/** A conversation of a channel in which a file is awaited, and two nodes whose clock can be turned on. */
async function awaiting() {
  const clock = { now: Date.now() };
  const nodes = [1, 2].map(() => world.node(neighbour(), () => clock.now)) as [
    typeof world.dialog,
    typeof world.dialog,
  ];
  const [dialog] = nodes;
  const inboxId = "letters";
  await dialog.putInbox({ id: inboxId, channel: inboxId, name: "Letters", enabled: true, settings: {} });
  const { id: conversationId } = await dialog.open({ visitorId: newId(), channel: inboxId, inboxId, locale: "en" });
  const file = { id: newId(), ref: "ref", name: "a.jpg" };
  await dialog.awaitFiles({ inboxId, conversationId, files: [file] });
  const due = (node = dialog) => node.dueFiles({ inboxIds: [inboxId], most: 9 });
  const named = { conversationId, id: file.id };
  return { clock, nodes, dialog, inboxId, conversationId, file, named, due };
}

test("a file that is awaited is taken by one node, and by another when that one says nothing", async () => {
  const { clock, nodes, inboxId, file, due } = await awaiting();
  const [taken, none] = await Promise.all(nodes.map((node) => due(node)));
  expect([...(taken ?? []), ...(none ?? [])]).toMatchObject([{ ...file, inboxId, attempts: 1 }]);
  for (const node of nodes) expect(await due(node)).toEqual([]);
  clock.now += 150_000;
  expect(await due(nodes[1])).toMatchObject([{ id: file.id, attempts: 2 }]);
});

test("it is awaited once however often it is named, not any more once it was said, and not by other inboxes", async () => {
  const { dialog, inboxId, conversationId, file, named, due } = await awaiting();
  expect(await dialog.dueFiles({ inboxIds: ["others"], most: 9 })).toEqual([]);
  await dialog.awaitFiles({ inboxId, conversationId, files: [file] });
  expect(await due()).toHaveLength(1);
  // Said, but the node died before it could say so.
  await dialog.apply({ conversationId, id: file.id, command: visitorSays("a.jpg") });
  await dialog.awaitFiles({ inboxId, conversationId, files: [file] });
  await dialog.fileCame({ ...named, again: true });
  expect(await due()).toEqual([]);
  await dialog.fileCame(named);
  expect(await CHANNEL_FILES.open(world.store).count({})).toBe(0);
});

test("what cannot be fetched is tried later and later, and after a day only said to be missing", async () => {
  const { clock, dialog, named, due } = await awaiting();
  for (const wait of [1_000, 2_000, 4_000]) {
    expect(await due()).toHaveLength(1);
    await dialog.fileCame({ ...named, again: true });
    clock.now += wait - 1;
    expect(await due()).toEqual([]);
    clock.now += 1;
  }
  clock.now += DAY;
  expect(await due()).toMatchObject([{ attempts: 4, late: true }]);
});

test("who may not write now is refused, but not what was there before", async () => {
  const { dialog, inboxId, conversationId, file } = await awaiting();
  const refusal = { code: "tooMany" as const, message: "Later." };
  await dialog.awaitFiles({ inboxId, conversationId, files: [file], refusal });
  const more = dialog.awaitFiles({ inboxId, conversationId, files: [{ ...file, id: newId() }], refusal });
  await expect(more).rejects.toMatchObject({ code: "tooMany" });
});

test("[T4] what is awaited goes with its conversation", async () => {
  const { clock, dialog, conversationId, due } = await awaiting();
  await dialog.apply({ conversationId, id: newId(), command: visitorSays("hello") });
  await dialog.apply({
    conversationId,
    id: newId(),
    command: { do: "close", author: { kind: "agent", ...ann }, force: true },
  });
  clock.now += DAY / 2;
  await dialog.erase({ conversationIds: [conversationId] });
  expect(await due()).toEqual([]);
});

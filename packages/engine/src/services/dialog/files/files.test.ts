import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { useDialog } from "../fixture.ts";
import { UNSENT } from "./files.ts";

const world = useDialog();
const visitor = { kind: "visitor" as const };

async function begin(conversationId: string, length = 10): Promise<string> {
  const id = newId();
  await world.dialog.beginFile({ id, conversationId, by: visitor, name: "notes", length });
  return id;
}
const about = { name: "notes.txt", kind: "document", type: "text/plain", bytes: 10 } as const;
const ready = (id: string) => world.dialog.endFile({ id, verdict: { state: "ready", ...about } });
const send = (conversationId: string, id: string) =>
  world.apply(conversationId, { do: "say", author: visitor, content: { type: "file", text: "x", file: { id } } });

test("[F3] of two parts at the same place one counts, on whatever node", async () => {
  const id = await begin(await world.begin());
  const parts = [world.dialog, world.node()].map((node, index) =>
    node.growFile({ id, from: 0, part: { bytes: 4, key: `part-0-${index}` } }),
  );
  const taken = (await Promise.all(parts)).map((grown) => grown.taken);
  expect(taken.filter(Boolean)).toHaveLength(1);
  const { upload } = await world.dialog.file({ id });
  expect(upload).toMatchObject({ received: 4, parts: [{ key: `part-0-${taken.indexOf(true)}` }] });
  expect(await world.dialog.growFile({ id, from: 3, part: { bytes: 4, key: "part-3-0" } })).toMatchObject({
    taken: false,
  });
});

test("[F5] what an upload was found to be is said once: the first verdict holds", async () => {
  const id = await begin(await world.begin());
  await world.dialog.endFile({ id, verdict: { state: "refused", problem: "infected" } });
  expect((await ready(id)).upload).toMatchObject({ state: "refused", problem: "infected", name: "" });
});

test("[F3, F6] so many files may wait to be sent in a conversation; what was sent or refused is none of them", async () => {
  const conversationId = await world.begin();
  for (let number = 0; number < UNSENT; number += 1) await begin(conversationId);
  const { unsentFiles, dropFile, endFile } = world.dialog;
  const waiting = await unsentFiles({ before: Date.now() + 1_000 });
  const mine = waiting.filter((file) => file.conversationId === conversationId);
  expect(mine).toHaveLength(UNSENT);
  const [first, second, third] = mine.map(({ id }) => id) as [string, string, string];
  const full = { code: "tooMany", details: { reason: "unsent" } };
  await expect(begin(conversationId)).rejects.toMatchObject(full);
  await begin(await world.begin());
  await ready(first);
  await send(conversationId, first);
  await endFile({ id: second, verdict: { state: "refused", problem: "type" } });
  expect([await dropFile({ id: first }), await dropFile({ id: third })]).toEqual([
    { dropped: false },
    { dropped: true },
  ]);
  for (let number = 0; number < 3; number += 1) await begin(conversationId);
  await expect(begin(conversationId)).rejects.toMatchObject(full);
  expect(await unsentFiles({ before: 0 })).toEqual([]);
});

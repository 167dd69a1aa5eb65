import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { ann, bob, neighbour, useDialog } from "../fixture.ts";
import { PLANNED } from "./stored.ts";

const world = useDialog();
const DAY = 24 * 3_600_000;
const plan = (conversationId: string, agent = ann) => ({
  conversationId,
  id: newId(),
  kind: "reminder" as const,
  text: "Look again",
  at: Date.now() + DAY,
  version: 0,
  agent,
});
const refused = (whose: string, most: number) => ({
  code: "invalid",
  details: { reason: "planned", whose, most },
});

test("[W5] a conversation has room for fifty planned things, whoever plans them, and for the next when one is gone", async () => {
  const dialog = world.node(neighbour());
  const conversationId = await world.begin();
  const first = plan(conversationId);
  await dialog.plan(first);
  for (let at = 1; at < 50; at += 1) await dialog.plan(plan(conversationId, at % 2 ? ann : bob));
  await expect(dialog.plan(plan(conversationId))).rejects.toMatchObject(refused("conversation", 50));
  // What is known already may still be changed, and asked for once more.
  await expect(dialog.plan(first)).resolves.toMatchObject({ version: 1 });
  await expect(dialog.plan({ ...first, version: 1, text: "Later" })).resolves.toMatchObject({ version: 2 });
  await dialog.unplan({ conversationId, id: first.id });
  await dialog.plan(plan(conversationId));
  expect(await dialog.planned({ conversationId })).toHaveLength(50);
});

test("[W5] a member has five hundred planned things at most, in all conversations together", async () => {
  const dialog = world.node(neighbour());
  const plans = PLANNED.open(world.store);
  const stored = Array.from({ length: 500 }, (_, at) => {
    const { agent, ...kept } = plan(`elsewhere-${at}`);
    return {
      _id: `${kept.conversationId}/${kept.id}`,
      ...kept,
      agentId: agent.id,
      agentName: agent.name,
      inboxId: "web",
    };
  });
  await plans.insertMany(stored);
  const conversationId = await world.begin();
  await expect(dialog.plan(plan(conversationId))).rejects.toMatchObject(refused("member", 500));
  await expect(dialog.plan(plan(conversationId, bob))).resolves.toMatchObject({ agent: bob });
});

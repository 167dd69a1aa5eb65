import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { ann, bob, useDialog } from "./fixture.ts";

const world = useDialog();

async function waiting(count: number): Promise<string[]> {
  const ids = await Promise.all(Array.from({ length: count }, () => world.begin()));
  await Promise.all(
    ids.map(async (id) => {
      await world.apply(id, { do: "say", author: { kind: "visitor" }, content: { type: "text", text: "a person" } });
      await world.apply(id, { do: "queue", reason: "asked" });
    }),
  );
  return ids;
}

test("[H8] an agent takes as many as one may have at once, counted on all nodes, and more when one has ended", async () => {
  const [one = "", two = "", three = ""] = await waiting(3);
  const other = world.node();
  const claim = (node: typeof other, conversationId: string, id = newId()) =>
    node.apply({ conversationId, id, command: { do: "claim", agent: ann, most: 2 } });
  const first = newId();
  await claim(world.dialog, one, first);
  await claim(other, two);
  const full = { code: "conflict", details: { capacity: 2 } };
  await expect(claim(world.dialog, three)).rejects.toMatchObject(full);
  await expect(claim(other, three)).rejects.toMatchObject(full);
  expect(await world.dialog.held({ agentIds: ["ann", "bob"] })).toEqual({ ann: 2, bob: 0 });
  // The answer to the first claim was lost; it is not refused now.
  expect(await claim(world.dialog, one, first)).toMatchObject({ duplicate: true });
  await world.apply(one, { do: "close", author: { kind: "agent", ...ann } });
  await claim(world.dialog, three);
  expect(await other.held({ agentIds: ["ann"] })).toEqual({ ann: 2 });
});

test("[H8] nobody is handed more than he may have, except by who may", async () => {
  const [one = "", two = ""] = await waiting(2);
  await world.apply(one, { do: "claim", agent: ann });
  await world.apply(two, { do: "claim", agent: bob });
  const hand = { do: "transfer", agent: ann, to: bob } as const;
  await expect(world.apply(one, { ...hand, most: 1 })).rejects.toMatchObject({ details: { capacity: 1 } });
  await world.apply(one, hand);
  expect(await world.dialog.held({ agentIds: ["ann", "bob"] })).toEqual({ ann: 0, bob: 2 });
});

test.each(["claim", "transfer"] as const)("[H8] a limit holds when it is asked for many at once: %s", async (how) => {
  const ids = await waiting(6);
  if (how === "transfer") for (const id of ids) await world.apply(id, { do: "claim", agent: ann });
  const asked = ids.map((id) =>
    how === "claim"
      ? world.apply(id, { do: "claim", agent: bob, most: 2 })
      : world.apply(id, { do: "transfer", agent: ann, to: bob, most: 2 }),
  );
  const answers = await Promise.allSettled(asked);
  const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
  expect(refused).toHaveLength(4);
  expect(refused[0]).toMatchObject({ code: "conflict", details: { capacity: 2 } });
  expect(await world.dialog.held({ agentIds: ["bob"] })).toEqual({ bob: 2 });
});

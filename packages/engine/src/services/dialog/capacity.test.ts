import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Command } from "./contract.ts";
import { ann, bob, storeThatTakes, useDialog } from "./fixture.ts";

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

test.each([2, 3])("[H8] a limit holds when it is asked for at once on %i nodes", async (count) => {
  const most = count - 1;
  const nodes = Array.from({ length: count }, () => world.node());
  for (let round = 0; round < 5; round += 1) {
    const agent = { id: `agent-${round}`, name: "Ann" };
    const ids = await waiting(6);
    const command = { do: "claim", agent, most } as const;
    const asked = ids.map((conversationId, index) =>
      (nodes[index % count] ?? world.dialog).apply({ conversationId, id: newId(), command }),
    );
    const answers = await Promise.allSettled(asked);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(most);
    expect(await world.dialog.held({ agentIds: [agent.id] })).toEqual({ [agent.id]: most });
  }
});

test("[H8] a claim that was lost to another agent, or that a dead node had begun, keeps no place for long", async () => {
  const [one = "", two = "", three = ""] = await waiting(3);
  await world.apply(one, { do: "claim", agent: bob });
  const claim: Command = { do: "claim", agent: ann, most: 1 };
  await expect(world.apply(one, claim)).rejects.toMatchObject({ details: { agent: bob } });
  const dying = world.node(undefined, Date.now, storeThatTakes(world.store, 0, "events"));
  await expect(dying.apply({ conversationId: two, id: newId(), command: claim })).rejects.toMatchObject({
    code: "unavailable",
  });
  await world.apply(three, claim);
  expect(await world.dialog.held({ agentIds: ["ann"] })).toEqual({ ann: 1 });
});

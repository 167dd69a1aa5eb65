import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Command } from "../contract.ts";
import { ann, neighbour, useDialog, visitorSays } from "../fixture.ts";
import { PLANNED } from "./stored.ts";

const world = useDialog();
const HOUR = 3_600_000;

test.each(["reminder", "message"] as const)(
  "[W6] a %s that a node had read before the conversation was erased says nothing after it",
  async (kind) => {
    const clock = { now: Date.now() };
    const node = world.node(neighbour(), () => clock.now);
    const { id: conversationId } = await node.open({ visitorId: newId(), channel: "web", locale: "en" });
    const does = (command: Command) => node.apply({ conversationId, id: newId(), command });
    await does(visitorSays("refund"));
    await does({ do: "claim", agent: ann });
    const at = clock.now + 24 * HOUR;
    await node.plan({ conversationId, id: newId(), kind, text: "their card number", at, version: 0, agent: ann });
    await does({ do: "close", author: { kind: "agent", ...ann } });
    const stored = PLANNED.open(world.store);
    const [read] = await stored.find({ conversationId });
    clock.now += 23 * HOUR;
    await node.erase({ conversationIds: [conversationId] });
    expect(await stored.find({ conversationId })).toEqual([]);
    if (read) await stored.insert(read);
    clock.now += 2 * HOUR;
    const other = world.node(neighbour(), () => clock.now);
    expect(await node.due({})).toEqual([]);
    expect((await world.logOf(conversationId)).map(({ type }) => type)).toEqual(["erased"]);
    expect(JSON.stringify(await other.get({ conversationId }))).not.toContain("card number");
  },
);

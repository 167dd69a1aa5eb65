import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { ann, bob, useDialog, visitorSays } from "./fixture.ts";

const world = useDialog();
const into = newId();
const lead = { id: "lead", name: "Lead" };

async function endedBy(agent: typeof ann): Promise<string> {
  const conversationId = await world.begin();
  await world.apply(conversationId, visitorSays("human"));
  await world.apply(conversationId, { do: "queue", reason: "asked" });
  await world.apply(conversationId, { do: "claim", agent });
  await world.apply(conversationId, { do: "close", author: { kind: "agent", ...agent } });
  return conversationId;
}

test("[W10] what is over is merged by who ended it or supervises, and by nobody else, whom it went to before or not", async () => {
  const conversationId = await endedBy(ann);
  const merge = (agent: typeof ann, force = false, to = into) =>
    world.apply(conversationId, { do: "merge", agent, into: to, force });
  await expect(merge(bob)).rejects.toMatchObject({ code: "forbidden" });
  expect((await merge(ann)).events).toMatchObject([{ type: "merged", into }]);
  await expect(merge(bob, false, newId())).rejects.toMatchObject({ code: "forbidden" });
  expect((await merge(lead, true, newId())).events).toMatchObject([{ type: "merged" }]);
});

test("[W10] what never began is not merged, nor ended by that", async () => {
  const conversationId = await world.begin();
  const merging = world.apply(conversationId, { do: "merge", agent: lead, into, force: true });
  await expect(merging).rejects.toMatchObject({ code: "forbidden" });
  expect((await world.dialog.read({ conversationId })).events).toEqual([]);
});

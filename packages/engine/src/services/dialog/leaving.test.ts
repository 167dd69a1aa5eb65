import type { Hours } from "@parley/protocol";
import { expect, test } from "vitest";
import { useDialog, visitorSays } from "./fixture.ts";
import { peopleThere } from "./leaving.ts";

const world = useDialog();
const NEVER: Hours = { zone: "UTC", week: [[], [], [], [], [], [], []] };

const leavesAt = async (dialog: typeof world.dialog) => (await dialog.queue({})).map(({ leaves }) => leaves?.locale);

test("[Q4] who may leave a message is as it stands in the store, whatever a node has seen before", async () => {
  const conversationId = await world.begin();
  const other = world.node();
  // The other node has seen it with the bot.
  await other.get({ conversationId });
  await world.apply(conversationId, visitorSays("hm"));
  await world.apply(conversationId, { do: "queue", reason: "asked" });
  expect(await leavesAt(other)).toEqual(["en"]);
  await other.get({ conversationId });
  const content = { type: "left" as const, text: "It is broken." };
  await world.apply(conversationId, { do: "say", author: { kind: "visitor" }, content });
  expect(await leavesAt(world.dialog)).toEqual([undefined]);
  expect(await leavesAt(other)).toEqual([undefined]);
});

test("[Q4] an inbox with a form has nobody outside of its hours; one whose form cannot be read has none", async () => {
  const inbox = { id: "shop", channel: "web", name: "Shop", enabled: true };
  const set = (leave: unknown) => ({ inbox: { ...inbox, settings: { leave } }, hours: NEVER });
  expect(peopleThere(set({}), 2, Date.now())).toBe(0);
  expect(peopleThere(set(undefined), 2, Date.now())).toBe(2);
  expect(peopleThere(set("yes"), 2, Date.now())).toBe(2);
  // What of it can be read holds.
  expect(peopleThere(set({ fields: "none" }), 2, Date.now())).toBe(0);
});

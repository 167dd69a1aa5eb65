import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { openUsers } from "./users.test.kit.ts";

test("[H13] a mention waits for its member until they have read that far, each once, the newest 50", async () => {
  const { users, clock } = await openUsers();
  const [here, there] = [newId(), newId()];
  const name = (conversationId: string, seq: number, ...memberIds: string[]) =>
    users.mention({ memberIds, conversationId, seq, by: "Ben" });
  const of = async (memberId: string) =>
    (await users.mentions({ memberId })).map(({ conversationId, seq }) => [conversationId === here ? "here" : "", seq]);
  await name(here, 3, "amy", "cid");
  await name(here, 3, "amy");
  clock.now += 1;
  await name(here, 9, "amy");
  clock.now += 1;
  await name(there, 2, "amy");
  expect(await of("amy")).toEqual([
    ["", 2],
    ["here", 9],
    ["here", 3],
  ]);
  await users.readMentions({ memberId: "amy", conversationId: here, seq: 8 });
  expect(await of("amy")).toEqual([
    ["", 2],
    ["here", 9],
  ]);
  expect(await of("cid")).toEqual([["here", 3]]);
  for (let seq = 10; seq < 70; seq++) {
    clock.now += 1;
    await name(here, seq, "amy");
  }
  const left = await of("amy");
  expect([left.length, left[0]]).toEqual([50, ["here", 69]]);
});

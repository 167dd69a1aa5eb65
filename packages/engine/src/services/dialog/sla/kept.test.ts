import { expect, test } from "vitest";
import { agentSays, ann, useDialog, visitorSays } from "../fixture.ts";
import { PROMISES_KEPT } from "./kept.ts";

const world = useDialog();
const MINUTE = 60_000;
const NOW = 1_800_000_000_000;

test("[A7] what was kept and missed is counted once, by inbox, agent and time, and what is still promised is not", async () => {
  const clock = { at: NOW };
  const nodes = [0, 1].map(() => world.node(undefined, () => clock.at));
  const [dialog, other] = nodes as [(typeof nodes)[0], (typeof nodes)[0]];
  const policy = {
    id: "usual",
    name: "Usual",
    when: {},
    minutes: { firstReply: 10, resolution: 60 },
    counts: "always",
  };
  const { sla } = await dialog.settings({});
  const value = { policies: [policy as typeof policy & { counts: "always" }] };
  await dialog.changeSettings({ name: "sla", version: sla.version, value, by: "owner" });
  const begin = async (visitorId: string) => {
    const { id: conversationId } = await dialog.open({ visitorId, channel: "web", locale: "en" });
    let count = 0;
    const apply = (command: Parameters<typeof dialog.apply>[0]["command"]) =>
      dialog.apply({ conversationId, id: `${visitorId}${(count += 1)}`, command });
    await apply(visitorSays("refund"));
    await apply({ do: "queue", reason: "asked" });
    return apply;
  };
  const [kept, missed] = [await begin("kept-visitor-000000000"), await begin("missed-visitor-0000000")];
  clock.at += 5 * MINUTE;
  await kept({ do: "claim", agent: ann });
  await kept(agentSays(ann, "Here."));
  clock.at += 6 * MINUTE;
  await Promise.all([dialog.due({}), other.due({})]);
  await missed({ do: "claim", agent: ann });
  await missed(agentSays(ann, "Late."));
  await kept({ do: "close", author: { kind: "agent", ...ann } });
  await dialog.due({});
  const range = { from: NOW, to: NOW + 600 * MINUTE, starts: [NOW, NOW + 30 * MINUTE] };
  const counts = async (more = {}) =>
    (await other.promisesKept({ ...range, ...more }))
      .map(({ of, by, key, kept, missed }) => `${of} ${by} ${key} ${kept} ${missed}`)
      .sort();
  expect(await counts()).toEqual(
    [
      "firstReply all  1 1",
      `firstReply agent ann 1 0`,
      "firstReply inbox web 1 1",
      `firstReply time ${NOW} 1 1`,
      "resolution all  1 0",
      "resolution agent ann 1 0",
      "resolution inbox web 1 0",
      `resolution time ${NOW + 30 * MINUTE} 1 0`,
    ].sort(),
  );
  expect(await counts({ inboxIds: ["other"] })).toEqual([]);
  expect(await counts({ to: NOW + 1 })).toEqual([]);
});

test("[A7] what was due longer ago than the workspace keeps what was said is gone, and the rest is not", async () => {
  const clock = { at: NOW };
  const dialog = world.node(undefined, () => clock.at);
  const days = (count: number) => count * 24 * 60 * MINUTE;
  const stored = PROMISES_KEPT.open(world.store);
  const promise = { conversationId: "c", inboxId: "web", of: "firstReply" as const, kept: true };
  for (const age of [31, 29]) await stored.insert({ ...promise, _id: `c/${age}`, due: NOW - days(age) });
  const left = async () => (await stored.find({})).map(({ _id }) => _id).toSorted();
  await dialog.due({});
  expect(await left()).toEqual(["c/29", "c/31"]);
  const { workspace } = await dialog.settings({});
  const value = { ...workspace.value, retentionDays: 30 };
  await dialog.changeSettings({ name: "workspace", version: workspace.version, value, by: "owner" });
  clock.at += 61 * MINUTE;
  await dialog.due({});
  expect(await left()).toEqual(["c/29"]);
});

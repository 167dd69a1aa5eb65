import { expect, test } from "vitest";
import { useDialog } from "../fixture.ts";

const world = useDialog();
const by = "ann";
const first = {
  allowedOrigins: ["https://shop.example"],
  workspace: { waitingMinutes: 7, capacity: 3 },
  bot: { whileWaiting: false },
};
const node = (given: typeof first) => world.node(undefined, undefined, undefined, { first: given });

test("[L8] settings begin once, as they were given to the first node, sites too", async () => {
  const both = [node(first), node({ ...first, workspace: { waitingMinutes: 9, capacity: 9 } })] as const;
  expect((await both[0].settings({})).workspace).toMatchObject({
    version: 0,
    value: { waitingMinutes: 7, capacity: 3 },
  });
  expect((await both[1].settings({})).workspace.value).toMatchObject({ waitingMinutes: 7, replyMinutes: 10 });
  expect((await both[1].settings({})).bot.value).toEqual({ whileWaiting: false });
  expect(await both[1].inboxes({})).toMatchObject([{ settings: { allowedOrigins: ["https://shop.example"] } }]);
});

test("[L8] where there was a store, its first inbox is told which sites may show it, unless it was", async () => {
  await world.dialog.putInbox({ id: "web", channel: "web", name: "Web", enabled: true, settings: { color: "#111" } });
  const { store } = world;
  await store.collection("settings").remove({});
  expect(await node(first).inboxes({})).toMatchObject([
    { settings: { color: "#111", allowedOrigins: ["https://shop.example"] } },
  ]);
  await store.collection("settings").remove({});
  await node({ ...first, allowedOrigins: ["https://other.example"] }).settings({});
  expect(await world.node().inboxes({})).toMatchObject([{ settings: { allowedOrigins: ["https://shop.example"] } }]);
});

test("the guide is there in a new store, and put away where one was worked with before", async () => {
  expect((await node(first).settings({})).guide.value).toEqual({ away: false, later: [] });
  const { store } = world;
  await store.collection("settings").remove({ _id: "guide" });
  expect((await node(first).settings({})).guide).toEqual({ version: 0, value: { away: true, later: [] } });
  const value = { away: false, later: ["team" as const], knowledge: "demo" as const };
  await world.dialog.changeSettings({ name: "guide", version: 0, value, by });
  expect((await node(first).settings({})).guide).toMatchObject({ version: 1, value });
});

test("[L8] what a version before took and this one refuses is left out of what was stored, and the rest holds", async () => {
  const { store } = world;
  const stored = store.collection("settings");
  const { workspace, bot } = await node(first).settings({});
  const name = { "en-12": "Pat", en: "Pat" };
  await stored.update({ _id: "bot" }, { $set: { value: { ...bot.value, name } } });
  await stored.update({ _id: "workspace" }, { $set: { value: { ...workspace.value, languages: ["en-12"] } } });
  const read = await node(first).settings({});
  expect(read.bot.value).toEqual({ ...bot.value, name: { en: "Pat" } });
  expect(read.workspace.value).toEqual({ ...workspace.value, languages: ["zh-CN", "en"] });
});

test("[L8] a change holds here at once and on other nodes within about a second; what was there is kept", async () => {
  const other = world.node();
  const { workspace } = await other.settings({});
  const value = { ...workspace.value, name: "Shop", capacity: 2 };
  await world.dialog.changeSettings({ name: "workspace", version: 0, value, by });
  expect((await world.dialog.settings({})).workspace).toMatchObject({ value, version: 1, by });
  await expect.poll(async () => (await other.settings({})).workspace.value).toEqual(value);
  const late = world.dialog.changeSettings({ name: "workspace", version: 0, value, by });
  await expect(late).rejects.toMatchObject({ code: "conflict", details: { version: 1 } });
  expect(await world.dialog.settingsHistory({ name: "workspace" })).toEqual([{ version: 0, value: workspace.value }]);
});

test("[L8] who writes to an inbox with hours of its own is told these", async () => {
  const sunday = () => Date.parse("2026-11-29T20:00+08:00");
  const dialog = world.node(undefined, sunday);
  const from = (hour: number) => [{ from: hour * 60, to: 24 * 60 }];
  const hours = (hour: number) => ({ zone: "Asia/Shanghai", week: Array.from({ length: 7 }, () => from(hour)) });
  const { workspace } = await dialog.settings({});
  await dialog.changeSettings({ name: "workspace", version: 0, value: { ...workspace.value, hours: hours(21) }, by });
  const late = { settings: { hours: hours(22) } };
  await dialog.makeInbox({ id: "late", channel: "web", name: "Late", enabled: true, ...late, by });
  const says = async (inboxId: string) => {
    const { id } = await dialog.open({ visitorId: `${inboxId}-visitor`, channel: "web", inboxId, locale: "en" });
    const [, words] = await world.say(id, { type: "choice", text: "Talk to a person", value: "human" }, 0, dialog);
    return words?.type === "message" ? words.content.text : "";
  };
  expect(await says("web")).toContain("today at 21:00");
  expect(await says("late")).toContain("today at 22:00");
});

import { type DeskSettings, type Macro, type MacroOutcome, newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { agent, api, member, owner } from "./support/agent.ts";
import { PASSWORD } from "./support/console.ts";
import { type RunningEngine, runEngine, shared, startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

const engine = shared(() => runEngine());
const both = (en: string, zh = "") => ({ en, "zh-CN": zh });

async function keep(running: RunningEngine, macro: Partial<Macro> & Pick<Macro, "id" | "acts">): Promise<Macro> {
  return await (await owner(running)).call("PUT", `/macros/${macro.id}`, { name: macro.id, version: 0, ...macro });
}

/** Vera has somebody's conversation. */
async function serving(running: RunningEngine) {
  const someone = await visitor(running.url);
  await someone.send("I want to talk to a human");
  const vera = await agent(running, "Vera");
  const conversationId = someone.welcome.conversation.id;
  await vera.lists(conversationId, "queued");
  await vera.open(conversationId);
  await vera.claim(conversationId);
  const run = (macro: Macro, more: object = {}) =>
    vera.ask<MacroOutcome>("macro", { conversationId, id: newId(), macro: macro.id, version: macro.version, ...more });
  return { someone, vera, conversationId, run };
}

test("[G4] a macro does its acts in their order, once, however often it is sent; visitors see what each shows them", async () => {
  const running = await engine();
  const { someone, vera, conversationId, run } = await serving(running);
  const macro = await keep(running, {
    id: "goodbye",
    acts: [
      { do: "say", text: both("Bye {{visitor_name|dear}}, order {{order_number}} is fine.") },
      { do: "note", text: "Was happy." },
      { do: "close" },
    ],
  });
  const again = { id: newId(), known: { order_id: "A-77" } };
  expect(await run(macro, again)).toEqual({ done: 3 });
  expect(await run(macro, again)).toEqual({ done: 3 });
  await vera.lists(conversationId, "closed");
  const said = () => someone.messages().filter(({ author }) => author.kind === "agent");
  // What is sent again is shown again, under the same number.
  await expect.poll(() => said().at(0)).toMatchObject({ content: { text: "Bye dear, order A-77 is fine." } });
  expect(JSON.stringify(someone.events)).not.toMatch(/Was happy|goodbye/);
  const log = (await running.engine.services.dialog.read({ conversationId, after: 0 })).events;
  expect(log.filter(({ type }) => type === "note")).toHaveLength(1);
  expect(log.filter((event) => event.type === "message" && event.author.kind === "agent")).toHaveLength(1);
});

test("[G4] where an act fails the others are not done, and the agent hears which and why", async () => {
  const running = await engine();
  const { vera, conversationId, run } = await serving(running);
  const macro = await keep(running, {
    id: "to-nobody",
    acts: [{ do: "note", text: "One." }, { do: "transfer", agentId: "nobody" }, { do: "close" }],
  });
  expect(await run(macro)).toMatchObject({ done: 1, failed: { act: "transfer", error: { code: "notFound" } } });
  await vera.lists(conversationId, "agent");
});

test("[G4] what nothing is known for, or somebody changed, or is for others, stops it before anything is done", async () => {
  const running = await engine();
  const { someone, run } = await serving(running);
  const acts: Macro["acts"] = [
    { do: "note", text: "One." },
    { do: "say", text: both("Order {{order_number}}.") },
  ];
  const macro = await keep(running, { id: "unknown", acts });
  expect(await run(macro)).toMatchObject({ done: 0, failed: { act: "say", error: { code: "invalid" } } });
  await expect(run({ ...macro, version: 7 })).rejects.toMatchObject({ data: { code: "conflict" } });
  const theirs = await keep(running, { id: "theirs", acts, role: "supervisor" });
  await expect(run(theirs)).rejects.toMatchObject({ data: { code: "forbidden" } });
  const lost = await keep(running, { id: "lost", acts: [{ do: "reply", shortcut: "no-such-reply" }] });
  await expect(run(lost)).rejects.toMatchObject({ data: { code: "notFound" } });
  expect(someone.messages().some(({ author }) => author.kind === "agent")).toBe(false);
});

test("[G4] macros are made by who supervises, and seen by who may run them", async () => {
  const running = await engine();
  const macro = await keep(running, { id: "mine", acts: [{ do: "close" }], role: "supervisor" });
  const vera = await member(running, "Vera");
  const seen = async () => (await vera.call<Macro[]>("GET", "/macros")).map(({ id }) => id);
  expect(await seen()).not.toContain("mine");
  const refused = { status: 403 };
  await expect(vera.call("PUT", "/macros/mine", macro)).rejects.toMatchObject(refused);
  await expect(vera.call("DELETE", "/macros/mine", {})).rejects.toMatchObject(refused);
  const open = await keep(running, { ...macro, role: undefined });
  expect(open.version).toBe(2);
  expect(await seen()).toContain("mine");
  await expect(keep(running, macro)).rejects.toMatchObject({ status: 409 });
});

test("[W7] [G4] where closing needs a code, a macro does not close without", async () => {
  const running = await engine();
  const { vera, conversationId, run } = await serving(running);
  const macro = await keep(running, { id: "codeless", acts: [{ do: "note", text: "One." }, { do: "close" }] });
  const { dialog } = running.engine.services;
  const change = async (value: DeskSettings) => {
    const { version } = (await dialog.settings({})).desk;
    await dialog.changeSettings({ name: "desk", version, value, by: "owner" });
  };
  await change({ tags: [], codes: [{ id: "refund", name: "Refund" }], codeRequired: true });
  expect(await run(macro)).toMatchObject({ done: 1, failed: { act: "close", error: { details: { reason: "code" } } } });
  await vera.lists(conversationId, "agent");
  await change({ tags: [], codes: [] });
});

test("[G4] a macro closes nothing that may not be closed by hand, and says nothing that is no message", async () => {
  const running = await startEngine();
  const boss = await owner(running);
  const codes = [{ id: "sold", name: "Sold" }];
  await boss.call("PUT", "/settings/desk", { version: 0, value: { tags: [], codes, codeRequired: true } });
  const { someone, vera, conversationId, run } = await serving(running);
  const closing = await keep(running, { id: "closing", acts: [{ do: "note", text: "One." }, { do: "close" }] });
  expect(await run(closing)).toMatchObject({ done: 1, failed: { act: "close", error: { code: "invalid" } } });
  await vera.lists(conversationId, "agent");
  const nothing = await keep(running, { id: "nothing", acts: [{ do: "say", text: both("{{branch|}}") }] });
  expect(await run(nothing)).toMatchObject({ done: 0, failed: { act: "say", error: { code: "invalid" } } });
  const words = `${"ab ".repeat(1300)}{{a|}}.`;
  const long = await keep(running, { id: "long", acts: [{ do: "say", text: both(words) }] });
  expect(await run(long)).toEqual({ done: 1 });
  const known = { a: "x".repeat(200) };
  expect(await run(long, { known })).toMatchObject({ done: 0, failed: { act: "say", error: { code: "invalid" } } });
  expect(someone.messages().every(({ content }) => content.text !== "")).toBe(true);
});

test("[G4] macros of inboxes that one does not see are not listed", async () => {
  const running = await engine();
  const boss = await owner(running);
  const { dialog } = running.engine.services;
  await dialog.putInbox({ id: "shop", channel: "web", name: "Shop", enabled: true, settings: {} });
  await keep(running, { id: "shop-only", acts: [{ do: "close" }], inboxes: ["shop"] });
  const seenBy = async (name: string, inboxes: string[]) => {
    const invitation = { name, email: `${name}@example.com`, role: "agent", inboxes, current: PASSWORD };
    const { setupToken } = await boss.call<{ setupToken: string }>("POST", "/team", invitation);
    const mine = api(running.url);
    await mine.call("POST", "/setup", { token: setupToken, password: PASSWORD });
    return (await mine.call<Macro[]>("GET", "/macros")).map(({ id }) => id);
  };
  expect(await seenBy("walt", ["shop"])).toContain("shop-only");
  expect(await seenBy("wanda", ["web"])).not.toContain("shop-only");
});

test("[G4] a run that is sent again is the same one, though the visitor is called otherwise by then", async () => {
  const running = await engine();
  const { someone, conversationId, run } = await serving(running);
  const macro = await keep(running, {
    id: "renamed",
    acts: [{ do: "say", text: both("Hello {{order_number}}.") }, { do: "close" }],
  });
  const id = newId();
  expect(await run(macro, { id, known: { order_id: "A-1" } })).toEqual({ done: 2 });
  expect(await run(macro, { id, known: { order_id: "A-2" } })).toEqual({ done: 2 });
  const said = () => someone.messages().filter(({ author }) => author.kind === "agent");
  await expect.poll(said).toHaveLength(1);
  expect((await running.engine.services.dialog.get({ conversationId })).conversation.state.status).toBe("closed");
});

test("[G4] [W1] a macro tags, makes a task and hands to a team, once, however often it is sent; visitors hear of none of it", async () => {
  const running = await startEngine();
  const boss = await owner(running);
  const tags = [{ id: "late", name: "Late parcel", colour: "red" }];
  await boss.call("PUT", "/settings/desk", { version: 0, value: { tags, codes: [] } });
  const { dialog } = running.engine.services;
  const { routing } = await dialog.settings({});
  const team = { id: "parcels", name: "Parcels", members: [] };
  await dialog.changeSettings({
    name: "routing",
    version: routing.version,
    value: { ...routing.value, teams: [team] },
    by: "owner",
  });
  const { someone, vera, conversationId, run } = await serving(running);
  const macro = await keep(running, {
    id: "parcel",
    acts: [
      { do: "tag", tag: "late", on: true },
      { do: "task", title: "Find the parcel", hours: 24 },
      { do: "team", teamId: "parcels" },
    ],
  });
  const again = { id: newId() };
  expect(await run(macro, again)).toEqual({ done: 3 });
  expect(await run(macro, again)).toEqual({ done: 3 });
  await vera.lists(conversationId, "queued");
  const { items } = await dialog.tasks({ conversationId, sort: "due", limit: 10 });
  expect(items).toMatchObject([{ title: "Find the parcel", state: "open", madeBy: { name: "Vera" } }]);
  const trail = await running.engine.services.users.audit({ limit: 100 });
  expect(trail.filter(({ action }) => action === "makeTask")).toMatchObject([{ target: items[0]?.id }]);
  const log = (await dialog.read({ conversationId, after: 0 })).events;
  expect(log.filter(({ type }) => type === "tagged")).toMatchObject([{ tag: "late", on: true }]);
  expect(log.filter(({ type }) => type === "released")).toMatchObject([{ to: "queue", team: "parcels" }]);
  await expect.poll(() => someone.events.some(({ type }) => type === "released")).toBe(true);
  expect(JSON.stringify(someone.events)).not.toMatch(/late|parcel/i);
});

test("[G4] [W4] a macro puts aside; a tag or a team that there is not stops it, and the agent hears which", async () => {
  const running = await engine();
  const { vera, conversationId, run } = await serving(running);
  const aside = await keep(running, { id: "aside", acts: [{ do: "snooze", minutes: 30 }] });
  expect(await run(aside)).toEqual({ done: 1 });
  const log = (await running.engine.services.dialog.read({ conversationId, after: 0 })).events;
  expect(log.at(-1)).toMatchObject({ type: "snoozed", until: expect.any(Number) as number });
  const untagged = await keep(running, { id: "untagged", acts: [{ do: "tag", tag: "no-such", on: true }] });
  expect(await run(untagged)).toMatchObject({ done: 0, failed: { act: "tag", error: { code: "invalid" } } });
  const teamless = await keep(running, { id: "teamless", acts: [{ do: "team", teamId: "no-such" }] });
  expect(await run(teamless)).toMatchObject({ done: 0, failed: { act: "team", error: { code: "notFound" } } });
  await vera.lists(conversationId, "agent");
});

import { newId, type TaskLink, type TaskPage, type TaskWithHistory } from "@parley/protocol";
import { expect, test } from "vitest";
import { openAdmin } from "./api.test.kit.ts";

/** The owner's browser, conversations in two inboxes, and how a task is sent. */
async function setUp() {
  const admin = await openAdmin();
  const { users, dialog } = admin;
  const owner = await admin.ownerBrowser();
  await dialog.putInbox({ id: "shop", channel: "web", name: "shop", enabled: true, settings: {} });
  const { id: visitorId } = (await users.createVisitor({ locale: "en" })).visitor;
  await users.updateVisitor({ visitorId, profile: { name: "Ann Lee" } });
  const conversationIn = async (inboxId: string) =>
    (await dialog.open({ visitorId, channel: "web", inboxId, locale: "en" })).id;
  const conversationId = await conversationIn("web");
  const edit = (more: object = {}) => {
    const task = { id: newId(), conversationId, title: "Call back", priority: 1, state: "open", version: 0, ...more };
    return [`PUT /tasks/${task.id}`, task] as const;
  };
  return { ...admin, owner, conversationId, conversationIn, edit, visitorId };
}

test("[J1] a task is made, changed and read; what is wrong with one is said", async () => {
  const { owner, edit, trail } = await setUp();
  const { id: me, name } = (await owner.ask("GET /session")).body as { id: string; name: string };
  const made = await owner.ask(...edit({ owner: { kind: "agent", id: me } }));
  expect(made).toMatchObject({ status: 200, body: { owner: { kind: "agent", id: me, name }, version: 1 } });
  const { id } = made.body as TaskWithHistory;
  const again = await owner.ask(...edit({ id, state: "done", version: 1 }));
  expect(again.body).toMatchObject({
    state: "done",
    stateBy: { id: me },
    history: [{}, { what: "owner" }, { what: "state" }],
  });
  expect((await owner.ask(`GET /tasks/${id}`)).body).toEqual(again.body);
  const late = await owner.ask(...edit({ id, title: "Late", version: 1 }));
  expect(late).toMatchObject({ status: 409, error: { code: "conflict" } });
  for (const wrong of [
    { title: " " },
    { state: "later" },
    { priority: 7 },
    { owner: { kind: "agent", id: "nobody" } },
    { dueAt: -1 },
    { dueAt: 8_640_000_000_000_001 },
  ]) {
    const [field = ""] = Object.keys(wrong);
    expect((await owner.ask(...edit(wrong))).error).toMatchObject({
      code: "invalid",
      details: { fields: { [field]: [expect.any(String)] } },
    });
  }
  expect((await owner.ask("GET /tasks/none")).status).toBe(404);
  expect((await owner.ask(...edit({ conversationId: newId() }))).status).toBe(404);
  expect((await owner.ask("GET /tasks?list=other")).status).toBe(400);
  expect(await trail()).toEqual(expect.arrayContaining([`makeTask ${id}`, `changeTask ${id}`]));
});

test("[J2] lists are one's own, one's team's, nobody's, those that are overdue, or all, of a contact or a conversation too", async () => {
  const { owner, edit, dialog, conversationId, visitorId } = await setUp();
  const { id: me } = (await owner.ask("GET /session")).body as { id: string };
  const { routing } = await dialog.settings({});
  const teams = [
    { id: "billing", name: "Billing", members: [me] },
    { id: "others", name: "Others", members: [] },
  ];
  await owner.ask("PUT /settings/routing", { version: routing.version, value: { ...routing.value, teams } });
  await owner.ask(...edit({ title: "mine", owner: { kind: "agent", id: me } }));
  await owner.ask(...edit({ title: "ours", owner: { kind: "team", id: "billing" }, dueAt: 1 }));
  await owner.ask(...edit({ title: "theirs", owner: { kind: "team", id: "others" } }));
  await owner.ask(...edit({ title: "done", state: "done" }));
  const list = async (query: string) =>
    ((await owner.ask(`GET /tasks?${query}`)).body as TaskPage).items.map(({ title }) => title).toSorted();
  expect(await list("list=mine")).toEqual(["mine"]);
  expect(await list("list=team")).toEqual(["ours"]);
  expect(await list("list=unassigned")).toEqual([]);
  expect(await list("list=overdue")).toEqual(["ours"]);
  expect(await list("")).toEqual(["mine", "ours", "theirs"]);
  expect(await list("state=done")).toEqual(["done"]);
  expect(await list(`conversation=${conversationId}&owner=${me}`)).toEqual(["mine"]);
  expect(await list(`contact=${visitorId}&state=open,done`)).toHaveLength(4);
  const { items, teams: known } = (await owner.ask("GET /tasks?list=mine")).body as TaskPage;
  expect(known).toEqual([
    { id: "billing", name: "Billing" },
    { id: "others", name: "Others" },
  ]);
  expect(items).toMatchObject([{ visitorName: "Ann Lee" }]);
});

test("[J2] what is overdue of one's own and of one's teams is counted, in inboxes that one sees, and nothing else", async () => {
  const { owner, edit, dialog, conversationIn, memberBrowser } = await setUp();
  const count = async (browser: typeof owner) => (await browser.ask("GET /tasks/overdue")).body;
  const { id: me } = (await owner.ask("GET /session")).body as { id: string };
  const teams = [
    { id: "billing", name: "Billing", members: [me] },
    { id: "others", name: "Others", members: [] },
  ];
  const { routing } = await dialog.settings({});
  await owner.ask("PUT /settings/routing", { version: routing.version, value: { ...routing.value, teams } });
  expect(await count(owner)).toEqual({ count: 0 });
  const mine = { owner: { kind: "agent" as const, id: me } };
  await owner.ask(...edit({ ...mine, dueAt: 1 }));
  await owner.ask(...edit({ ...mine, dueAt: 1, state: "done" }));
  await owner.ask(...edit({ ...mine }));
  await owner.ask(...edit({ dueAt: 1 }));
  await owner.ask(...edit({ owner: { kind: "team", id: "billing" }, dueAt: 1, state: "waiting" }));
  await owner.ask(...edit({ owner: { kind: "team", id: "others" }, dueAt: 1 }));
  expect(await count(owner)).toEqual({ count: 2 });
  const agent = await memberBrowser("agent");
  const { id: agentId } = (await agent.ask("GET /session")).body as { id: string };
  const theirs = { owner: { kind: "agent" as const, id: agentId }, dueAt: 1 };
  await owner.ask(...edit({ ...theirs }));
  await owner.ask(...edit({ ...theirs, conversationId: await conversationIn("shop") }));
  expect(await count(agent)).toEqual({ count: 2 });
  await owner.ask(`PATCH /team/${agentId}`, { inboxes: ["shop"] });
  await agent.ask("POST /session", { email: "agent@shop.example", password: "correct horse battery" });
  expect(await count(agent)).toEqual({ count: 1 });
});

test("[J6] tasks of an inbox that a member does not see are neither listed, read, made, changed nor linked by them", async () => {
  const { owner, edit, conversationIn, memberBrowser, users } = await setUp();
  const agent = await memberBrowser("agent");
  const { id: agentId } = (await agent.ask("GET /session")).body as { id: string };
  await owner.ask(`PATCH /team/${agentId}`, { inboxes: ["shop"] });
  await agent.ask("POST /session", { email: "agent@shop.example", password: "correct horse battery" });
  const hidden = (await owner.ask(...edit())).body as TaskWithHistory;
  const [elsewhere, seen] = [edit(), edit({ conversationId: await conversationIn("shop") })];
  expect((await agent.ask(...seen)).status).toBe(200);
  const forbidden = { status: 403, error: { details: { reason: "inbox" } } };
  expect(await agent.ask(...elsewhere)).toMatchObject(forbidden);
  expect(await agent.ask(...edit({ id: hidden.id, version: 1 }))).toMatchObject(forbidden);
  expect(await agent.ask(`GET /tasks/${hidden.id}`)).toMatchObject(forbidden);
  expect(await agent.ask(`POST /tasks/${hidden.id}/link`)).toMatchObject(forbidden);
  expect(await agent.ask(`DELETE /tasks/${hidden.id}/link`)).toMatchObject(forbidden);
  expect(await agent.ask("GET /tasks?inbox=web")).toMatchObject(forbidden);
  expect(((await agent.ask("GET /tasks")).body as TaskPage).items).toMatchObject([{ inboxId: "shop" }]);
  // Nobody can be given what they do not see.
  const given = await owner.ask(...edit({ owner: { kind: "agent", id: agentId } }));
  expect(given.error).toMatchObject({ details: { fields: { owner: ["is nobody who sees this inbox"] } } });
  expect((await users.team({})).length).toBe(2);
});

test("[J4] a link is told once, holds until it is withdrawn, and who did it is in the trail", async () => {
  const { owner, edit, dialog, trail } = await setUp();
  const { id } = (await owner.ask(...edit({ toCustomer: "Soon." }))).body as TaskWithHistory;
  const { path, task } = (await owner.ask(`POST /tasks/${id}/link`)).body as TaskLink;
  expect(task.linked).toBe(true);
  expect(path).toMatch(/^t\/pt_[\w-]{43}$/);
  expect(await dialog.taskOf({ token: path.slice(2) })).toMatchObject({ words: "Soon." });
  expect((await owner.ask(`DELETE /tasks/${id}/link`)).body).toMatchObject({ linked: false });
  await expect(dialog.taskOf({ token: path.slice(2) })).rejects.toMatchObject({ code: "notFound" });
  expect(await trail()).toEqual(expect.arrayContaining([`linkTask ${id}`, `unlinkTask ${id}`]));
  expect(JSON.stringify(await trail())).not.toContain(path);
});

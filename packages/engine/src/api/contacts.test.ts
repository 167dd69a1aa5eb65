import { type ContactDetails, type ContactPage, newId, type Segment, type WholeContact } from "@parley/protocol";
import { expect, test } from "vitest";
import { openAdmin } from "./api.test.kit.ts";

const HOUR = 3_600_000;

async function openDesk() {
  const admin = await openAdmin();
  const { users, dialog } = admin;
  const owner = await admin.ownerBrowser();

  /** Somebody who says something in an inbox, one thing a conversation. */
  async function person(name: string, ...words: string[]) {
    const { id } = (await users.createVisitor({ locale: "en" })).visitor;
    await users.updateVisitor({ visitorId: id, profile: { name } });
    const conversations: string[] = [];
    for (const [at, text] of words.entries()) {
      const inboxId = at === 0 ? "web" : `inbox-${at}`;
      if (at > 0) await dialog.putInbox({ id: inboxId, channel: "web", name: inboxId, enabled: true, settings: {} });
      const { id: conversationId } = await dialog.open({ visitorId: id, channel: "web", inboxId, locale: "en" });
      conversations.push(conversationId);
      await say(conversationId, text);
    }
    return { id, conversations };
  }
  async function say(conversationId: string, text: string) {
    const author = { kind: "visitor" } as const;
    admin.clock.now += 1000;
    await dialog.apply({
      conversationId,
      id: newId(),
      command: { do: "say", author, content: { type: "text", text } },
    });
  }
  async function close(conversationId: string) {
    const author = { kind: "agent", id: "amy", name: "Amy" } as const;
    await dialog.apply({ conversationId, id: newId(), command: { do: "close", author, force: true } });
  }
  const details = async (id: string) => (await owner.ask(`GET /contacts/${id}`)).body as ContactDetails;
  return { ...admin, owner, person, say, close, details };
}

test("[K6] a contact's conversations stay where they are, and are read side by side by time", async () => {
  const { owner, person, say, details } = await openDesk();
  const ann = await person("Ann", "first", "second");
  const other = await person("Anna", "third");
  await person("Somebody", "else");
  const before = await details(ann.id);
  expect(before.conversations.map(({ preview }) => preview?.text)).toEqual(["second", "first"]);
  expect(before).toMatchObject({ contact: { name: "Ann" }, files: [], identities: [{ visitorId: ann.id }] });

  await owner.ask(`POST /contacts/${ann.id}/merge`, { from: other.id });
  await say(ann.conversations[0] ?? "", "last");
  const { conversations, merged } = await details(other.id);
  expect(conversations.map(({ preview }) => preview?.text)).toEqual(["last", "third", "second"]);
  expect(conversations.map(({ conversation }) => conversation.visitorId)).toEqual([ann.id, other.id, ann.id]);
  const first = await owner.ask(`GET /contacts/${ann.id}/conversations?limit=1`);
  const [{ conversation } = { conversation: { id: "", updatedAt: 0 } }] = first.body as ContactDetails["conversations"];
  const rest = await owner.ask(
    `GET /contacts/${ann.id}/conversations?before=${conversation.updatedAt}&beforeId=${conversation.id}`,
  );
  expect((rest.body as ContactDetails["conversations"]).map(({ preview }) => preview?.text)).toEqual([
    "third",
    "second",
  ]);

  const back = await owner.ask(`POST /contacts/${other.id}/unmerge`, { merge: merged[0]?.id });
  expect(back.body).toMatchObject({ contact: { id: other.id, name: "Anna" } });
  expect((await details(ann.id)).conversations.map(({ preview }) => preview?.text)).toEqual(["last", "second"]);
});

test("contacts are made, found, changed and noted upon by agents", async () => {
  const { memberBrowser, owner, trail } = await openDesk();
  const agent = await memberBrowser("agent");
  const made = (await agent.ask("POST /contacts", { name: "  李雷 ", email: "lilei@x.example", tags: ["vip"] }))
    .body as WholeContact;
  const { id, version } = made.contact;
  expect(made.contact).toMatchObject({ name: "李雷", tags: ["vip"], verified: false });
  const query = `search=${encodeURIComponent("李雷")}&tag=vip&verified=false&sort=name`;
  const found = (await agent.ask(`GET /contacts?${query}`)).body as ContactPage;
  expect(found).toMatchObject({ total: 1, contacts: [{ id }] });
  expect((await agent.ask("GET /contacts?attribute=plan:pro&seenWithin=3")).body).toMatchObject({ total: 0 });

  const change = { version, change: { phone: "1", attributes: { plan: "pro" } } };
  expect((await agent.ask(`PATCH /contacts/${id}`, change)).body).toMatchObject({ contact: { phone: "1" } });
  const late = await agent.ask(`PATCH /contacts/${id}`, change, { "accept-language": "zh-CN" });
  expect([late.status, late.error?.message]).toEqual([409, "此联系人刚刚被他人修改过，请刷新后重试。"]);
  const wrong = await agent.ask(`PATCH /contacts/${id}`, { version: 2, change: { email: "no" } });
  expect([wrong.status, Object.keys(wrong.error?.details?.["fields"] ?? {})]).toEqual([400, ["change.email"]]);
  expect((await agent.ask("GET /contacts?attribute=plan")).status).toBe(400);
  expect((await agent.ask("GET /contacts/nobody")).status).toBe(404);

  const note = { id: newId(), text: "Calls on Mondays." };
  await owner.ask(`POST /contacts/${id}/notes`, note);
  expect((await agent.ask(`DELETE /contacts/${id}/notes/${note.id}`)).status).toBe(403);
  expect((await owner.ask(`DELETE /contacts/${id}/notes/${note.id}`)).body).toMatchObject({ notes: [] });
  expect(await trail()).toEqual(expect.arrayContaining([`saveContact ${id}`, `noteContact ${id}`]));
});

test("[K5] who was proven is joined with who was not only by a supervisor who asks for it", async () => {
  const { users, person, memberBrowser } = await openDesk();
  const [proven, other] = [await person("Proven"), await person("Other")];
  await users.verifyVisitor({ visitorId: proven.id, userId: "7" });
  const asked = [`POST /contacts/${proven.id}/merge`, { from: other.id }] as const;
  expect((await (await memberBrowser("agent")).ask(...asked)).status).toBe(403);
  const supervisor = await memberBrowser("supervisor");
  const refused = await supervisor.ask(...asked, { "accept-language": "zh" });
  expect([refused.status, refused.error?.details]).toEqual([409, { reason: "mixVerified" }]);
  expect(refused.error?.message).toContain("明确确认");
  const joined = await supervisor.ask(asked[0], { ...asked[1], mixVerified: true });
  expect(joined.body).toMatchObject({ contact: { verified: true, mixed: true } });
});

test("[C7, H14] a contact's page has the files of all their conversations, and none that was not sent", async () => {
  const { dialog, person, details } = await openDesk();
  const ann = await person("Ann", "first", "second");
  const found = { kind: "document", type: "text/plain", bytes: 9 } as const;
  const by = { kind: "visitor" } as const;
  const put = async (conversationId: string, name: string, sent = true) => {
    const id = newId();
    await dialog.beginFile({ id, conversationId, by, name, length: 9 });
    await dialog.endFile({ id, verdict: { state: "ready", name, ...found } });
    const content = { type: "file", text: name, file: { id } } as const;
    if (sent) await dialog.apply({ conversationId, id: newId(), command: { do: "say", author: by, content } });
    return { file: { id, name, ...found }, conversationId, at: expect.any(Number) as number, by: "visitor" };
  };
  const [first = "", second = ""] = ann.conversations;
  const old = await put(first, "old.txt");
  await put(first, "kept.txt", false);
  const young = await put(second, "new.txt");
  const { files } = await details(ann.id);
  expect(files).toEqual(expect.arrayContaining([young, old]));
  expect(files).toHaveLength(2);
});

test("[T4] a contact is erased with all conversations, once these are over", async () => {
  const { users, dialog, clock, owner, person, close, memberBrowser, details, trail } = await openDesk();
  const ann = await person("Ann Secret", "my secret");
  const [conversationId = ""] = ann.conversations;
  const asked = `DELETE /contacts/${ann.id}`;
  expect((await (await memberBrowser("supervisor")).ask(asked)).status).toBe(403);
  const early = await owner.ask(asked);
  expect([early.status, early.error?.details]).toEqual([409, { conversations: [conversationId] }]);
  await close(conversationId);
  // What was said a moment ago may still be written on by other nodes.
  expect((await owner.ask(asked)).body).toEqual({ left: [conversationId] });
  expect((await details(ann.id)).contact).not.toHaveProperty("name");
  expect((await owner.ask("GET /contacts?search=secret")).body).toMatchObject({ total: 0 });
  clock.now += 3 * HOUR;
  expect((await owner.ask(asked)).body).toEqual({ left: [] });
  expect(JSON.stringify(await dialog.read({ conversationId, after: 0 }))).not.toContain("secret");
  expect(await users.visitors({ ids: [ann.id] })).toMatchObject([{ profile: {} }]);
  expect(await trail()).toContain(`eraseContact ${ann.id}`);
});

test("segments are read by agents and kept by supervisors", async () => {
  const { memberBrowser } = await openDesk();
  const [agent, supervisor] = [await memberBrowser("agent"), await memberBrowser("supervisor")];
  const segment = { id: "zh-vips", name: "中文贵宾", filter: { language: "zh", tag: "vip" }, version: 0 };
  expect((await agent.ask("PUT /segments/zh-vips", segment)).status).toBe(403);
  expect((await supervisor.ask("PUT /segments/others", segment)).status).toBe(400);
  const saved = (await supervisor.ask("PUT /segments/zh-vips", segment)).body as Segment;
  expect((await agent.ask("GET /segments")).body).toEqual([saved]);
  expect((await supervisor.ask("PUT /segments/zh-vips", segment)).status).toBe(409);
  expect((await supervisor.ask("DELETE /segments/zh-vips", { version: saved.version })).body).toEqual({});
  expect((await agent.ask("GET /segments")).body).toEqual([]);
});

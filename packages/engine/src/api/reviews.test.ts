import {
  type CoachingNote,
  newId,
  type QualitySettings,
  type Review,
  type ReviewAgreements,
  type SampleItem,
} from "@parley/protocol";
import { expect, test } from "vitest";
import { REVIEWS } from "../services/analytics/reviews/stored.ts";
import { openAdmin } from "./api.test.kit.ts";

const SECTIONS: QualitySettings["sections"] = [
  { id: "tone", name: "Tone", questions: [{ id: "polite", text: "Polite?", kind: "yesno", weight: 1 }] },
];
const GOOD = { polite: "yes" };
const BAD = { polite: "no" };

/** An agent who closed a conversation that was rated 1, another agent, two supervisors and one of another inbox, with criteria. */
async function openQuality() {
  const admin = await openAdmin();
  const { dialog, analytics, users, ownerBrowser, memberBrowser, browser } = admin;
  const owner = await ownerBrowser();
  await owner.ask("POST /inboxes", { id: "mail", channel: "web", name: "Mail" });
  const { quality } = (await owner.ask("GET /settings")).body as {
    quality: { version: number; value: QualitySettings };
  };
  await owner.ask("PUT /settings/quality", {
    version: quality.version,
    value: { ...quality.value, sections: SECTIONS },
  });
  const agent = await memberBrowser("agent");
  const supervisor = await memberBrowser("supervisor");
  async function join(name: string, role: "agent" | "supervisor", inboxes?: string[]) {
    const email = `${name}@shop.example`;
    const { setupToken } = await users.invite({ name, email, role, by: "owner", ...(inboxes && { inboxes }) });
    const one = browser();
    await one.ask("POST /setup", { token: setupToken, password: "correct horse battery" });
    return one;
  }
  const other = await join("other", "agent");
  const second = await join("second", "supervisor");
  const elsewhere = await join("elsewhere", "supervisor", ["mail"]);
  const me = (await users.team({})).find(({ name }) => name === "agent") ?? { id: "", name: "" };

  async function close(): Promise<string> {
    const { id: conversationId } = await dialog.open({ visitorId: newId(), channel: "web", locale: "en" });
    const author = { kind: "agent", id: me.id, name: me.name } as const;
    const apply = async (command: Parameters<typeof dialog.apply>[0]["command"]) =>
      await dialog.apply({ conversationId, id: newId(), command });
    await apply({ do: "say", author: { kind: "visitor" }, content: { type: "text", text: "hm" } });
    await apply({ do: "claim", agent: { id: me.id, name: me.name } });
    await apply({ do: "close", author });
    await apply({ do: "rate", score: 1, comment: "bad" });
    const { events } = await dialog.read({ conversationId, after: 0 });
    await analytics.follow({ heads: [{ conversationId, seq: events.length, events }] });
    return conversationId;
  }
  const conversationId = await close();
  const mine = { conversationId, agentId: me.id };
  const listed = async (who: typeof agent) =>
    ((await who.ask("GET /reviews")).body as Review[]).map(({ score }) => score);
  const judge = async (who: typeof agent, answers: object, comment = "") =>
    await who.ask("POST /reviews", { ...mine, answers, comment });
  return {
    ...admin,
    owner,
    agent,
    supervisor,
    other,
    second,
    elsewhere,
    me,
    mine,
    listed,
    judge,
    conversationId,
    close,
  };
}

test("[E4] a review is the agent's and their supervisors', and of nobody else", async () => {
  const { owner, agent, supervisor, other, elsewhere, judge, listed, ask, users } = await openQuality();
  const review = await judge(supervisor, GOOD, "well done");
  expect(review.body).toMatchObject({ score: 1, failed: false, comment: "well done" });
  expect([await listed(agent), await listed(supervisor), await listed(owner)]).toEqual([[1], [1], [1]]);
  expect([await listed(other), await listed(elsewhere)]).toEqual([[], []]);
  const { id } = review.body as Review;
  expect((await judge(elsewhere, BAD)).error).toMatchObject({ code: "forbidden", details: { reason: "inbox" } });
  expect((await judge(agent, GOOD)).status).toBe(403);
  expect((await other.ask(`POST /reviews/${id}/appeal`, { text: "no" })).status).toBe(404);
  const { token } = await users.createVisitor({ locale: "en" });
  for (const path of ["/reviews", "/reviews/sample", "/coaching", "/quality"])
    expect((await ask(`GET ${path}`, undefined, { cookie: `parley=${token}` })).status).toBe(401);
});

test("[E4] reviews are read page by page, of one agent, and only those whose agent waits for a decision", async () => {
  const { agent, supervisor, second, other, judge, me } = await openQuality();
  const [first, then] = [(await judge(supervisor, GOOD)).body as Review, (await judge(second, BAD)).body as Review];
  const ids = async (who: typeof agent, query: string) =>
    ((await who.ask(`GET /reviews?${query}`)).body as Review[]).map(({ id }) => id);
  expect((await ids(supervisor, "limit=2")).toSorted()).toEqual([first.id, then.id].toSorted());
  const [newest = "", ...more] = await ids(supervisor, "limit=1");
  expect(more).toEqual([]);
  const [older = ""] = await ids(supervisor, `limit=1&before=${newest}`);
  expect([newest, older].toSorted()).toEqual([first.id, then.id].toSorted());
  expect(await ids(supervisor, `before=${older}`)).toEqual([]);
  expect([await ids(supervisor, `agent=${me.id}`), await ids(supervisor, "agent=nobody")]).toMatchObject([
    { length: 2 },
    [],
  ]);
  expect([await ids(other, `agent=${me.id}`), await ids(supervisor, "appealed=true")]).toEqual([[], []]);
  await agent.ask(`POST /reviews/${then.id}/appeal`, { text: "I was polite" });
  expect(await ids(supervisor, "appealed=true")).toEqual([then.id]);
  for (const query of ["limit=0", "limit=201", "limit=x", "appealed=perhaps"])
    expect((await supervisor.ask(`GET /reviews?${query}`)).error?.code).toBe("invalid");
  expect((await supervisor.ask("GET /reviews?before=nobody")).status).toBe(404);
});

test("[E4] every question is answered, once by each reviewer", async () => {
  const { supervisor, judge, mine } = await openQuality();
  expect((await judge(supervisor, {})).error?.code).toBe("invalid");
  expect((await judge(supervisor, { polite: 4 })).error?.code).toBe("invalid");
  expect((await judge(supervisor, { polite: "na" })).error?.code).toBe("invalid");
  await judge(supervisor, GOOD);
  expect((await judge(supervisor, BAD)).error?.code).toBe("conflict");
  expect((await supervisor.ask("POST /reviews", { ...mine, agentId: "nobody", answers: GOOD })).status).toBe(404);
});

test("[E5] what was rated badly is in the sample, of whoever sees the inbox, until it is erased", async () => {
  const { supervisor, elsewhere, judge, conversationId, analytics, clock } = await openQuality();
  const sample = async (who: typeof supervisor) => (await who.ask("GET /reviews/sample")).body as SampleItem[];
  expect(await sample(supervisor)).toMatchObject([{ conversationId, reasons: ["low"], reviews: 0, mine: false }]);
  expect(await sample(elsewhere)).toEqual([]);
  await judge(supervisor, BAD, "they said bad");
  expect(await sample(supervisor)).toMatchObject([{ reviews: 1, mine: true }]);
  await analytics.erase({ conversationIds: [conversationId] });
  clock.now += 1;
  expect(await sample(supervisor)).toEqual([]);
  expect((await supervisor.ask("GET /reviews")).body).toMatchObject([{ score: 0, comment: "" }]);
});

test("[E6] two who calibrate see the other's review only when both have judged, and so does the agent", async () => {
  const { agent, supervisor, second, judge, listed, mine } = await openQuality();
  expect((await supervisor.ask("POST /reviews/sample", mine)).status).toBe(200);
  await judge(supervisor, GOOD);
  expect([await listed(supervisor), await listed(second), await listed(agent)]).toEqual([[1], [], []]);
  await judge(second, BAD);
  expect([await listed(supervisor), await listed(second), await listed(agent)]).toEqual([
    [0, 1],
    [0, 1],
    [0, 1],
  ]);
  const { all } = (await second.ask("GET /reviews/agreement")).body as ReviewAgreements;
  expect(all).toEqual({ pairs: 1, same: 0, alpha: 0 });
});

test("[E6] what two judged counts on the card of the time in which each did, also where the other was earlier", async () => {
  const { agent, supervisor, second, judge, mine, store } = await openQuality();
  await supervisor.ask("POST /reviews/sample", mine);
  await judge(supervisor, GOOD);
  await REVIEWS.open(store).updateMany({}, { $inc: { at: -7 * 24 * 3_600_000 } });
  const { at } = (await judge(second, BAD)).body as Review;
  const range = `from=${at}&to=${at + 1}`;
  expect((await agent.ask(`GET /scorecards?${range}`)).body).toMatchObject({
    cards: [{ quality: { count: 1, average: 0 } }],
  });
});

test("[E7] the agent answers once, a supervisor decides, and both stay known", async () => {
  const { agent, supervisor, second, elsewhere, judge } = await openQuality();
  const { id } = (await judge(supervisor, BAD)).body as Review;
  expect((await second.ask(`POST /reviews/${id}/decision`, { text: "?" })).error?.code).toBe("conflict");
  const appealed = await agent.ask(`POST /reviews/${id}/appeal`, { text: "I was polite" });
  expect(appealed.body).toMatchObject({ appealed: true, score: 0 });
  expect((await agent.ask(`POST /reviews/${id}/appeal`, { text: "again" })).error?.code).toBe("conflict");
  expect((await agent.ask(`POST /reviews/${id}/decision`, { text: "mine" })).status).toBe(403);
  expect((await elsewhere.ask(`POST /reviews/${id}/decision`, { text: "no" })).status).toBe(403);
  const decided = await second.ask(`POST /reviews/${id}/decision`, { text: "you were", answers: GOOD });
  expect(decided.body).toMatchObject({
    score: 1,
    appealed: false,
    steps: [
      { did: "reviewed", by: { name: "supervisor" }, score: 0 },
      { did: "appealed", by: { name: "agent" }, text: "I was polite" },
      { did: "changed", by: { name: "second" }, text: "you were", score: 1 },
    ],
  });
});

test("[E8] a coaching note is between an agent and who supervises them", async () => {
  const { agent, supervisor, other, elsewhere, users, me } = await openQuality();
  await users.changeMember({ memberId: me.id, inboxes: ["web"], by: "owner" });
  const told = await supervisor.ask("POST /coaching", { agentId: me.id, text: "greet first" });
  const { id } = told.body as CoachingNote;
  const notes = async (who: typeof agent) =>
    ((await who.ask("GET /coaching")).body as CoachingNote[]).map(({ text }) => text);
  expect([await notes(agent), await notes(supervisor)]).toEqual([["greet first"], ["greet first"]]);
  expect([await notes(other), await notes(elsewhere)]).toEqual([[], []]);
  expect((await elsewhere.ask("POST /coaching", { agentId: me.id, text: "no" })).status).toBe(404);
  await elsewhere.ask(`DELETE /coaching/${id}`);
  expect((await other.ask(`DELETE /coaching/${id}`)).status).toBe(403);
  expect(await notes(agent)).toEqual(["greet first"]);
  await supervisor.ask(`DELETE /coaching/${id}`);
  expect(await notes(agent)).toEqual([]);
});

test("[E8] nobody writes a coaching note about themselves, nor takes one away", async () => {
  const { owner, supervisor, users } = await openQuality();
  const { id: agentId = "" } = (await users.team({})).find(({ email }) => email === "supervisor@shop.example") ?? {};
  const { id } = (await owner.ask("POST /coaching", { agentId, text: "look in more often" })).body as CoachingNote;
  await supervisor.ask(`DELETE /coaching/${id}`);
  expect((await supervisor.ask("GET /coaching")).body).toMatchObject([{ text: "look in more often" }]);
  expect((await supervisor.ask("POST /coaching", { agentId, text: "well done" })).status).toBe(404);
});

test("[E4] what reviews came to is on the agent's card", async () => {
  const { agent, supervisor, judge } = await openQuality();
  await judge(supervisor, BAD);
  const range = `from=${Date.now() - 60_000}&to=${Date.now() + 60_000}`;
  expect((await agent.ask(`GET /scorecards?${range}`)).body).toMatchObject({
    cards: [{ quality: { count: 1, average: 0 } }],
  });
});

import { newId, type Scorecards } from "@parley/protocol";
import { expect, test } from "vitest";
import { openAdmin } from "./api.test.kit.ts";

const HOUR = 3_600_000;

/** Two inboxes, each with an agent who closed a conversation that was rated, and who may ask about them. */
async function openTeam() {
  const admin = await openAdmin();
  const { dialog, analytics, users, ownerBrowser, memberBrowser } = admin;
  const owner = await ownerBrowser();
  await owner.ask("POST /inboxes", { id: "mail", channel: "web", name: "Mail" });
  const agent = await memberBrowser("agent");
  const supervisor = await memberBrowser("supervisor");
  const memberOf = async (email: string) => {
    const found = (await users.team({})).find((member) => member.email === email);
    if (!found) throw new Error(`There is no ${email}.`);
    return found;
  };
  const me = await memberOf("agent@shop.example");
  const other = (await users.invite({ name: "=Other", email: "o@shop.example", role: "agent", by: "owner" })).member;

  async function close(who: { id: string; name: string }, inboxId: string, comment?: string): Promise<void> {
    const { id: conversationId } = await dialog.open({ visitorId: newId(), channel: "web", inboxId, locale: "en" });
    const author = { kind: "agent", id: who.id, name: who.name } as const;
    const apply = async (command: Parameters<typeof dialog.apply>[0]["command"]) =>
      await dialog.apply({ conversationId, id: newId(), command });
    await apply({ do: "say", author: { kind: "visitor" }, content: { type: "text", text: "hm" } });
    await apply({ do: "claim", agent: { id: who.id, name: who.name } });
    await apply({ do: "say", author, content: { type: "text", text: "hello" } });
    await apply({ do: "close", author });
    if (comment !== undefined) await apply({ do: "rate", score: 4, comment });
    const { events } = await dialog.read({ conversationId, after: 0 });
    await analytics.follow({ heads: [{ conversationId, seq: events.length, events }] });
  }
  const confine = async (email: string, inboxes: string[]) =>
    await users.changeMember({ memberId: (await memberOf(email)).id, inboxes, by: "owner" });
  const range = `from=${Date.now() - HOUR}&to=${Date.now() + HOUR}`;
  const cards = async (who: typeof agent, more = "") => await who.ask(`GET /scorecards?${range}${more}`);
  const namesOf = ({ body }: { body: unknown }) => (body as Scorecards).cards.map((card) => card.agent.name);
  await close(me, "web", "mine");
  await close(other, "mail", "theirs");
  return { ...admin, owner, agent, supervisor, me, other, close, confine, cards, namesOf, range };
}

test("[E2] an agent sees themselves only, and nothing of the team while it is so small that it would say what another did", async () => {
  const { agent, cards, namesOf, close } = await openTeam();
  const first = await cards(agent);
  expect([namesOf(first), (first.body as Scorecards).team]).toEqual([["agent"], undefined]);
  expect(first.text).not.toContain("theirs");
  await close({ id: "third", name: "Third" }, "web", "third words");
  const then = await cards(agent);
  expect([namesOf(then), (then.body as Scorecards).team]).toMatchObject([["agent"], { conversations: 1, csat: 4 }]);
  expect(then.text).not.toContain("third words");
});

test("[E2] of a figure that fewer than three have an agent is not told what another has", async () => {
  const { agent, owner, cards, close } = await openTeam();
  await close({ id: "third", name: "Third" }, "web");
  const { team } = (await cards(agent)).body as Scorecards;
  expect(team).toMatchObject({ conversations: 1 });
  expect(team).not.toHaveProperty("csat");
  expect(((await cards(owner)).body as Scorecards).team).toMatchObject({ csat: 4 });
});

test("[E2] a supervisor sees the agents of their inboxes, and what was said there", async () => {
  const { supervisor, cards, confine, namesOf } = await openTeam();
  expect(namesOf(await cards(supervisor))).toEqual(["=Other", "agent"]);
  await confine("supervisor@shop.example", ["mail"]);
  const confined = await cards(supervisor);
  expect(namesOf(confined)).toEqual(["=Other"]);
  expect(confined.text).not.toContain("mine");
  expect((await cards(supervisor, "&inbox=web")).error).toMatchObject({ code: "forbidden" });
});

test("[E2] who has not signed in, a visitor too, is told nothing", async () => {
  const { ask, range, users } = await openTeam();
  const { token } = await users.createVisitor({ locale: "en" });
  for (const cookie of ["", `parley=${token}`])
    for (const path of ["/scorecards", "/scorecards/export"])
      expect((await ask(`GET ${path}?${range}`, undefined, { cookie })).status).toBe(401);
});

test("[E2] cards are a file that spreadsheets open without harm, which is noted in the trail", async () => {
  const { owner, supervisor, range, trail } = await openTeam();
  const { headers, text } = await supervisor.ask(`GET /scorecards/export?${range}`);
  expect(headers.get("content-disposition")).toBe("attachment; filename=parley-scorecards.csv");
  expect(text.split("\n").map((line) => line.split(",").slice(0, 3))).toMatchObject([
    ["\uFEFFagent", "conversations", "messages"],
    ["'=Other", "1", "1"],
    ["agent", "1", "1"],
    [""],
  ]);
  expect(await trail()).toContain("exportScorecards");
  expect((await owner.ask("GET /scorecards?from=1&to=x")).error?.code).toBe("invalid");
});

test("[E3] who was at work without a conversation has a card too, with their shift", async () => {
  const { owner, supervisor, users, clock, other, cards } = await openTeam();
  const { routing } = (await owner.ask("GET /settings")).body as { routing: { version: number; value: object } };
  const hours = { zone: "UTC", week: Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]) };
  const value = { ...routing.value, agents: { [other.id]: { hours } } };
  await owner.ask("PUT /settings/routing", { version: routing.version, value });
  await users.atWork({ memberIds: ["owner"] });
  clock.now += 60_000;
  await users.atWork({ memberIds: ["owner"] });
  const { cards: all } = (await cards(supervisor)).body as Scorecards;
  const found = Object.fromEntries(all.map(({ agent, adherence }) => [agent.name, adherence]));
  expect(found).toMatchObject({ Olivia: { available: 60_000 }, "=Other": { available: 0, kept: 0 } });
  expect(found["=Other"]?.scheduled).toBeGreaterThan(HOUR);
});

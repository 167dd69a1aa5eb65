import { newId, type OnSite } from "@parley/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Many, startMany } from "../inboxes/many.ts";
import { type Api, agentSocket } from "../support/agent.ts";
import { visitor } from "../support/visitor.ts";
import { openPage, showWho } from "./pages.ts";

type Agent = Awaited<ReturnType<typeof agentSocket>>;

let many: Many;
let team: Record<"Ann" | "Bob", Api>;

beforeAll(async () => {
  many = await startMany(["shop"]);
  await showWho(many, "shop");
  team = { Ann: await many.member("Ann", ["shop"]), Bob: await many.member("Bob", ["shop"]) };
});
afterAll(() => many.stop());

const consoleOf = async (name: "Ann" | "Bob") => await agentSocket(many.url, team[name]);

/** Somebody on the site, as agents see them. */
async function somebody(agent: Agent, more: object = {}) {
  const path = `/${newId()}`;
  const page = openPage(many.url, "shop", { page: { url: `https://shop.example${path}` }, ...more });
  await page.tell();
  const seen = async () => (await agent.ask<OnSite>("onSite", { page: path })).people[0];
  const to = (await seen())?.id ?? "";
  const invite = (from: Agent, text = "Can I help?") => {
    const id = newId();
    return from.ask("invite", { id, inboxId: "shop", to, text }).then(() => id);
  };
  /** What the page is told, once it is. */
  const invited = async () => {
    await expect.poll(async () => (await page.tell()).invitation, { interval: 300 }).toBeDefined();
    return (await page.tell()).invitation;
  };
  const mine = async (id: string) => (await agent.ask<OnSite>("onSite", {})).invitations.find((one) => one.id === id);
  return { page, seen, to, invite, invited, mine };
}

test("[O6] an agent's sentence reaches the page that it is for, with their name, and no other", async () => {
  const ann = await consoleOf("Ann");
  const [one, other] = [await somebody(ann), await somebody(ann)];
  const id = await one.invite(ann);
  expect(await one.invited()).toEqual({ id, name: ann.welcome.me.name, text: "Can I help?" });
  expect((await other.page.tell()).invitation).toBeUndefined();
  await one.page.tell({ shown: id });
  await expect.poll(async () => (await one.mine(id))?.state).toBe("shown");
  expect(await one.seen()).toMatchObject({ invited: { by: ann.welcome.me.name, state: "shown" } });
});

test("[O6] of two agents at once one invites, and the other is told who", async () => {
  const [ann, bob] = [await consoleOf("Ann"), await consoleOf("Bob")];
  const one = await somebody(ann);
  const both = await Promise.allSettled([one.invite(ann, "Ann here"), one.invite(bob, "Bob here")]);
  const lost = both.flatMap((each) => (each.status === "rejected" ? [each.reason as unknown] : []));
  expect(lost).toHaveLength(1);
  const winner = both[0]?.status === "fulfilled" ? ann : bob;
  const { id, name } = winner.welcome.me;
  expect(lost[0]).toMatchObject({ data: { code: "conflict", details: { agent: { id, name } } } });
  expect(await one.invited()).toMatchObject({ name });
});

test("[O6] who has left, talks, or wants none cannot be invited, and the agent is told which", async () => {
  const ann = await consoleOf("Ann");
  const gone = await somebody(ann);
  await gone.page.tell({ gone: true });
  await expect(gone.invite(ann)).rejects.toMatchObject({ data: { code: "notFound", details: { reason: "left" } } });

  const bea = await visitor(many.url, { inbox: "shop" });
  const talking = await somebody(ann, { token: bea.welcome.token });
  await bea.send("hello");
  const conversationId = bea.welcome.conversation.id;
  await expect(talking.invite(ann)).rejects.toMatchObject({
    data: { code: "conflict", details: { reason: "talking", conversationId } },
  });

  const quiet = await somebody(ann, { quiet: true });
  await expect(quiet.invite(ann)).rejects.toMatchObject({ data: { code: "conflict", details: { reason: "quiet" } } });
});

test("[O6] what was put away is not shown again, and its sender is told", async () => {
  const ann = await consoleOf("Ann");
  const one = await somebody(ann);
  const id = await one.invite(ann);
  await one.invited();
  expect((await one.page.tell({ dismissed: id, quiet: true })).invitation).toBeUndefined();
  await expect.poll(async () => (await one.page.tell()).invitation).toBeUndefined();
  expect((await one.mine(id))?.state).toBe("dismissed");
  await expect(one.invite(ann)).rejects.toMatchObject({ data: { code: "conflict", details: { reason: "quiet" } } });
});

test("[O6] the agent is told that who was invited has left", async () => {
  const ann = await consoleOf("Ann");
  const one = await somebody(ann);
  const id = await one.invite(ann);
  await one.page.tell({ gone: true });
  await expect.poll(async () => (await one.mine(id))?.state).toBe("left");
});

test("[O7] a conversation begins with the agent's sentence, in their hands, once however often it is answered", async () => {
  const ann = await consoleOf("Ann");
  const one = await somebody(ann);
  const id = await one.invite(ann);
  await one.invited();
  const bea = await visitor(many.url, { inbox: "shop" });
  const { token, conversation } = bea.welcome;
  const answered = await Promise.all([1, 2, 3].map(() => one.page.answer(id, token)));
  expect(answered).toEqual([{ taken: true }, { taken: true }, { taken: true }]);
  expect(await one.page.answer(id, token)).toEqual({ taken: true });
  await bea.send("Yes, please");
  // What was asked again is shown again; clients know it by its number.
  const said = () =>
    [...new Map(bea.messages().map((event) => [event.seq, event])).values()].map(({ author, content }) => [
      author.kind,
      content.text,
    ]);
  await expect.poll(said).toEqual([
    ["agent", "Can I help?"],
    ["visitor", "Yes, please"],
  ]);
  const item = await ann.lists(conversation.id, "agent");
  expect(item.conversation.state).toMatchObject({ agent: { id: ann.welcome.me.id } });
  await expect.poll(() => one.mine(id)).toMatchObject({ state: "answered", conversationId: conversation.id });
  expect((await one.page.tell()).invitation).toBeUndefined();
});

test("[O7] an invitation that is another's, was put away or never was begins nothing, and what they write is heard as ever", async () => {
  const ann = await consoleOf("Ann");
  const [one, other] = [await somebody(ann), await somebody(ann)];
  const id = await one.invite(ann);
  const bea = await visitor(many.url, { inbox: "shop" });
  expect(await other.page.answer(id, bea.welcome.token)).toEqual({ taken: false });
  expect(await one.page.answer(newId(), bea.welcome.token)).toEqual({ taken: false });
  expect((await one.page.post("/answer", { key: one.page.key, invitation: id, token: "nobody's" })).status).toBe(401);
  expect(bea.messages()).toEqual([]);
  await bea.send("hello");
  await expect.poll(() => bea.messages()[0]?.content.text).toBe("hello");
});

test("[O7] whoever has the conversation by then keeps it", async () => {
  const [ann, bob] = [await consoleOf("Ann"), await consoleOf("Bob")];
  const one = await somebody(ann);
  const id = await one.invite(ann);
  const bea = await visitor(many.url, { inbox: "shop" });
  await bea.send("hello");
  await bob.claim(bea.welcome.conversation.id);
  expect(await one.page.answer(id, bea.welcome.token)).toEqual({ taken: false });
  expect(bea.messages().map(({ content }) => content.text)).not.toContain("Can I help?");
});

test("[O6] what a page says of an invitation is heard by a node that does not know of it yet", async () => {
  const ann = await consoleOf("Ann");
  const one = await somebody(ann);
  // What this node knows is a moment old.
  await one.page.tell();
  const id = await one.invite(ann);
  expect((await one.page.tell({ shown: id })).invitation).toMatchObject({ id });
  await one.page.tell({ dismissed: id, quiet: true });
  await expect.poll(async () => (await one.mine(id))?.state).toBe("dismissed");
});

test("[O7] of a browser that is several visitors one has the conversation, also where all answer at once", async () => {
  const ann = await consoleOf("Ann");
  const one = await somebody(ann);
  const id = await one.invite(ann);
  const people = [await visitor(many.url, { inbox: "shop" }), await visitor(many.url, { inbox: "shop" })];
  const answered = await Promise.all(people.map(({ welcome }) => one.page.answer(id, welcome.token)));
  expect(answered.filter(({ taken }) => taken)).toHaveLength(1);
  const heard = () => people.filter((each) => each.messages().some(({ content }) => content.text === "Can I help?"));
  await expect.poll(() => heard().length).toBe(1);
});

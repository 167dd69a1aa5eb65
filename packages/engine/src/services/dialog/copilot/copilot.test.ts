import { FIRST_INBOX, newId, type Profile, type Suggestion } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import type { Store } from "../../../store/store.ts";
import { agentSays, ann, bob, picks, useDialog, visitorSays } from "../fixture.ts";
import type { PersonOf } from "./copilot.ts";
import { whatWasSent } from "./counted.ts";
import { createEarlier } from "./earlier.ts";
import { knowing } from "./fixture.ts";
import { COMMON_ANSWERS, SENT_ANSWERS } from "./stored.ts";

const world = useDialog();
const DAY = 24 * 3_600_000;

function nodeWith(profile: Profile = {}, now = Date.now, more: { personOf?: PersonOf } = {}) {
  const failures: unknown[] = [];
  const contactOf = async () => profile;
  const onError = (error: unknown) => failures.push(error);
  const node = world.node(knowing(), now, world.store, { contactOf, onError, ...more });
  return { node, failures };
}

async function asks(text: string, node = world.dialog): Promise<string> {
  const conversationId = await world.begin();
  await node.apply({ conversationId, id: newId(), command: visitorSays(text) });
  await node.apply({ conversationId, id: newId(), command: { do: "claim", agent: ann } });
  return conversationId;
}

const answers = async (conversationId: string, text: string, node = world.dialog) =>
  await node.apply({ conversationId, id: newId(), command: agentSays(ann, text) });
const texts = (suggestions: readonly Suggestion[]) => suggestions.map(({ text }) => text);

describe("[G1] suggestions", () => {
  test("are for what the visitor said since an agent last did, likeliest first, with where they are from", async () => {
    const { node } = nodeWith();
    const conversationId = await asks("my order 12345 came broken, refund?", node);
    const found = await node.suggest({ conversationId, agentId: "ann" });
    expect(found).toMatchObject({
      suggestions: [
        { kind: "answer", id: "refund", title: "Refund", text: "5 days." },
        { kind: "canned", id: "sorry", title: "/sorry" },
      ],
      known: { order_id: "12345" },
    });
    await answers(conversationId, "One moment, please.", node);
    expect(await node.suggest({ conversationId, agentId: "ann" })).toEqual({ suggestions: [], known: {} });
  });

  test("[G3] name nothing that is too long for a blank: whoever writes such an address keeps no macro from being run", async () => {
    const { node } = nodeWith();
    const long = await asks(`${"a".repeat(201)}@mail.example refund`, node);
    expect(await node.suggest({ conversationId: long, agentId: "ann" })).toHaveProperty("known", {});
    const short = await asks("a@mail.example refund", node);
    expect(await node.suggest({ conversationId: short, agentId: "ann" })).toHaveProperty("known.email");
  });

  test("look at what was said before where a person was asked for, and leave out what was said already", async () => {
    const { node } = nodeWith();
    const conversationId = await world.begin();
    await world.say(conversationId, "refund", 1, node);
    await world.say(conversationId, picks("Talk to a person", "human"), 1, node);
    const { suggestions } = await node.suggest({ conversationId, agentId: "ann" });
    expect(texts(suggestions)).toEqual(["I am sorry."]);
  });
});

describe("[G2] what people answered", () => {
  const SAME = "Our couriers ring twice, then leave it with a neighbour.";
  const QUESTION = "courier rang nobody home parcel";

  test("is suggested once three people were told it word for word, and not to other inboxes; until then no word is kept", async () => {
    const { node, failures } = nodeWith();
    const stored = () => COMMON_ANSWERS.open(world.store).find({});
    const sent = () => SENT_ANSWERS.open(world.store).count({});
    for (const count of [1, 2]) {
      await answers(await asks(QUESTION, node), SAME, node);
      await expect.poll(sent).toBe(count);
    }
    expect(await stored()).toEqual([]);
    const rows = JSON.stringify(await SENT_ANSWERS.open(world.store).find({}));
    for (const word of ["courier", "neighbour", "parcel"]) expect(rows).not.toContain(word);
    await answers(await asks(QUESTION, node), SAME, node);
    await expect.poll(stored).toHaveLength(1);
    const { suggestions } = await node.suggest({ conversationId: await asks(`my ${QUESTION}`, node), agentId: "ann" });
    expect(suggestions).toEqual([{ kind: "people", title: "", text: SAME, people: 3 }]);
    await node.putInbox({ id: "other", channel: "web", name: "Other", enabled: true, settings: {} });
    const elsewhere = await node.open({
      visitorId: newId(),
      channel: "web",
      inboxId: "other",
      thread: newId(),
      locale: "en",
    });
    await node.apply({ conversationId: elsewhere.id, id: newId(), command: visitorSays(QUESTION) });
    expect((await node.suggest({ conversationId: elsewhere.id, agentId: "ann" })).suggestions).toEqual([]);
    expect(failures).toEqual([]);
  });

  test("of one person, however often, and of two, is never kept", async () => {
    const { node } = nodeWith();
    const conversationId = await asks(QUESTION, node);
    const sent = () => SENT_ANSWERS.open(world.store).count({});
    for (const count of [1, 2, 3, 4]) {
      await answers(conversationId, SAME, node);
      await expect.poll(sent).toBe(count);
      await node.apply({ conversationId, id: newId(), command: visitorSays(QUESTION) });
    }
    expect(await COMMON_ANSWERS.open(world.store).count({})).toBe(0);
  });

  test("of one person who came by three ways is never kept, nor of who was erased meanwhile", async () => {
    const { node } = nodeWith({}, Date.now, { personOf: async () => ({ id: "li", profiles: [] }) });
    const sent = () => SENT_ANSWERS.open(world.store).count({});
    for (const count of [1, 2, 3]) {
      await answers(await asks(QUESTION, node), SAME, node);
      await expect.poll(sent).toBe(count);
    }
    expect(await COMMON_ANSWERS.open(world.store).count({})).toBe(0);
    const { node: gone } = nodeWith({}, Date.now, { personOf: async () => undefined });
    await answers(await asks(QUESTION, gone), SAME, gone);
    await expect.poll(() => gone.get({ conversationId: "none" }).catch(() => "asked")).toBe("asked");
    expect(await sent()).toBe(3);
  });

  test("goes after 400 days, however little is said", async () => {
    let time = Date.now();
    const { node } = nodeWith({}, () => time);
    const sent = () => SENT_ANSWERS.open(world.store).count({});
    await answers(await asks(QUESTION, node), SAME, node);
    await expect.poll(sent).toBe(1);
    time += 401 * DAY;
    await answers(await asks("another thing altogether", node), "Something else is said by then.", node);
    await expect.poll(async () => (await SENT_ANSWERS.open(world.store).find({})).map(({ at }) => at)).toEqual([time]);
  });

  test("is forgotten where a node dies between: the words go before what they are found by", async () => {
    const { store } = world;
    const earlier = createEarlier(store, Date.now);
    const gist = { language: "en" as const, terms: ["courier"] };
    const whose = { profiles: [] };
    for (const one of ["a", "b", "c"])
      await earlier.note({
        conversationId: one,
        inboxId: "web",
        personId: one,
        whose,
        messageId: one,
        text: SAME,
        gist,
      });
    expect(await COMMON_ANSWERS.open(store).count({})).toBe(1);
    const dying: Store = {
      ...store,
      collection: (...of) => ({
        ...store.collection(...of),
        ...(of[0] === "sentAnswers" && { remove: () => Promise.reject(new Error("The node dies.")) }),
      }),
    };
    await expect(createEarlier(dying, Date.now).erase("a")).rejects.toThrow("dies");
    expect(await COMMON_ANSWERS.open(store).count({})).toBe(0);
    await createEarlier(store, Date.now).erase("a");
    expect(await SENT_ANSWERS.open(store).count({})).toBe(2);
  });

  test("is forgotten with those it was said to", async () => {
    let time = Date.now();
    const { node } = nodeWith({}, () => time);
    const told: string[] = [];
    for (const count of [1, 2, 3]) {
      told.push(await asks(QUESTION, node));
      await answers(told.at(-1) ?? "", SAME, node);
      await expect.poll(() => SENT_ANSWERS.open(world.store).count({})).toBe(count);
    }
    await expect.poll(() => COMMON_ANSWERS.open(world.store).count({})).toBe(1);
    const [first = ""] = told;
    await node.apply({
      conversationId: first,
      id: newId(),
      command: { do: "close", author: { kind: "agent", ...ann } },
    });
    time += DAY;
    await node.erase({ conversationIds: [first] });
    expect(await SENT_ANSWERS.open(world.store).count({ conversationId: first })).toBe(0);
    expect(await COMMON_ANSWERS.open(world.store).count({})).toBe(0);
    const asked = await asks(QUESTION, node);
    expect((await node.suggest({ conversationId: asked, agentId: "ann" })).suggestions).toEqual([]);
  });
});

describe("what agents sent", () => {
  test("is counted against what was suggested, by day and inbox, without its words", async () => {
    const { node } = nodeWith();
    const sent = ["5 days.", "I am sorry.", "It is 5 days, and then some more.", "Which colour would you like?"];
    for (const text of sent) {
      const conversationId = await asks("refund please", node);
      await node.suggest({ conversationId, agentId: "ann" });
      await answers(conversationId, text, node);
    }
    const now = Date.now();
    const counted = () => node.suggested({ from: now - DAY, to: now + DAY });
    await expect.poll(counted).toEqual({ first: 1, second: 1, third: 0, changed: 1, other: 1 });
    const elsewhere = await node.suggested({ from: now - DAY, to: now + DAY, inboxIds: ["other"] });
    expect(elsewhere).toEqual({ first: 0, second: 0, third: 0, changed: 0, other: 0 });
    const days = await node.suggestedDays({ from: now - DAY, to: now + DAY });
    expect(days.every(({ day, inboxId }) => /^\d{4}-\d\d-\d\d$/.test(day) && inboxId === FIRST_INBOX)).toBe(true);
    expect(days.reduce((sum, { first, changed }) => sum + first + changed, 0)).toBe(2);
    expect(await node.suggestedDays({ from: now - DAY, to: now + DAY, inboxIds: ["other"] })).toEqual([]);
  });

  test("counts for who was shown it, once", async () => {
    const { node } = nodeWith();
    const conversationId = await asks("refund please", node);
    await node.suggest({ conversationId, agentId: bob.id });
    await answers(conversationId, "5 days.", node);
    await answers(conversationId, "5 days.", node);
    const now = Date.now();
    expect(await node.suggested({ from: now - DAY, to: now + DAY })).toMatchObject({ first: 0, other: 0 });
  });

  test("is what it was made of where most of it is there", () => {
    const chips = ["A refund takes 5 days.", "Hello {{visitor_name}}, how can I help?", "Sorry."];
    expect(whatWasSent(chips, " A refund  takes 5 days.")).toBe("first");
    expect(whatWasSent(chips, "Hello Li, how can I help?")).toBe("second");
    expect(whatWasSent(chips, "A refund takes 5 days, until Friday then.")).toBe("changed");
    expect(whatWasSent(chips, "Which colour?")).toBe("other");
    expect(whatWasSent(["That it is broken is our fault."], "OK")).toBe("other");
  });
});

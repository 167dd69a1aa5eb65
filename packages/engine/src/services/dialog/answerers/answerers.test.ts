import { Insight, newId } from "@parley/protocol";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import type { Nlu } from "../../nlu/contract.ts";
import { ann, kinds, neighbour, picks, storeThatTakes, textOf, useDialog, visitorSays } from "../fixture.ts";
import { checkAnswerers } from "./order.ts";
import type { Answer, Answerer, BotTurn, GivenAnswerer } from "./port.ts";

const world = useDialog();

/** An answerer that keeps what it is asked. */
function knowing(answer: Answer | ((turn: BotTurn) => Answer | undefined), more: Partial<Answerer> = {}) {
  const turns: BotTurn[] = [];
  const answerer: Answerer = {
    name: "own",
    answer(turn) {
      turns.push(turn);
      return typeof answer === "function" ? answer(turn) : answer;
    },
    ...more,
  };
  return { answerer, turns, texts: () => turns.map(({ text }) => text) };
}

/** A node with answerers, and what it reports. */
function nodeWith(answerers: readonly GivenAnswerer[], nlu: Nlu = neighbour(), store = world.store) {
  const reported: string[] = [];
  const onError = (error: unknown) => void reported.push(error instanceof Error ? error.message : String(error));
  const contactOf = async (id: string) => ({ name: `who is ${id.length}` });
  return { node: world.node(nlu, Date.now, store, { answerers, onError, contactOf }), reported };
}

describe("[B8] an answerer that is given to the engine", () => {
  test("is asked what the engine's own do not know, with what is known of who, where and when", async () => {
    const own = knowing({ say: "I know." });
    const { node } = nodeWith([own.answerer]);
    const id = await world.begin();
    expect(textOf(await world.say(id, "refund", 2, node))).toBe("5 days.");
    const [said] = await world.say(id, "hm", 2, node);
    expect(said).toMatchObject({
      author: { kind: "bot" },
      content: { type: "text", text: "I know." },
      insight: { kind: "other", name: "own", decision: "answer", language: "en" },
    });
    expect(own.turns).toMatchObject([
      {
        text: "hm",
        inbox: { id: "web" },
        hours: { online: 2 },
        language: "en",
        waiting: false,
        contact: { profile: {} },
      },
    ]);
    expect(textOf(own.turns[0]?.recent ?? [])).toBe("refund5 days.");
    expect(await world.stateOf(id)).toMatchObject({ status: "bot", unsure: 0 });
  });

  test("is asked in the order of the list, where that names the engine's own, or of the inbox", async () => {
    const own = knowing(({ text }) => (text.includes("refund") ? { say: "Mine." } : undefined));
    const id = await world.begin();
    const first = nodeWith([own.answerer, "replies", "intents"]).node;
    expect(textOf(await world.say(id, "refund", 1, first))).toBe("Mine.");
    const usual = nodeWith([own.answerer]).node;
    expect(textOf(await world.say(id, "refund", 1, usual))).toBe("5 days.");
    const settings = { bot: { answerers: ["nobody", "own", "intents"], name: "Pip" } };
    await usual.putInbox({ id: "web", channel: "web", name: "Web", enabled: true, settings });
    expect(await world.say(id, "refund now", 1, usual)).toMatchObject([
      { content: { text: "Mine." }, author: { kind: "bot", id: "bot", name: "Pip" } },
    ]);
    expect(own.texts()).toEqual(["refund", "refund now"]);
  });

  test.each<[string, Answerer["answer"], RegExp]>([
    ["throws", () => Promise.reject(new Error("No key.")), /own has no usable answer: No key/],
    [
      "throws at once",
      () => {
        throw new Error("No key.");
      },
      /No key/,
    ],
    ["never answers", () => new Promise(() => {}), /took too long/],
    ["says nothing", () => ({ say: [] }), /It must say something/],
    ["says too much", () => ({ say: ["1", "2", "3", "4", "5", "6"] }), /must be 5 messages/],
    ["says what nobody can read", () => ({ say: "x".repeat(4_001) }), /say.0.text must not be longer than 4000/],
    ["answers something else", () => 7 as unknown as Answer, /Object/],
    ["names no language", () => ({ say: "Hi", language: "_" }), /BCP 47/],
    ["leaves too much open", () => ({ say: "Hi", task: "x".repeat(4_001) }), /at most 4000 characters/],
    ["leaves open what is no JSON", () => ({ say: "Hi", task: { n: 1n } }), /BigInt/],
  ])("that %s is passed over and reported, and the next one is asked", async (_, answer, problem) => {
    const next = knowing({ say: "I know." }, { name: "next" });
    const { node, reported } = nodeWith([{ name: "own", within: 50, answer }, next.answerer]);
    const id = await world.begin();
    expect(textOf(await world.say(id, "hm", 1, node))).toBe("I know.");
    expect(reported).toEqual([expect.stringMatching(problem)]);
  });

  test("[H7] that fails as the only one leaves the visitor with the offer of a person", async () => {
    const { node } = nodeWith([{ name: "own", answer: () => Promise.reject(new Error("No key.")) }]);
    expect(kinds(await world.say(await world.begin(), "hm", 1, node))).toEqual(["offer"]);
  });

  test("says several things in one turn, in order, and only the last has the insight", async () => {
    const choices = [{ label: "Yes", value: "yes" }];
    const { node } = nodeWith([
      knowing({ say: ["One.", "Two.", { text: "Three?", choices }], decision: "clarify" }).answerer,
    ]);
    const said = await world.say(await world.begin(), "hm", 1, node);
    expect(said.map((event) => textOf([event]))).toEqual(["One.", "Two.", "Three?"]);
    expect(kinds(said)).toEqual([undefined, undefined, "clarify"]);
  });

  test.each([1, 2, 3])("[M1] whose %i. message was the last before a crash says the rest once", async (written) => {
    const id = await world.begin();
    const messageId = newId();
    await world.apply(id, visitorSays("hm"), messageId);
    const own = knowing({ say: ["One.", "Two."], handOver: "policy" });
    const dying = nodeWith([own.answerer], neighbour(), storeThatTakes(world.store, written, "events")).node;
    await expect(dying.respond({ conversationId: id, messageId, online: 1 })).rejects.toThrow();
    expect(await world.dialog.get({ conversationId: id })).toMatchObject({ awaiting: messageId });
    const nodes = [nodeWith([own.answerer]).node, nodeWith([own.answerer]).node];
    await Promise.all(nodes.map((node) => node.respond({ conversationId: id, messageId, online: 1 })));
    const log = await world.logOf(id);
    expect(kinds(log)).toEqual(["opened", undefined, undefined, undefined, "queued", "escalate"]);
    expect(log.slice(2, 4).map((event) => textOf([event]))).toEqual(["One.", "Two."]);
    expect(await world.dialog.get({ conversationId: id })).toMatchObject({ awaiting: undefined });
  });

  test("hands over, in its words and with a reason", async () => {
    const { node } = nodeWith([knowing({ say: "Let me get somebody.", handOver: "negative" }).answerer]);
    const id = await world.begin();
    expect(await world.say(id, "hm", 1, node)).toMatchObject([
      { content: { text: "Let me get somebody." } },
      { type: "queued", reason: "negative", insight: { kind: "other", name: "own", decision: "escalate" } },
      { insight: { decision: "escalate" } },
    ]);
    expect(await world.stateOf(id)).toMatchObject({ status: "queued", reason: "negative" });
  });

  test("answers in a language, which is spoken from then on", async () => {
    const own = knowing({ say: "明白了。", language: "ZH-hant" });
    const { node } = nodeWith([own.answerer, "replies", "intents"]);
    const id = await world.begin();
    expect(await world.say(id, "hm", 1, node)).toMatchObject([{ insight: { language: "zh-Hant" } }]);
    const [offer] = await world.say(id, "👎", 1, nodeWith([]).node);
    expect(textOf(offer ? [offer] : [])).toMatch(/\p{Script=Han}/u);
  });

  test("gets back what it left open, first of all, until somebody else has spoken", async () => {
    const asks: Answer = { say: "Which order?", decision: "clarify", task: { asks: "order" } };
    const own = knowing(({ text, task }) => (text === "hm" ? asks : task ? { say: "Thanks." } : undefined));
    const { node } = nodeWith([own.answerer]);
    const id = await world.begin();
    await world.say(id, "hm", 1, node);
    expect(textOf(await world.say(id, "refund", 1, node))).toBe("Thanks.");
    expect(own.turns.at(-1)?.task).toEqual({ asks: "order" });
    expect(textOf(await world.say(id, "refund", 1, node))).toBe("5 days.");
    await world.say(id, "hm", 1, node);
    await world.apply(id, { do: "claim", agent: ann });
    await world.apply(id, { do: "release", agent: ann, to: "bot" });
    expect(textOf(await world.say(id, "refund", 1, node))).toBe("5 days.");
  });

  test("[H6] never stands between a visitor and a person, nor between them and our own choices", async () => {
    const own = knowing({ say: "Never mind." });
    const { node } = nodeWith([own.answerer]);
    const only = nodeWith([own.answerer]).node;
    const settings = { bot: { answerers: ["own"] } };
    await only.putInbox({ id: "web", channel: "web", name: "Web", enabled: true, settings });
    for (const said of ["talk to a human", picks("Talk to a person", "human")]) {
      expect(kinds(await world.say(await world.begin(), said, 1, node))).toEqual(["queued", "escalate"]);
    }
    expect(kinds(await world.say(await world.begin(), picks("Refund", "intent:refund"), 1, only))).toEqual(["answer"]);
    expect(own.turns).toEqual([]);
    expect(textOf(await world.say(await world.begin(), picks("Mine", "own:1"), 1, only))).toBe("Never mind.");
  });

  test.each<[string, Answer, string]>([
    ["an answer", { say: "I know." }, "I know."],
    ["a question back", { say: "Which?", decision: "clarify" }, ""],
    ["another hand-over", { handOver: true }, ""],
  ])("[H4] while they wait for a person, %s of it: “%s”", async (_, answer, heard) => {
    const { node } = nodeWith([knowing(answer).answerer]);
    const id = await world.begin();
    await world.say(id, "talk to a human", 1, node);
    expect(textOf(await world.say(id, "hm hm hm hm", 1, node))).toBe(heard);
    expect(await world.stateOf(id)).toMatchObject({ status: "queued" });
  });

  test.each<[string, GivenAnswerer[]]>([
    ["cannot be called", [{ name: "intents", answer: () => undefined }]],
    ["cannot be called", [{ name: "Two Words", answer: () => undefined }]],
    ["Two answerers are called", ["intents", "intents"]],
    ["must answer within", [{ name: "slow", within: 60_000, answer: () => undefined }]],
  ])("that cannot be used is refused at once: it %s so", (problem, answerers) => {
    expect(() => checkAnswerers(answerers, ["dialog"])).toThrow(problem);
    expect(() => checkAnswerers(answerers, ["users"])).toThrow("where the dialog service runs");
  });
});

test("[L4] insights of a version before, which say nothing of an answerer, are read as before", () => {
  const understanding = { intents: [], inScope: true, language: "en", sentiment: "neutral", entities: [], model: 0 };
  const before = { replyTo: "m", decision: "answer", understanding };
  expect(v.parse(Insight, before)).toEqual(before);
  expect(v.safeParse(Insight, { ...before, kind: "other" }).success).toBe(true);
  expect(v.safeParse(Insight, { replyTo: "m", decision: "answer", kind: "intent" }).success).toBe(false);
});

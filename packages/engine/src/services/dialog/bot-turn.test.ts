import { ChatError, newId, type VisitorContent } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import { readHours } from "../../team-hours.ts";
import type { Nlu } from "../nlu/contract.ts";
import { ann, kinds, neighbour, picks, storeThatTakes, textOf, useDialog, visitorSays } from "./fixture.ts";

const world = useDialog();

describe("[B1] the bot hears the answer to its own question", () => {
  test.each([
    ["yes please", ["queued", "escalate"]],
    ["no", ["acknowledge"]],
    ["不用了谢谢", ["acknowledge"]],
    ["no, I meant refund", ["answer"]],
    ["no, I meant hm", ["acknowledge"]],
    ["yes, hm hm", ["queued", "escalate"]],
    ["refund", ["answer"]],
  ])("after its offer of a person, “%s” brings %j", async (text, expected) => {
    const conversationId = await world.begin();
    expect(kinds(await world.say(conversationId, "hm"))).toEqual(["offer"]);
    expect(kinds(await world.say(conversationId, text))).toEqual(expected);
  });

  test("light words change nothing: whatever is said at night, the bot goes on", async () => {
    const conversationId = await world.begin();
    await world.say(conversationId, "refund", 0);
    for (const text of ["ok", "k", "thanks", "no", "嗯嗯", "bye"]) {
      expect(kinds(await world.say(conversationId, text, 0))).toEqual(["acknowledge"]);
    }
    expect(kinds(await world.say(conversationId, "refund", 0))).toEqual(["answer"]);
  });

  test("it does not say the same light words twice in a row", async () => {
    const conversationId = await world.begin();
    await world.say(conversationId, "refund");
    expect(textOf(await world.say(conversationId, "ok"))).not.toBe(textOf(await world.say(conversationId, "ok")));
  });

  test("whoever chooses another language is answered in it, also where they say nothing that tells it", async () => {
    const visitorId = newId();
    const openIn = (locale: "en" | "zh-CN") => world.dialog.open({ visitorId, channel: "web", locale });
    const { id } = await openIn("en");
    expect(textOf(await world.say(id, "hm"))).toContain("Shall I get a colleague");
    expect(await openIn("zh-CN")).toMatchObject({ id, locale: "zh-CN" });
    expect(textOf(await world.say(id, "👎"))).toMatch(/\p{Script=Han}/u);
    expect(await openIn("en")).toMatchObject({ locale: "en" });
    expect(textOf(await world.say(id, "👌"))).not.toMatch(/\p{Script=Han}/u);
  });

  test("an offer that was declined is over", async () => {
    const conversationId = await world.begin();
    await world.say(conversationId, "hm");
    await world.say(conversationId, "no");
    expect(kinds(await world.say(conversationId, "yes"))).toEqual(["acknowledge"]);
    expect(await world.stateOf(conversationId)).toMatchObject({ status: "bot", unsure: 0 });
  });

  test("what was asked before an agent came is not asked any more", async () => {
    const conversationId = await world.begin();
    await world.say(conversationId, "hm");
    await world.apply(conversationId, { do: "claim", agent: ann });
    await world.apply(conversationId, { do: "release", agent: ann, to: "bot" });
    expect(kinds(await world.say(conversationId, "yes"))).toEqual(["acknowledge"]);
  });
});

describe("[B3] unsure", () => {
  test("it offers a person, in other words each time, and hands over by itself only if somebody is there", async () => {
    const conversationId = await world.begin();
    const [first, second, third] = [
      await world.say(conversationId, "hm", 1),
      await world.say(conversationId, "hm", 1),
      await world.say(conversationId, "hm", 1),
    ];
    expect([first, second, third].map(kinds)).toEqual([["offer"], ["offer"], ["offer"]]);
    expect(textOf(second)).not.toBe(textOf(first));
    expect(kinds(await world.say(conversationId, "hm", 0))).toEqual(["offer"]);
    expect(await world.say(conversationId, "hm", 1)).toMatchObject([
      { type: "queued", reason: "unsure", handover: { problem: ["hm", "hm", "hm"], tried: [] } },
      { type: "message", insight: { decision: "escalate" } },
    ]);
    await expect.poll(() => world.collected).toHaveLength(5);
  });

  test("[C2] a choice that no longer exists is read as its label's words", async () => {
    const nlu: Nlu = {
      ...neighbour(),
      answer: async ({ intent, ...asked }) => {
        if (intent === "gone") throw new ChatError("notFound", "There is no such intent.");
        return await neighbour().answer({ intent, ...asked });
      },
      article: async () => {
        throw new ChatError("notFound", "There is no such article.");
      },
    };
    const conversationId = await world.begin();
    expect(kinds(await world.say(conversationId, picks("refund", "intent:gone"), 1, world.node(nlu)))).toEqual([
      "answer",
    ]);
    expect(kinds(await world.say(conversationId, picks("hm", "article:gone"), 1, world.node(nlu)))).toEqual(["offer"]);
  });

  test("[C2] “none of these” brings no menu and no queue, but a question for other words", async () => {
    const conversationId = await world.begin();
    await world.say(conversationId, "hm");
    expect(kinds(await world.say(conversationId, picks("None of these", "none")))).toEqual(["offer"]);
    expect(await world.stateOf(conversationId)).toMatchObject({ status: "bot" });
  });

  test("[C2] the same choice twice in a moment is answered once, and nothing is left to do", async () => {
    const conversationId = await world.begin();
    expect(await world.say(conversationId, picks("Refund", "intent:refund"))).toHaveLength(1);
    expect(await world.say(conversationId, picks("Refund", "intent:refund"))).toEqual([]);
    expect(await world.dialog.get({ conversationId })).toMatchObject({ awaiting: undefined });
  });
});

describe("[H11] a hand-over has words", () => {
  test.each([
    [2, "You are next in line.", /nobody|no one/i],
    [0, "Nobody is online", /next in line/],
  ])("with %i people there it says so", async (online, says, not) => {
    const conversationId = await world.begin();
    const [queued, words] = await world.say(conversationId, picks("Talk to a person", "human"), online);
    expect(queued).toMatchObject({ type: "queued", reason: "asked" });
    expect(words).toMatchObject({ content: { choices: [{ value: "bot" }] } });
    expect(textOf(words ? [words] : [])).toContain(says);
    expect(textOf(words ? [words] : [])).not.toMatch(not);
  });

  test("while nobody is there it says when somebody will be, if that is known", async () => {
    const hours = { week: readHours("mo-fr 09:00-18:00") ?? [], zone: "Asia/Shanghai" };
    const sunday = () => Date.parse("2026-11-29T20:00+08:00");
    const node = world.node(neighbour(), sunday);
    const { workspace } = await node.settings({});
    await node.changeSettings({ name: "workspace", version: 0, value: { ...workspace.value, hours }, by: "ann" });
    const says = async (said: string | VisitorContent, online: number, locale: "en" | "zh-CN" = "en") => {
      const { id } = await world.dialog.open({ visitorId: newId(), channel: "web", locale });
      return textOf(await world.say(id, said, online, node));
    };
    const back = "Our team is back tomorrow at 09:00 (GMT+8).";
    expect(await says(picks("Talk to a person", "human"), 0)).toContain(back);
    expect(await says("hm", 0)).toContain(back);
    expect(await says(picks("转人工客服", "human"), 0, "zh-CN")).toContain("客服将于明天 09:00（GMT+8）上线。");
    expect(await says(picks("Talk to a person", "human"), 1)).not.toContain("back");
  });

  test("it names the place of who is not next", async () => {
    await world.say(await world.begin(), picks("Talk to a person", "human"));
    expect(textOf(await world.say(await world.begin(), picks("Talk to a person", "human"), 1))).toContain(
      "number 2 in line",
    );
  });

  test("a node that stops between the hand-over and its words leaves the words to another", async () => {
    const conversationId = await world.begin();
    await world.apply(conversationId, visitorSays("yes"));
    await world.apply(conversationId, visitorSays("talk to a human"), "the-request");
    const dying = world.node(neighbour(), Date.now, storeThatTakes(world.store, 1, "events"));
    await expect(dying.respond({ conversationId, messageId: "the-request", online: 0 })).rejects.toThrow();
    expect(kinds(await world.logOf(conversationId)).at(-1)).toBe("queued");
    expect(await world.dialog.get({ conversationId })).toMatchObject({ awaiting: "the-request" });
    const words = await world.dialog.respond({ conversationId, messageId: "the-request", online: 0 });
    expect(textOf(words.events)).toContain("Nobody is online");
    expect(await world.dialog.get({ conversationId })).toMatchObject({ awaiting: undefined });
    expect((await world.dialog.respond({ conversationId, messageId: "the-request", online: 0 })).events).toEqual([]);
  });

  test("[Q5] who has left a message is thanked by the other node too, and asked for nothing more", async () => {
    const conversationId = await world.begin();
    const torn = world.node(neighbour(), Date.now, storeThatTakes(world.store, 1, "events"));
    const content: VisitorContent = {
      type: "left",
      text: "It is broken.",
      fields: [{ field: "email", value: "ann@shop.example" }],
    };
    await world.apply(conversationId, { do: "say", author: { kind: "visitor" }, content }, "the-message");
    await expect(torn.respond({ conversationId, messageId: "the-message", online: 0 })).rejects.toMatchObject({
      code: "unavailable",
    });
    const words = await world.dialog.respond({ conversationId, messageId: "the-message", online: 0 });
    expect(textOf(words.events)).toMatch(
      /^Thank you, your message is with our team\..*reach you at ann@shop\.example\./,
    );
    expect(textOf(words.events)).not.toContain("leave your e-mail address");
  });

  test("the words come once, however often and on however many nodes the turn is taken", async () => {
    const conversationId = await world.begin();
    await world.apply(conversationId, visitorSays("talk to a human"), "the-request");
    const nodes = [world.dialog, world.node(), world.node()];
    await Promise.all(nodes.map((node) => node.respond({ conversationId, messageId: "the-request" })));
    expect(kinds(await world.logOf(conversationId))).toEqual(["opened", undefined, "queued", "escalate"]);
  });

  test("[L4] the hand-over names the problem in the visitor's words, without the request itself", async () => {
    const conversationId = await world.begin();
    await world.say(conversationId, "refund for my broken mug");
    await world.say(conversationId, "thanks");
    const [queued] = await world.say(conversationId, picks("Talk to a person", "human"));
    expect(queued).toMatchObject({
      handover: {
        problem: ["refund for my broken mug"],
        guess: { intent: "refund", confidence: 1 },
        tried: [{ did: "answer", intent: "refund", title: "Refund" }],
      },
    });
    expect(queued).not.toHaveProperty("handover.summary");
  });
});

describe("[B4] what is said in pieces", () => {
  test("is answered together: the last of them gets the answer, the ones before it none", async () => {
    const conversationId = await world.begin();
    const ids = ["piece-01", "piece-02", "piece-03"];
    for (const [index, text] of ["hm", "hm hm", "refund"].entries()) {
      await world.apply(conversationId, visitorSays(text), ids[index] ?? "");
    }
    const turns = [];
    for (const messageId of ids) turns.push((await world.dialog.respond({ conversationId, messageId })).events);
    expect(turns.map(kinds)).toEqual([[], [], ["answer"]]);
    expect(await world.dialog.get({ conversationId })).toMatchObject({ awaiting: undefined });
  });

  test("a picked choice stands for itself", async () => {
    const conversationId = await world.begin();
    await world.apply(conversationId, visitorSays("hm"), "piece-01");
    await world.apply(
      conversationId,
      { do: "say", author: { kind: "visitor" }, content: picks("A person", "human") },
      "piece-02",
    );
    await world.apply(conversationId, visitorSays("refund"), "piece-03");
    const turns = [];
    for (const messageId of ["piece-01", "piece-02", "piece-03"]) {
      turns.push((await world.dialog.respond({ conversationId, messageId })).events);
    }
    expect(turns.map(kinds)).toEqual([["offer"], ["queued", "escalate"], []]);
  });
});

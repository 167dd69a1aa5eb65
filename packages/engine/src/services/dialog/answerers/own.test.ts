import { newId } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import type { Nlu } from "../../nlu/contract.ts";
import { neighbour, useDialog, visitorSays } from "../fixture.ts";

const world = useDialog();

describe("the engine's own answerers", () => {
  /** What is asked of understanding. */
  function counted(found: Awaited<ReturnType<Nlu["search"]>> = []) {
    const calls: string[] = [];
    const nlu: Nlu = {
      ...neighbour(),
      search: async () => (calls.push("search"), found),
      article: async () => (calls.push("article"), { title: "Repairs", body: "We repair." }),
      heard: async () => (calls.push("heard"), {}),
      understand: async (asked) => (calls.push("understand"), await neighbour().understand(asked)),
    };
    return { calls, nlu };
  }

  test("search once for an article, and not at all for what is known", async () => {
    const source = { articleId: "repairs", title: "Repairs", passage: "We repair everything." };
    const { calls, nlu } = counted([{ source, score: 0.9 }]);
    const id = await world.begin();
    const [said] = await world.say(id, "hm", 1, world.node(nlu));
    expect(said).toMatchObject({ insight: { kind: "article", articleId: "repairs", score: 0.9 }, content: { source } });
    expect(calls).toEqual(["understand", "search", "heard"]);
    calls.length = 0;
    await world.say(id, "refund", 1, world.node(nlu));
    expect(calls).toEqual(["understand", "heard"]);
  });

  test("[L9] ask for words in the language of the visitor's client", async () => {
    const asked: unknown[] = [];
    const nlu: Nlu = {
      ...neighbour(),
      answer: async ({ intent, locale, tag }) => (
        asked.push({ intent, locale, tag }),
        await neighbour().answer({ intent, locale })
      ),
    };
    const { id } = await world.dialog.open({ visitorId: newId(), channel: "web", locale: "fr-CA" });
    await world.say(id, "refund", 1, world.node(nlu));
    expect(asked).toEqual([{ intent: "refund", locale: "en", tag: "fr-CA" }]);
  });

  test("write nothing: a question is filed after the turn, once however often that is taken", async () => {
    const { calls, nlu } = counted();
    const node = world.node(nlu);
    const id = await world.begin();
    const messageId = newId();
    await world.apply(id, visitorSays("refund"), messageId);
    for (let time = 0; time < 3; time += 1) await node.respond({ conversationId: id, messageId });
    await node.tryOut({ text: "refund", locale: "en" });
    expect(calls.filter((call) => call === "heard")).toHaveLength(1);
  });
});

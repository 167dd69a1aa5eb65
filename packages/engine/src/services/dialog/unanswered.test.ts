import { describe, expect, test } from "vitest";
import type { Answerer, GivenAnswerer } from "./answerers/port.ts";
import { neighbour, textOf, useDialog, visitorSays } from "./fixture.ts";

const world = useDialog();

describe("[B4] nothing that is said to the bot stays without an answer", () => {
  /** A node whose bot says what it answers; the first time when it may. */
  const echoing = (gate: Promise<void>, now = Date.now) => {
    const asked: string[] = [];
    const answer: Answerer["answer"] = async ({ text }) => {
      if (asked.push(text) === 1) await gate;
      return { say: `To: ${text}` };
    };
    const answerers: GivenAnswerer[] = [{ name: "echo", answer }, "replies"];
    const dialog = world.node(neighbour(), now, undefined, { answerers });
    return {
      asked,
      hears: (conversationId: string, id: string) =>
        dialog.apply({ conversationId, id, command: visitorSays(id) }).then(() => {}),
      turn: async (conversationId: string, messageId: string) =>
        textOf((await dialog.respond({ conversationId, messageId })).events),
    };
  };

  test("what comes while an answer is being made is answered after it, all of it", async () => {
    let goOn = () => {};
    const { asked, hears, turn } = echoing(new Promise<void>((resolve) => (goOn = resolve)));
    const conversationId = await world.begin();
    await hears(conversationId, "piece-01");
    const first = turn(conversationId, "piece-01");
    await expect.poll(() => asked).toEqual(["piece-01"]);
    await hears(conversationId, "piece-02");
    goOn();
    expect(await first).toBe("To: piece-01");
    await hears(conversationId, "piece-03");
    expect(await turn(conversationId, "piece-02")).toBe("");
    expect(await turn(conversationId, "piece-03")).toBe("To: piece-02\npiece-03");
  });

  test("what has no answer, as its node was gone, is answered with what is said next, however late", async () => {
    let now = Date.now();
    const { hears, turn } = echoing(Promise.resolve(), () => now);
    const conversationId = await world.begin();
    await hears(conversationId, "piece-01");
    now += 600_000;
    await hears(conversationId, "piece-02");
    expect(await turn(conversationId, "piece-01")).toBe("");
    expect(await turn(conversationId, "piece-02")).toBe("To: piece-01\npiece-02");
  });
});

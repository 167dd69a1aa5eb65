import { newId } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { agent } from "../support/agent.ts";
import type { RunningEngine } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";

/** An agent takes over: the same in one process and in several. The engine may be one for all. */
export function agentTakesOver(start: () => Promise<RunningEngine>): void {
  async function scene() {
    const running = await start();
    const amy = await agent(running, "Amy");
    const ann = await visitor(running.url);
    const conversationId = ann.welcome.conversation.id;
    // Whoever comes next is the first in the queue, and has an agent with time.
    onTestFinished(async () => void (await ann.ask("end", { id: newId() }).catch(() => {})));
    return { running, amy, ann, conversationId };
  }

  test.each(["转人工", "I want to talk to a human"])(
    "[H6] “%s” reaches the queue, live on the agents' lists",
    async (text) => {
      const { amy, ann, conversationId } = await scene();
      await ann.send(text);
      expect(await ann.sees("queued")).toMatchObject({ reason: "asked" });
      const item = await amy.lists(conversationId, "queued");
      expect(item.preview?.text).toBe(text);
      await expect.poll(() => ann.places.at(-1)).toEqual({ position: 1, agentsOnline: 1 });
    },
  );

  test("the whole hand-over: claim, talk, close, rate, and the agent sees the rating", async () => {
    const { amy, ann, conversationId } = await scene();
    await ann.answerTo(await ann.send("Where is my order?"));
    await ann.send("talk to a human");
    await amy.lists(conversationId, "queued");

    const opened = await amy.open(conversationId);
    const understood = opened.page.events.find((event) => event.type === "message" && event.insight);
    expect(understood).toMatchObject({
      insight: { decision: "answer", understanding: { intents: [{ intent: "order_status" }] } },
    });
    expect(opened.item.conversation.state).toMatchObject({
      handover: {
        problem: ["Where is my order?"],
        guess: { intent: "order_status" },
        tried: [{ did: "answer", intent: "order_status" }],
      },
    });

    await amy.claim(conversationId);
    expect(await ann.sees("claimed")).toMatchObject({ agent: { name: "Amy" } });
    await amy.send(conversationId, "Hello, Amy here.");
    await expect.poll(() => ann.messages().at(-1)).toMatchObject({ author: { kind: "agent", name: "Amy" } });

    const asked = await ann.send("Where is my order?");
    await expect.poll(() => amy.events.at(-1)).toMatchObject({ seq: asked.seq });
    await amy.close(conversationId);
    await ann.sees("closed");
    await ann.ask("rate", { id: newId(), score: 5, comment: "quick" });
    await expect.poll(() => amy.events.at(-1)).toMatchObject({ type: "rated", score: 5, comment: "quick" });
    expect(ann.messages().filter((event) => event.seq > asked.seq && event.author.kind === "bot")).toEqual([]);
  });

  test("[L4] visitors never get what is internal: notes, hand-over, what the bot understood", async () => {
    const { amy, ann, conversationId } = await scene();
    await ann.answerTo(await ann.send("Where is my order?"));
    await ann.send("talk to a human");
    await amy.lists(conversationId, "queued");
    await amy.ask("note", { conversationId, id: newId(), text: "secret note" });
    const { seq } = await ann.sees("hidden");
    const seen = JSON.stringify([
      ann.events,
      await ann.ask("sync", { after: 0 }),
      await ann.ask("hello", { locale: "en" }),
    ]);
    for (const internal of ["secret note", "insight", "handover", "confidence"]) expect(seen).not.toContain(internal);
    expect(seq).toBeGreaterThan(1);
  });

  test("[H3] of two agents who claim at once one wins and the other is told who", async () => {
    const { running, amy, ann, conversationId } = await scene();
    const ben = await agent(running, "Ben");
    await ann.send("转人工");
    await amy.lists(conversationId, "queued");
    const claims = await Promise.allSettled([amy.claim(conversationId), ben.claim(conversationId)]);
    const lost = claims.flatMap((claim) => (claim.status === "rejected" ? [claim.reason.data] : []));
    expect(lost).toEqual([expect.objectContaining({ code: "conflict", details: { agent: expect.anything() } })]);
    const { state } = await amy.lists(conversationId, "agent").then(({ conversation }) => conversation);
    expect(state).toMatchObject(lost[0].details);
  });

  test("[H5] an agent cannot speak in another's conversation; a supervisor can take it over by naming whom from", async () => {
    const { running, amy, ann, conversationId } = await scene();
    const ben = await agent(running, "Ben");
    const sue = await agent(running, "Sue", "supervisor");
    await ann.send("转人工");
    await amy.claim(conversationId);
    await expect(ben.send(conversationId, "hi")).rejects.toMatchObject({ data: { code: "forbidden" } });
    await expect(ben.claim(conversationId, amy.welcome.me.id)).rejects.toMatchObject({ data: { code: "conflict" } });
    await expect(sue.claim(conversationId)).rejects.toMatchObject({ data: { code: "conflict" } });
    await sue.claim(conversationId, amy.welcome.me.id);
    await sue.send(conversationId, "Sue here.");
  });

  test("[H11] [H12] who waits reads so, is known by the address they write, and may stop waiting", async () => {
    const { amy, ann, conversationId } = await scene();
    const words = await ann.answerTo(await ann.send("talk to a human"));
    expect(words.choices).toEqual([expect.objectContaining({ value: "bot" })]);
    await ann.answerTo(await ann.send("my email is ann@example.com"));
    await expect.poll(() => amy.items.get(conversationId)?.visitor.profile.email).toBe("ann@example.com");
    await ann.ask("stopWaiting", { id: newId() });
    expect(await ann.sees("released")).toMatchObject({ to: "bot", author: { kind: "visitor" } });
    await amy.lists(conversationId, "bot");
  });

  test("handed back, the bot answers again; handed to the queue, the next agent finds it there", async () => {
    const { amy, ann, conversationId } = await scene();
    await ann.send("转人工");
    await amy.claim(conversationId);
    await amy.ask("release", { conversationId, id: newId(), to: "bot" });
    await ann.answerTo(await ann.send("Where is my order?"));
    await amy.claim(conversationId);
    await amy.ask("release", { conversationId, id: newId(), to: "queue" });
    await amy.lists(conversationId, "queued");
  });
}

import { describe, expect, test } from "vitest";
import { readiness } from "./nodes/nodes.ts";
import { agentTakesOver } from "./scenarios/agent-takes-over.ts";
import { visitorAsks } from "./scenarios/visitor-asks.ts";
import { agent } from "./support/agent.ts";
import { shared } from "./support/engine.ts";
import { runFour, runThree, startFour } from "./support/split.ts";
import { visitor } from "./support/visitor.ts";

describe("with gateway and dialog, nlu, and users with analytics in three processes", () => {
  const start = shared(runThree);
  visitorAsks(start);
  agentTakesOver(start);
});

describe("with gateway, dialog, nlu, and users with analytics in four processes", () => {
  const start = shared(runFour);
  agentTakesOver(start);

  test("[H7] while understanding is down people are offered, and what was written before and after is there", async () => {
    const running = await startFour();
    const amy = await agent(running, "Amy");
    const ann = await visitor(running.url);
    const { id: conversationId } = ann.welcome.conversation;
    await ann.answerTo(await ann.send("Where is my order?"));
    await running.nlu.kill();
    const { seq } = await ann.send("How do I return something?");
    expect(await ann.sees("queued")).toMatchObject({ reason: "unavailable" });
    await amy.lists(conversationId, "queued");
    const { page } = await amy.open(conversationId);
    expect(page.events.find((event) => event.seq === seq)).toMatchObject({
      content: { text: "How do I return something?" },
    });
    expect(page.events.map((event) => event.seq)).toEqual(page.events.map((_, index) => index + 1));
  });

  test("a gateway says that it is not ready while the dialog is down, and is degraded while understanding is", async () => {
    const { url, nlu, dialog } = await startFour();
    expect(await readiness(url, "ready")).toMatchObject({ problems: {}, weaknesses: {} });
    await nlu.kill();
    expect(await readiness(url, "degraded")).toMatchObject({
      weaknesses: { nlu: expect.stringContaining("does not answer") },
    });
    await dialog.kill();
    expect(await readiness(url, "not ready")).toMatchObject({
      problems: { dialog: expect.stringContaining("does not answer") },
    });
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
  });

  test("a connection is kept longer than those who call over it keep theirs, so that no call meets its end", async () => {
    const { nlu } = await start();
    const response = await fetch(`${nlu.url}/healthz`);
    expect(response.headers.get("keep-alive")).toBe("timeout=75");
  });

  test("nobody without the secret may call a service", async () => {
    const { nlu } = await start();
    const asked = await fetch(`${nlu.url}/rpc/nlu/status`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer guessed" },
      body: "{}",
    });
    expect(asked.status).toBe(401);
  });
});

import { expect, test } from "vitest";
import { agent } from "./support/agent.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

test("[T1] [T2] who waits too long is told so; that an agent lets him wait, only the team sees", async () => {
  const running = await startEngine({ times: { agentWithin: 1, replyWithin: 1 } });
  const amy = await agent(running, "Amy");
  const ann = await visitor(running.url);
  const conversationId = ann.welcome.conversation.id;
  await ann.send("talk to a human");
  expect(await ann.sees("overdue")).toMatchObject({ wanted: "agent" });
  const listed = await amy.lists(conversationId, "queued");
  await expect.poll(() => amy.items.get(conversationId)?.conversation.state ?? listed).toMatchObject({ overdue: true });

  await amy.open(conversationId);
  await amy.claim(conversationId);
  await expect.poll(() => amy.events.at(-1)).toMatchObject({ type: "overdue", wanted: "reply" });
  await ann.sees("hidden");
  expect(JSON.stringify(ann.events)).not.toContain('"reply"');
  const again = await visitor(running.url, { token: ann.welcome.token });
  expect(JSON.stringify(again.welcome)).not.toMatch(/"reply"|unansweredSince|overdue":true/);
});

test("[T3] a conversation that nobody goes on with is closed for both sides, and opens again with the next words", async () => {
  const running = await startEngine({ times: { closeAfter: 500 } });
  const amy = await agent(running, "Amy");
  const ann = await visitor(running.url);
  await ann.answerTo(await ann.send("Where is my order?"));
  expect(await ann.sees("closed")).toMatchObject({ author: { kind: "system" } });
  await amy.lists(ann.welcome.conversation.id, "closed");
  await ann.answerTo(await ann.send("Where is my order?"));
});

import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { agent } from "./support/agent.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

test("[E1] a supervisor reads along, whispers and takes over, of which the visitor only hears who is there now", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const sue = await agent(running, "Sue", "supervisor");
  const ann = await visitor(running.url);
  const conversationId = ann.welcome.conversation.id;
  await ann.send("Talk to a person");
  await amy.lists(conversationId, "queued");
  await amy.claim(conversationId);
  await amy.open(conversationId);

  const viewers: string[][] = [];
  amy.socket.on("viewers", ({ agents }) => viewers.push(agents.map(({ name }) => name)));
  await sue.open(conversationId);
  await expect.poll(() => viewers.at(-1)).toContain("Sue");
  await ann.send("it is broken");
  await expect.poll(() => JSON.stringify(sue.events)).toContain("it is broken");
  await sue.ask("note", { conversationId, id: newId(), text: "offer a new one" });
  await expect.poll(() => JSON.stringify(amy.events)).toContain("offer a new one");
  const { id } = amy.welcome.me;
  const because = "a known customer";
  await sue.ask("claim", { conversationId, id: newId(), from: id, because });
  await expect
    .poll(() => amy.events.findLast(({ type }) => type === "claimed"))
    .toMatchObject({ agent: { name: "Sue" }, from: { id, name: "Amy" }, because });
  await sue.send(conversationId, "hello, it is Sue");
  await expect.poll(() => JSON.stringify(ann.events)).toContain("hello, it is Sue");
  const told = JSON.stringify(ann.events);
  for (const word of ["offer a new one", because, '"from"', "viewers"]) expect(told).not.toContain(word);
});

test("[E1] who hands a conversation on is told to the team, and who does not supervise takes nothing over", async () => {
  const running = await startEngine();
  const [amy, bea] = [await agent(running, "Amy"), await agent(running, "Bea")];
  const ann = await visitor(running.url);
  const conversationId = ann.welcome.conversation.id;
  await ann.send("Talk to a person");
  await amy.lists(conversationId, "queued");
  await amy.claim(conversationId);
  await expect(bea.claim(conversationId, amy.welcome.me.id)).rejects.toMatchObject({ data: { code: "conflict" } });
  await bea.open(conversationId);
  await amy.ask("transfer", { conversationId, id: newId(), agentId: bea.welcome.me.id });
  await expect
    .poll(() => bea.events.findLast(({ type }) => type === "claimed"))
    .toMatchObject({ agent: { name: "Bea" }, by: { name: "Amy" } });
  await expect.poll(() => ann.events.findLast(({ type }) => type === "claimed")).toBeDefined();
  expect(JSON.stringify(ann.events)).not.toContain('"by"');
});

test("[E10] the team is told how the visitor feels, also once an agent has them, until a new episode; the visitor is not", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const ann = await visitor(running.url);
  const conversationId = ann.welcome.conversation.id;
  const mood = () => amy.items.get(conversationId)?.mood;
  await ann.send("You useless idiots, this is the worst fucking service ever!");
  await amy.lists(conversationId, "queued");
  await expect.poll(mood).toBe("angry");
  await amy.claim(conversationId);
  await amy.lists(conversationId, "agent");
  expect(mood()).toBe("angry");
  await amy.close(conversationId);
  await amy.lists(conversationId, "closed");
  await ann.send("hello");
  await amy.lists(conversationId, "bot");
  await expect.poll(mood).not.toBe("angry");
  expect(JSON.stringify([ann.events, ann.welcome])).not.toContain('"mood"');
});

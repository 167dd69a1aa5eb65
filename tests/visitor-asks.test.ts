import { expect, test } from "vitest";
import { visitorAsks } from "./scenarios/visitor-asks.ts";
import { runEngine, shared, startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

visitorAsks(shared(runEngine));

test("after a restart conversations, knowledge and model are as they were", async () => {
  const first = await startEngine();
  const ann = await visitor(first.url);
  await ann.answerTo(await ann.send("Where is my order?"));
  await first.stop();
  const { url } = await startEngine({ store: first.folder });
  const back = await visitor(url, { token: ann.welcome.token });
  expect(back.welcome.page.events).toHaveLength(3);
  expect((await back.answerTo(await back.send("How do I return something?"))).source?.articleId).toBe("returns");
});

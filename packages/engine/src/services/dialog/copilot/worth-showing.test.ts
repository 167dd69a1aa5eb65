import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { ann, useDialog, visitorSays } from "../fixture.ts";
import { knowing } from "./fixture.ts";

const world = useDialog();

test("[G1] neither suggestions nor articles that hardly answer are shown to an agent", async () => {
  const scored = (score: number) => ({
    kind: "article" as const,
    id: `a${score}`,
    title: "A",
    text: `${score}`,
    score,
  });
  const nlu = knowing({
    suggest: async () => ({ language: "en", terms: [], known: {}, candidates: [scored(0.6), scored(0.017)] }),
    search: async () =>
      [0.6, 0.017].map((score) => ({ score, source: { articleId: `a${score}`, title: "A", passage: `${score}` } })),
  });
  const node = world.node(nlu);
  const conversationId = await world.begin();
  await node.apply({ conversationId, id: newId(), command: visitorSays("what of it") });
  await node.apply({ conversationId, id: newId(), command: { do: "claim", agent: ann } });
  const { suggestions } = await node.suggest({ conversationId, agentId: "ann" });
  expect(suggestions.map(({ text }) => text)).toEqual(["0.6"]);
  const { articles } = await node.articles({ conversationId, text: "what" });
  expect(articles.map(({ id }) => id)).toEqual(["a0.6"]);
});

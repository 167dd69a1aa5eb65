import { expect, test } from "vitest";
import type { ConversationEvent } from "./event.ts";
import { forAgent, withoutSurveyLinks } from "./for-agent.ts";

const TOKEN = `pq_${"aB3_-".repeat(9).slice(0, 43)}`;
const LINK = `https://chat.example.com:8443/s/${TOKEN}`;

test.each([
  [`How was it?\n${LINK}`, "How was it?\n…/s/…"],
  [`您觉得怎么样？${LINK}。谢谢`, "您觉得怎么样？…/s/…。谢谢"],
  [`[here](${LINK}) or ${LINK}?lang=en, twice`, "[here](…/s/…) or …/s/…?lang=en, twice"],
  [`it is ${TOKEN}`, "it is …/s/…"],
  [`> ${LINK.slice(0, -9)}`, "> …/s/…"],
  ["pq_ is no link, nor is /s/ or pq_short", "pq_ is no link, nor is /s/ or pq_short"],
])("[U3] agents are not sent a survey's link: %s", (said, shown) => {
  expect(withoutSurveyLinks(said)).toBe(shown);
});

test("[U3] what is hidden is hidden in what is quoted too, and nothing else changes", () => {
  const message = (text: string, quoted = "Hello"): ConversationEvent => ({
    id: "0190a000-0000-7000-8000-000000000001",
    conversationId: "0190a000-0000-7000-8000-000000000002",
    seq: 3,
    at: 1,
    type: "message",
    author: { kind: "visitor" },
    content: { type: "text", text, quote: { id: "0190a000-0000-7000-8000-000000000003", by: "bot", text: quoted } },
  });
  const plain = message("fine");
  expect(forAgent(plain)).toBe(plain);
  expect(JSON.stringify(forAgent(message("this one?", LINK)))).not.toContain("pq_");
  expect(forAgent(message(LINK))).toEqual(message("…/s/…"));
});

test("[U3] it is hidden in whatever else is told of what a visitor wrote", () => {
  const place = {
    id: "0190a000-0000-7000-8000-000000000001",
    conversationId: "0190a000-0000-7000-8000-000000000002",
    seq: 3,
    at: 1,
  };
  const handover = { problem: [`I cannot open ${LINK}`], tried: [] };
  const queued: ConversationEvent = { ...place, type: "queued", reason: "asked", handover };
  expect(forAgent(queued)).toMatchObject({ handover: { problem: ["I cannot open …/s/…"], tried: [] } });
  const rated: ConversationEvent = { ...place, type: "rated", score: 1, comment: LINK };
  expect(forAgent(rated)).toMatchObject({ score: 1, comment: "…/s/…" });
});

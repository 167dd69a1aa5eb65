import { expect, test } from "vitest";
import { openAdmin } from "./api.test.kit.ts";

const survey = {
  id: "csat",
  name: "CSAT",
  enabled: true,
  invitation: { en: "How was it?" },
  questions: [{ id: "good", kind: "score", text: { "zh-CN": "满意吗？" } }],
  after: "any",
  coolingDays: 7,
  remindHours: 24,
  version: 0,
};

test("[U1] admins make surveys; what is wrong with one is said; others may not", async () => {
  const { ownerBrowser, memberBrowser } = await openAdmin();
  const owner = await ownerBrowser();
  const saved = await owner.ask("PUT /surveys/csat", survey);
  expect(saved).toMatchObject({ status: 200, body: { version: 1, invitation: { en: "How was it?", "zh-CN": "" } } });
  expect((await owner.ask("GET /surveys")).body).toEqual([saved.body]);
  for (const wrong of [
    { questions: [] },
    { after: "never" },
    { lowScore: 11 },
    { invitation: {} },
    { inboxes: ["none"] },
    { questions: [{ ...survey.questions[0], id: "constructor" }] },
  ])
    expect((await owner.ask("PUT /surveys/csat", { ...survey, ...wrong })).error?.code).toBe("invalid");
  expect((await owner.ask("PUT /surveys/csat", survey)).status).toBe(409);
  const supervisor = await memberBrowser("supervisor");
  expect((await supervisor.ask("PUT /surveys/csat", survey)).status).toBe(403);
  expect((await supervisor.ask("GET /surveys/csat/results?from=0&to=9")).body).toMatchObject({ asked: 0 });
  const agent = await memberBrowser("agent");
  expect((await agent.ask("GET /surveys/csat/results?from=0&to=9")).status).toBe(403);
  const { headers, text } = await supervisor.ask("GET /surveys/csat/export?from=0&to=9");
  expect(headers.get("content-disposition")).toContain("parley-survey.csv");
  expect(text).toContain("at,inbox,agent,conversation,question,answer");
  expect((await owner.ask("DELETE /surveys/csat", {})).status).toBe(200);
});

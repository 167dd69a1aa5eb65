import { newId, type Survey } from "@parley/protocol";
import { expect, test } from "vitest";
import { ann, useDialog } from "../fixture.ts";
import { DAY, HOUR, said, SURVEY, surveyed, tokenIn } from "./fixture.ts";

const world = useDialog();
const setUp = (change?: Partial<Survey>) => surveyed(world, change);

test("[U2] who spoke is asked once when it has ended, on however many nodes, and again at the next end", async () => {
  const { talk, node, dialog, ask } = await setUp();
  const { visitorId } = await talk();
  const [one, other] = [node(), node()];
  const asked = said((await Promise.all([ask(), ask(one), ask(other)])).flat());
  expect(asked).toEqual([expect.stringMatching(/^How was it\?\nhttps:\/\/chat\.example\/s\/pq_/)]);
  expect(await ask(node())).toEqual([]);
  await talk({ visitorId });
  expect(said(await ask())).toHaveLength(1);
  expect(await dialog.surveyOf({ token: tokenIn(asked[0]) })).toMatchObject({ answered: false, locale: "en" });
});

test("[U2] nobody is asked where there is no address for the page, nor who said nothing, nor in another language", async () => {
  const { talk, dialog, ask } = await setUp({ languages: ["zh"] });
  await talk({ locale: "zh-CN" });
  expect(await dialog.due({})).toEqual([]);
  const silent = await world.begin();
  await dialog.apply({ conversationId: silent, id: newId(), command: { do: "claim", agent: ann } });
  await dialog.apply({ conversationId: silent, id: newId(), command: { do: "close", author: { kind: "system" } } });
  await talk({ locale: "en" });
  expect(said(await ask())).toEqual([expect.stringMatching(/^请评价本次服务/)]);
});

test("[U1] a survey follows the end of what an agent had, or the bot alone, as it says", async () => {
  const { talk, ask } = await setUp({ after: "agent" });
  await talk();
  const { id } = await talk({ withAgent: true });
  expect((await ask()).map(({ conversation }) => conversation.id)).toEqual([id]);
});

test("[U2] who was asked lately is left alone, until the days are over", async () => {
  const { talk, ask, clock } = await setUp({ coolingDays: 30 });
  const { visitorId } = await talk();
  expect(said(await ask())).toHaveLength(1);
  await talk({ visitorId });
  expect(said(await ask())).toEqual([]);
  clock.now += 31 * DAY;
  await talk({ visitorId });
  expect(said(await ask())).toHaveLength(1);
});

test("[U2] who has not answered is reminded once; who has is not, and both links hold", async () => {
  const { talk, ask, clock, dialog } = await setUp({ remindHours: 24 });
  await talk();
  const [first] = said(await ask());
  const other = await talk();
  const [answered] = said(await ask());
  await dialog.answerSurvey({ token: tokenIn(answered), answers: { again: 9 } });
  clock.now += DAY;
  const reminded = await ask();
  expect(said(reminded)).toHaveLength(1);
  expect(reminded[0]?.conversation.id).not.toBe(other.id);
  clock.now += DAY;
  expect(await ask()).toEqual([]);
  for (const text of [first, ...said(reminded)]) await dialog.surveyOf({ token: tokenIn(text) });
});

test("[U3] what is answered first stays; what is no answer is refused; a token that does not hold opens nothing", async () => {
  const { talk, ask, dialog } = await setUp();
  await talk();
  const token = tokenIn(said(await ask())[0]);
  for (const answers of [{ again: 11 }, { good: 0 }, { what: "c" }, { other: 1 }, {}])
    await expect(dialog.answerSurvey({ token, answers })).rejects.toMatchObject({ code: "invalid" });
  await dialog.answerSurvey({ token, answers: { again: "10", good: 4, why: "quick", what: "b" } });
  await dialog.answerSurvey({ token, answers: { again: 0 } });
  expect(await dialog.surveyOf({ token })).toMatchObject({ answered: true });
  const results = await dialog.surveyResults({ survey: SURVEY.id, from: 0, to: Date.now() + DAY });
  expect(results).toMatchObject({ asked: 1, answered: 1, words: [{ question: "why", text: "quick" }] });
  expect(results.questions.map(({ given }) => given)).toEqual([{ 10: 1 }, { 4: 1 }, {}, { b: 1 }]);
  await expect(dialog.surveyOf({ token: "pq_wrong" })).rejects.toMatchObject({ code: "notFound" });
});

test("[U4] a low score is a task that nobody has yet, once; a good one is none", async () => {
  const { talk, ask, dialog } = await setUp({ lowScore: 6 });
  const { id } = await talk({ withAgent: true });
  const token = tokenIn(said(await ask())[0]);
  await dialog.answerSurvey({ token, answers: { again: 3, why: "rude" } });
  await dialog.answerSurvey({ token, answers: { again: 3, why: "rude" } });
  await talk();
  await dialog.answerSurvey({ token: tokenIn(said(await ask())[0]), answers: { again: 7 } });
  const { items } = await dialog.tasks({ unowned: true, sort: "due", limit: 9 });
  expect(items).toMatchObject([{ conversationId: id, priority: 2, title: "Low score: 3 · After the chat" }]);
  expect(items[0]?.words).toMatch(/Ann[\s\S]*rude/);
});

test("[U5] results tell NPS and the share of those content, by inbox and agent, and of inboxes that are seen only", async () => {
  const { talk, ask, dialog } = await setUp();
  for (const [again, good, withAgent] of [
    [10, 5, true],
    [9, 4, true],
    [8, 3, false],
    [2, 1, true],
  ] as const) {
    await talk({ withAgent });
    await dialog.answerSurvey({ token: tokenIn(said(await ask())[0]), answers: { again, good } });
  }
  const time = { survey: SURVEY.id, from: 0, to: Date.now() + DAY };
  const { questions, agents, inboxes } = await dialog.surveyResults(time);
  expect(questions.slice(0, 2)).toMatchObject([
    { count: 4, average: 7.25, nps: 25 },
    { count: 4, average: 3.25, content: 0.5 },
  ]);
  expect(agents).toMatchObject([{ id: "ann", name: "Ann", questions: [{ count: 3, nps: 33 }, {}, {}, {}] }]);
  expect(inboxes).toMatchObject([{ id: "web" }]);
  expect(await dialog.surveyResults({ ...time, inboxIds: ["elsewhere"] })).toMatchObject({ asked: 0, answered: 0 });
  expect(await dialog.surveyAnswers(time)).toHaveLength(8);
});

test("[U5] erasure takes words and the link, and leaves numbers", async () => {
  const { talk, ask, dialog, clock } = await setUp({ remindHours: 9 });
  const { id } = await talk();
  const token = tokenIn(said(await ask())[0]);
  await dialog.answerSurvey({ token, answers: { again: 5, why: "secret words" } });
  clock.now += 3 * HOUR;
  await dialog.erase({ conversationIds: [id] });
  const results = await dialog.surveyResults({ survey: SURVEY.id, from: 0, to: clock.now });
  expect(results).toMatchObject({ answered: 1, words: [], questions: [{ count: 1 }, {}, {}, {}] });
  await expect(dialog.surveyOf({ token })).rejects.toMatchObject({ code: "notFound" });
});

test("of two who change a survey at once one is refused", async () => {
  const { dialog } = await setUp();
  await dialog.putSurvey({ survey: { ...SURVEY, name: "First", version: 1 } });
  const second = dialog.putSurvey({ survey: { ...SURVEY, name: "Second", version: 1 } });
  await expect(second).rejects.toMatchObject({ code: "conflict" });
  await dialog.removeSurvey({ id: SURVEY.id });
  expect(await dialog.surveys({})).toEqual([]);
});

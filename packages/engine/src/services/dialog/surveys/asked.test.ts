import { ChatError, newId, type Survey } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Collection, Doc, Index, Store } from "../../../store/store.ts";
import { agentSays, ann, useDialog, visitorSays } from "../fixture.ts";
import { DAY, said, SURVEY, surveyed, tokenIn } from "./fixture.ts";
import { SURVEY_ASKS } from "./stored.ts";

const world = useDialog();
const setUp = (change?: Partial<Survey>) => surveyed(world, change);

test("[U2] who goes on talking before they are asked counts as not asked, and is asked at the next end", async () => {
  const { talk, dialog, apply, ask, clock } = await setUp({ coolingDays: 30, remindHours: 24 });
  const { id } = await talk();
  // The list still names the end when they write again.
  const asks = SURVEY_ASKS.open(world.store);
  const at = clock.now;
  const head = (await dialog.get({ conversationId: id })).conversation;
  const about = { conversationId: id, inboxId: "web", locale: "en", personId: head.visitorId };
  await asks.insert({ _id: `${id}/1`, surveyId: SURVEY.id, ...about, at, sayAt: at, say: "ask", version: 1 });
  await apply(id, visitorSays("one more thing"));
  expect(said(await ask())).toEqual([]);
  const time = { survey: SURVEY.id, from: 0, to: clock.now + DAY };
  expect(await dialog.surveyResults(time)).toMatchObject({ asked: 0 });
  await apply(id, { do: "close", author: { kind: "system" } });
  expect(said(await ask())).toHaveLength(1);
  clock.now += DAY;
  expect(said(await ask())).toHaveLength(1);
});

test("[U2] who was asked again since is reminded of the newest only", async () => {
  const { talk, ask, clock } = await setUp({ remindHours: 24 });
  const { visitorId } = await talk();
  expect(said(await ask())).toHaveLength(1);
  await talk({ visitorId });
  expect(said(await ask())).toHaveLength(1);
  clock.now += 2 * DAY;
  expect(said(await ask())).toHaveLength(1);
  expect(said(await ask())).toEqual([]);
});

test("[U1] of a long conversation it is known that an agent had it, and that the visitor spoke", async () => {
  const { dialog, apply, ask } = await setUp({ after: "agent" });
  const { id } = await dialog.open({ visitorId: newId(), channel: "web", locale: "en" });
  await apply(id, visitorSays("hm"));
  await apply(id, { do: "claim", agent: ann });
  for (let at = 0; at < 205; at++) await apply(id, agentSays(ann, `${at}`));
  await apply(id, { do: "close", author: { kind: "agent", ...ann } });
  expect((await ask()).map(({ conversation }) => conversation.id)).toEqual([id]);
});

test("[U2] a survey that is switched on asks nobody of what ended before", async () => {
  const { talk, dialog, ask, node } = await setUp({ enabled: false });
  await talk();
  await dialog.putSurvey({ survey: { ...SURVEY, version: 1 } });
  expect(said(await ask())).toEqual([]);
  expect(said(await ask(node()))).toEqual([]);
  const { id } = await talk();
  expect((await ask()).map(({ conversation }) => conversation.id)).toEqual([id]);
  expect(await dialog.surveys({})).toEqual([{ ...SURVEY, version: 2 }]);
});

test("[U2] visitors who are one person are asked once within the cooling-off; who is not one with them is asked", async () => {
  const [phone, web] = [newId(), newId()];
  const visitorIds = [phone, web];
  const personOf = async (id: string) =>
    visitorIds.includes(id) ? { id: phone, profiles: [], visitorIds } : { id, profiles: [], visitorIds: [id] };
  const { talk, ask } = await surveyed(world, { coolingDays: 30 }, personOf);
  await talk({ visitorId: phone });
  expect(said(await ask())).toHaveLength(1);
  await talk({ visitorId: web });
  expect(said(await ask())).toEqual([]);
  await talk();
  expect(said(await ask())).toHaveLength(1);
});

test("[U2] where nobody can say now who somebody is, they are asked once that is known", async () => {
  let isAway = true;
  const personOf = async (id: string) => {
    if (isAway) throw new ChatError("unavailable", "Nobody is there.");
    return { id, profiles: [] };
  };
  const { talk, ask } = await surveyed(world, { coolingDays: 30 }, personOf);
  await talk();
  expect(said(await ask())).toEqual([]);
  isAway = false;
  expect(said(await ask())).toHaveLength(1);
});

test("[U1] of several surveys that fit, the first by its id is asked", async () => {
  const { talk, dialog, ask } = await setUp();
  await dialog.putSurvey({ survey: { ...SURVEY, id: "a-first", invitation: { en: "First", "zh-CN": "" } } });
  await talk();
  expect(said(await ask())).toEqual([expect.stringMatching(/^First\n/)]);
});

test("[U5] an answer that comes while the conversation is erased leaves nothing", async () => {
  const { talk, ask, dialog, clock } = await setUp();
  const { id } = await talk();
  const token = tokenIn(said(await ask())[0]);
  const asks = SURVEY_ASKS.open(world.store);
  const before = await asks.findOne({ conversationId: id });
  clock.now += DAY;
  await dialog.erase({ conversationIds: [id] });
  // Who answers, and who asks, read it before.
  expect(before && (await asks.findOne({ _id: before._id, version: before.version }))).toBeUndefined();
  await expect(dialog.answerSurvey({ token, answers: { why: "secret" } })).rejects.toMatchObject({ code: "notFound" });
});

test("[U3] what is answered while they are being reminded is kept", async () => {
  const { talk, ask, dialog } = await setUp();
  const { id } = await talk();
  const token = tokenIn(said(await ask())[0]);
  let isFirst = true;
  const over: Store = {
    ...world.store,
    collection<T extends Doc>(name: string, indexes?: readonly Index<T>[]): Collection<T> {
      const collection = world.store.collection<T>(name, indexes);
      if (name !== SURVEY_ASKS.name) return collection;
      const update: Collection<T>["update"] = async (...asked) => {
        if (isFirst) await SURVEY_ASKS.open(world.store).updateMany({ conversationId: id }, { $inc: { version: 1 } });
        isFirst = false;
        return await collection.update(...asked);
      };
      return { ...collection, update };
    },
  };
  await world.node(undefined, undefined, over).answerSurvey({ token, answers: { again: 9 } });
  expect(await dialog.surveyOf({ token })).toMatchObject({ answered: true });
});

test("[U5] what is too much for one file is refused, not cut short; results say that they are a part", async () => {
  const { dialog } = await setUp();
  const about = { surveyId: SURVEY.id, conversationId: "c", inboxId: "web", locale: "en", agentId: "ann", version: 1 };
  const many = Array.from({ length: 20_001 }, (_, at) => ({
    _id: `c/${at}`,
    ...about,
    at,
    answeredAt: at,
    given: { again: 9 },
  }));
  // In parts, as the store takes no more at once.
  for (let at = 0; at < many.length; at += 2_000)
    await SURVEY_ASKS.open(world.store).insertMany(many.slice(at, at + 2_000));
  const time = { survey: SURVEY.id, from: 0, to: 30_000 };
  await expect(dialog.surveyAnswers(time)).rejects.toMatchObject({ code: "invalid" });
  expect(await dialog.surveyResults(time)).toMatchObject({ partial: true, asked: 20_000 });
  expect(await dialog.surveyAnswers({ ...time, to: 100 })).toHaveLength(100);
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ChatError, newId, type SurveyQuestion } from "@parley/protocol";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import { useDialog, visitorSays } from "../services/dialog/fixture.ts";
import { createLimits, RATES } from "../transport/limits.ts";
import { serveSurveyPage } from "./survey-page.ts";

const world = useDialog();
const both = (en: string, zh: string) => ({ en, "zh-CN": zh });

/** The address of the page of somebody who was asked. */
async function asked(locale: string, more: SurveyQuestion[] = [], limits = createLimits()): Promise<string> {
  const app = express();
  serveSurveyPage(app, { dialog: world.dialog, limits });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const questions = [
    { id: "good", kind: "score" as const, text: both("<Good>?", "满意吗？") },
    { id: "why", kind: "text" as const, text: both("Why?", "为什么？") },
    ...more,
  ];
  const rules = { enabled: true, after: "any" as const, coolingDays: 0, remindHours: 0, version: 0 };
  await world.dialog.putSurvey({
    survey: { id: "s", name: "S", invitation: both("Please", "请"), questions, ...rules },
  });
  const { id: conversationId } = await world.dialog.open({ visitorId: newId(), channel: "web", locale });
  await world.apply(conversationId, visitorSays("hm"));
  await world.apply(conversationId, { do: "close", author: { kind: "system" } });
  const [outcome] = await world.dialog.due({ pagesAt: `http://127.0.0.1:${port}` });
  const [event] = outcome?.events ?? [];
  return event?.type === "message" ? (event.content.text.split("\n").at(-1) ?? "") : "";
}

const post = (url: string, answers: Record<string, string>) =>
  fetch(url, { method: "POST", body: new URLSearchParams(answers), signal: AbortSignal.timeout(9_000) });
const get = (url: string) => fetch(url, { signal: AbortSignal.timeout(9_000) });

test.each([
  ["en", "&lt;Good&gt;?", "Thank you", "Please answer"],
  ["zh-CN", "满意吗？", "感谢您的评价", "请至少回答"],
])(
  "[U3] the page asks in %s, takes answers without scripts, and thanks from then on",
  async (locale, question, thanks, wrong) => {
    const url = await asked(locale);
    const page = await get(url);
    expect(page.headers.get("x-robots-tag")).toMatch(/noindex/);
    expect(page.headers.get("content-security-policy")).toMatch(/default-src 'none'.*form-action 'self'/);
    expect(await page.text()).toContain(question);
    const empty = await post(url, { good: "", other: "x" });
    expect([empty.status, await empty.text()]).toEqual([400, expect.stringContaining(wrong)]);
    expect(await (await post(url, { good: "2", why: "<slow>" })).text()).toContain(thanks);
    expect(await (await get(url)).text()).toContain(thanks);
    const results = await world.dialog.surveyResults({ survey: "s", from: 0, to: Date.now() + 1 });
    expect(results.words).toMatchObject([{ text: "<slow>" }]);
    expect((await get(`${url}x`)).status).toBe(404);
  },
);

test("[U3] long answers to all ten questions are taken", async () => {
  const ids = Array.from({ length: 8 }, (_, at) => `more-${at}`);
  const url = await asked(
    "zh-CN",
    ids.map((id) => ({ id, kind: "text", text: both("?", "？") })),
  );
  const long = "慢".repeat(2_000);
  const sent = await post(url, Object.fromEntries(["why", ...ids].map((id) => [id, long])));
  expect(sent.status).toBe(200);
  const { words } = await world.dialog.surveyResults({ survey: "s", from: 0, to: Date.now() + 1 });
  expect(words.map(({ text }) => text)).toEqual(Array.from({ length: 9 }, () => long));
});

test.each([
  ["en", "Please wait a moment"],
  ["zh-CN,zh;q=0.9", "请稍候"],
])("[U3] who asks too often is told so on a page they can read, in %s", async (language, told) => {
  const limits = createLimits();
  let isOver = false;
  const take: typeof limits.take = (...asked) => {
    if (isOver) throw new ChatError("tooMany", "That was too much at once.", { retryAfter: 2_000 });
    limits.take(...asked);
  };
  const url = await asked("en", [], { ...limits, take });
  isOver = true;
  const headers = { "accept-language": language };
  for (const method of ["GET", "POST"]) {
    const page = await fetch(url, { method, headers, signal: AbortSignal.timeout(9_000) });
    expect([page.status, page.headers.get("retry-after")]).toEqual([429, "2"]);
    expect(page.headers.get("content-type")).toMatch(/^text\/html/);
    expect(await page.text()).toContain(told);
  }
});

test.each([
  ["en", "<Good>?"],
  ["zh-CN", "满意吗？"],
])(
  "[U3] the chat's panel gets the questions as data in %s, sends the answers once, and says so",
  async (locale, question) => {
    const url = `${await asked(locale)}?as=json`;
    const told = await get(url);
    expect([told.headers.get("access-control-allow-origin"), told.headers.get("cache-control")]).toEqual([
      "*",
      "no-store",
    ]);
    expect(await told.json()).toMatchObject({
      answered: false,
      questions: [{ text: question }, { kind: "text", options: [] }],
    });
    expect((await post(url, { good: "9" })).status).toBe(400);
    const taken = await post(url, { good: "4" });
    expect([taken.status, await taken.json()]).toEqual([200, { answered: true, questions: [] }]);
    await post(url, { good: "1" });
    expect(await (await get(url)).json()).toEqual({ answered: true, questions: [] });
    const results = await world.dialog.surveyResults({ survey: "s", from: 0, to: Date.now() + 1 });
    expect(results.questions[0]?.given).toEqual({ 4: 1 });
    const strange = url.replace("?", "x?");
    expect([(await get(strange)).status, (await post(strange, { good: "1" })).status]).toEqual([404, 404]);
  },
);

test("[U3] that it was asked for too often is for the chat's panel to read as well", async () => {
  const limits = createLimits({ rates: { ...RATES, customerPage: { burst: 1, perMinute: 1 } } });
  const url = `${await asked("en", [], limits)}?as=json`;
  await get(url);
  const refused = await get(url);
  expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([429, "*"]);
});

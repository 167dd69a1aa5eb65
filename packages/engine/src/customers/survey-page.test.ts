import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { newId } from "@parley/protocol";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import { useDialog, visitorSays } from "../services/dialog/fixture.ts";
import { createLimits } from "../transport/limits.ts";
import { serveSurveyPage } from "./survey-page.ts";

const world = useDialog();
const both = (en: string, zh: string) => ({ en, "zh-CN": zh });

/** The address of the page of somebody who was asked. */
async function asked(locale: string): Promise<string> {
  const app = express();
  serveSurveyPage(app, { dialog: world.dialog, limits: createLimits() });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const questions = [
    { id: "good", kind: "score" as const, text: both("<Good>?", "满意吗？") },
    { id: "why", kind: "text" as const, text: both("Why?", "为什么？") },
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

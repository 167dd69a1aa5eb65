import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { newId, type TaskEdit } from "@parley/protocol";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import { ann, useDialog } from "../services/dialog/fixture.ts";
import { createLimits, RATES } from "../transport/limits.ts";
import { serveTaskPage } from "./task-page.ts";

const world = useDialog();

/** The page on a free port, and a task of a conversation in a language. */
async function setUp({ locale = "en", burst = 30 } = {}) {
  const app = express();
  const limits = createLimits({ rates: { ...RATES, customerPage: { burst, perMinute: 1 } } });
  serveTaskPage(app, { dialog: world.dialog, limits });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const { id: conversationId } = await world.dialog.open({ visitorId: newId(), channel: "web", locale });
  const link = async (more: Partial<TaskEdit> = {}) => {
    const id = newId();
    const edit: TaskEdit = {
      id,
      conversationId,
      title: "Your refund",
      priority: 1,
      state: "open",
      version: 0,
      ...more,
    };
    await world.dialog.putTask({ edit, by: ann });
    return { id, ...(await world.dialog.linkTask({ id, by: ann })) };
  };
  const get = (token: string, language = "en") =>
    fetch(`http://127.0.0.1:${port}/t/${token}`, {
      headers: { "accept-language": language },
      signal: AbortSignal.timeout(9_000),
    });
  return { link, get };
}

test("[J4] the page shows title, state and words for the customer in their language, and nothing else", async () => {
  const { link, get } = await setUp({ locale: "zh-CN" });
  const { token } = await link({
    title: "退款",
    words: "internal",
    toCustomer: "已提交 <b>银行</b>\n三天",
    state: "waiting",
  });
  const page = await get(token, "en");
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(html).toContain('<html lang="zh-CN">');
  for (const shown of ["退款", "等待中", "已提交 &lt;b&gt;银行&lt;/b&gt;\n三天"]) expect(html).toContain(shown);
  for (const hidden of ["internal", "Ann", "<b>"]) expect(html).not.toContain(hidden);
});

test("[J4] no search engine, cache or frame has it, and no site hears where somebody came from", async () => {
  const { link, get } = await setUp();
  const { token } = await link();
  for (const page of [await get(token), await get("pt_wrong")]) {
    expect(page.headers.get("x-robots-tag")).toMatch(/noindex/);
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    expect(page.headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  }
});

test("[J4] a token that does not hold, or not any more, is answered alike, in the language that is asked for", async () => {
  const { link, get } = await setUp();
  const { id, token } = await link();
  await world.dialog.unlinkTask({ id, by: ann });
  const pages = await Promise.all([token, "pt_wrong", "x".repeat(3_000), "%00"].map((one) => get(one, "zh")));
  for (const page of pages) {
    expect(page.status).toBe(404);
    expect(await page.text()).toContain("此页面无法查看");
  }
});

test("[J4] who guesses is slowed down", async () => {
  const { get } = await setUp({ burst: 2 });
  const asked: number[] = [];
  for (const token of ["a", "b", "c"]) asked.push((await get(token)).status);
  expect(asked).toEqual([404, 404, 429]);
});

import { ChatError, type TaskForCustomer } from "@parley/protocol";
import type { Express } from "express";
import type { Dialog } from "../services/dialog/contract.ts";
import { type Limits, sourceOf } from "../transport/limits.ts";
import { asked, failedPage, languageOf, plain, sendPage } from "./page.ts";

export interface CustomerParts {
  dialog: Dialog;
  limits: Pick<Limits, "take">;
}

const WORDS = {
  en: {
    state: { open: "We are working on it.", waiting: "We are waiting for something.", done: "Done." },
    nothing: "There is nothing to be seen here.",
    why: "The link may be old. Ask us in the chat for a new one.",
  },
  "zh-CN": {
    state: { open: "正在处理", waiting: "等待中", done: "已完成" },
    nothing: "此页面无法查看",
    why: "链接可能已失效，请在会话中向我们索取新的链接。",
  },
} as const;

/** Serves what a customer sees of a task, at `/t/<token>` (SPEC J4). */
export function serveTaskPage(app: Express, { dialog, limits }: CustomerParts): void {
  app.get("/t/:token", async (request, response) => {
    limits.take("customerPage", sourceOf(request.ip));
    const task = await dialog.taskOf({ token: request.params.token }).catch((cause: unknown) => {
      if (ChatError.from(cause).code === "notFound") return undefined;
      throw cause;
    });
    if (task) return sendPage(response, pageOf(task));
    const language = asked(request);
    const { nothing, why } = WORDS[language];
    sendPage(response, { language, title: nothing, body: `<p>${why}</p>`, status: 404 });
  });
  app.use("/t", failedPage);
}

function pageOf({ title, state, words, locale }: TaskForCustomer) {
  const language = languageOf(locale);
  const told = words === undefined ? "" : `<p class="words" dir="auto">${plain(words)}</p>`;
  return { language, title, body: `<p class="state">${WORDS[language].state[state]}</p>${told}` };
}

import { randomBytes } from "node:crypto";
import { ERROR_STATUS } from "@parley/protocol";
import type { ErrorRequestHandler, Request, Response } from "express";
import { toChatError } from "../rpc/failure.ts";

/** Languages that pages for customers are in. */
export type PageLanguage = "en" | "zh-CN";

export const languageOf = (locale: string): PageLanguage => (/^zh\b/i.test(locale) ? "zh-CN" : "en");
export const asked = (request: Pick<Request, "acceptsLanguages">): PageLanguage =>
  request.acceptsLanguages("en", "zh") === "zh" ? "zh-CN" : "en";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Words as they stand in a page. */
export const plain = (words: string): string => words.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE = [
  ":root{color-scheme:light dark}",
  "body{font:16px/1.6 system-ui,sans-serif;max-width:36em;margin:12vh auto;padding:0 20px;overflow-wrap:anywhere}",
  "h1{font-size:1.5em;line-height:1.3}",
  ".words{white-space:pre-wrap}",
  ".state{display:inline-block;border:1px solid;border-radius:1em;padding:0 .8em}",
  "fieldset{border:0;padding:0;margin:0 0 1.5em}legend{font-weight:600;padding:0}",
  "label{display:inline-block;padding:.4em .9em .4em 0;min-height:24px}",
  "textarea{box-sizing:border-box;width:100%;font:inherit;padding:.5em}",
  "button{font:inherit;padding:.5em 1.5em;min-height:44px}",
].join("");

interface Page {
  language: PageLanguage;
  title: string;
  /** What is below the title, as HTML. */
  body: string;
  status?: number;
}

/**
 * Answers with a page for one customer, whose address nobody else is to know: no search engine lists it, no cache keeps it, no other site shows it
 * or hears where somebody came from.
 */
export function sendPage(response: Response, { language, title, body, status = 200 }: Page): void {
  const nonce = randomBytes(16).toString("base64");
  response.set({
    "Content-Security-Policy": `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
  });
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,">`;
  const style = `<style nonce="${nonce}">${STYLE}</style>`;
  const words = `<main><h1 dir="auto">${plain(title)}</h1>${body}</main>`;
  response.status(status).type("html");
  response.send(`<!doctype html><html lang="${language}">${head}<title>${plain(title)}</title>${style}${words}</html>`);
}

const FAILED = {
  en: {
    tooMany: ["Please wait a moment", "This was opened or sent too often. Try again in a minute."],
    tooLarge: ["That is too long", "Please go back, and write less."],
    else: [
      "That did not work",
      "Please try again in a moment. Go back if you have written something: it may still be there.",
    ],
  },
  "zh-CN": {
    tooMany: ["请稍候", "操作过于频繁，请一分钟后再试。"],
    tooLarge: ["内容过长", "请返回上一页，缩短内容后重新提交。"],
    else: ["操作未成功", "请稍后再试。如已填写内容，请返回上一页，内容可能仍在。"],
  },
} as const;

/** Answers what fails with a page too: people read it, not programs. What nobody foresaw goes on to who notes it. */
export const failedPage: ErrorRequestHandler = (cause: unknown, request, response, next) => {
  const { code, retryAfter } = toChatError(cause);
  if (code === "internal" || response.headersSent) return next(cause);
  const language = asked(request);
  const words = FAILED[language];
  const [title, text] = code === "tooMany" || code === "tooLarge" ? words[code] : words.else;
  if (retryAfter !== undefined) response.set("Retry-After", String(Math.ceil(retryAfter / 1_000)));
  sendPage(response, { language, title, body: `<p role="alert">${text}</p>`, status: ERROR_STATUS[code] });
};

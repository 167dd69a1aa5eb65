import { randomBytes } from "node:crypto";
import { ChatError } from "@parley/protocol";
import type { Express, Request } from "express";
import type { Sites } from "../channels/web/sites.ts";

/** What is said where there is no such chat, or it is closed. */
const NOTHING = {
  en: ["This chat is not available.", "The link may be old, or the chat has been closed by its owner."],
  "zh-CN": ["无法打开此会话", "链接可能已失效，或该入口已被停用。"],
} as const;

/**
 * Serves an inbox's chat as a page of its own, at `/chat/<inbox>`: for links, apps' web views and mini programs (docs/apps.md). It may stand in frames of the
 * sites that the inbox names.
 */
export function serveChatPage(app: Express, { framesOf }: Pick<Sites, "framesOf">): void {
  app.get("/chat/:inbox", async (request, response) => {
    const nonce = randomBytes(16).toString("base64");
    const frames = await framesOf(request.params.inbox).catch((cause: unknown) => {
      if (cause instanceof ChatError && (cause.code === "notFound" || cause.code === "forbidden")) return undefined;
      throw cause;
    });
    response.set({
      "Content-Security-Policy": policyOf(nonce, frames ?? []),
      "Referrer-Policy": "strict-origin",
      "Cache-Control": "no-store",
    });
    response.status(frames ? 200 : 404).type("html");
    response.send(frames ? pageOf(request.params.inbox, request, nonce) : nothing(request, nonce));
  });
}

/** As of the engine's other pages, but for who may show it in a frame, and styles where a browser takes no others. */
const policyOf = (nonce: string, frames: readonly string[]) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: https:",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors 'self' ${frames.join(" ")}`.trim(),
  ].join("; ");

const HEAD = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">`;

/** Relative, as of all pages: the address that people see is not ours to know. */
function pageOf(inbox: string, { originalUrl }: Pick<Request, "originalUrl">, nonce: string): string {
  const up = originalUrl.split("?")[0]?.endsWith("/") ? "../.." : "..";
  const script = (address: string, more = "") => `<script nonce="${nonce}" src="${up}/${address}"${more}></script>`;
  const widget = script(`i/${encodeURIComponent(inbox)}/widget.js`, ' data-launcher="hide" data-lazy="false"');
  return `<!doctype html>${HEAD}<title>…</title><body>${script("hosted.js")}${widget}`;
}

function nothing(request: Request, nonce: string): string {
  const language = request.acceptsLanguages("en", "zh") === "zh" ? "zh-CN" : "en";
  const [title, why] = NOTHING[language];
  const style = `<style nonce="${nonce}">body{font:16px/1.6 system-ui,sans-serif;max-width:32em;margin:20vh auto;padding:0 20px}</style>`;
  return `<!doctype html><html lang="${language}">${HEAD}<title>${title}</title>${style}<h1>${title}</h1><p>${why}</p>`;
}

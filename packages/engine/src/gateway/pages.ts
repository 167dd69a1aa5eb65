import { readdirSync } from "node:fs";
import { ChatError, nearestLanguage } from "@parley/protocol";
import type { Express, Request, RequestHandler } from "express";
import expressStaticGzip from "express-static-gzip";
import type { ServerResponse } from "node:http";
import { PUBLIC } from "../built.ts";
import type { Sites } from "../channels/web/sites.ts";
import { serveChatPage } from "./chat-page.ts";
import { serveInboxes } from "./inbox-pages.ts";

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Agents and the bot may show pictures of the shop, wherever they are.
  "img-src 'self' data: https:",
  // What people send each other as files.
  "media-src 'self'",
  "connect-src 'self'",
  // What a widget looks like, beside its settings.
  "frame-src 'self'",
  "font-src 'self'",
  // The console as an app that can be installed.
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const policed = (response: ServerResponse) => response.setHeader("Content-Security-Policy", PAGE_POLICY);

/** Serves the console, the widget's files, and the demo page if it is wanted, compressed as the browser can read them. */
export function servePages(app: Express, demo: boolean, sites?: Pick<Sites, "looksOf" | "liveOf" | "framesOf">): void {
  app.use(requireReadablePath);
  // Relative, so that it is right behind a proxy that takes a prefix away: the address that people see is not ours to know.
  app.get("/console", (request, response, next) => {
    if (pathOf(request).endsWith("/")) return next();
    const search = request.originalUrl.split("?")[1];
    response.redirect(301, `console/${search ? `?${search}` : ""}`);
  });
  app.use("/console", compressed("console", policed));
  const nearest = nearestWords(readdirSync(`${PUBLIC}widget`));
  app.use(nearest).use("/i/:inbox", nearest);
  // Any site may load the widget; its chunks carry a hash in their names and never change.
  if (sites) {
    serveInboxes(app, sites);
    serveChatPage(app, sites);
  }
  const widget = compressed("widget", (response, path) => {
    const lasting = /-[\w-]{8,}\.js(\.\w+)?$/.test(path);
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    response.setHeader("Cache-Control", `public, max-age=${lasting ? "31536000, immutable" : "300"}`);
  });
  app.use(widget);
  app.use("/i/:inbox", widget);
  if (demo) app.use(compressed("demo", policed));
}

const PART = /^\/widget-(.+?)(-[\da-f]{8})?\.js$/;

/** The widget asks for the words of a language by its tag: it gets those that are nearest (SPEC L9). */
function nearestWords(files: readonly string[]): RequestHandler {
  // Not every name without a version is a language's: of two parts of one name a build calls the second by one figure more.
  const named = files.flatMap((file) => /^widget-([a-z]{2,3}(?:-[A-Z]\w*)*)\.js$/.exec(file)?.[1] ?? []);
  // English, which is for whoever reads none of them, first.
  const languages = ["en", ...named.filter((name) => name !== "en")];
  return (request, _response, next) => {
    const [, asked, version = ""] = PART.exec(request.path) ?? [];
    const isThere = (name: string) => files.includes(`widget-${name}${version}.js`);
    if (asked === undefined || isThere(asked) || !isThere("en")) return next();
    const language = nearestLanguage(decodeURIComponent(asked), languages);
    request.url = request.url.replace(request.path, `/widget-${language}${version}.js`);
    next();
  };
}

/** The library below answers what it cannot decode by itself, and not as JSON. */
const requireReadablePath: RequestHandler = ({ path }, _response, next) => {
  try {
    decodeURIComponent(path);
  } catch {
    throw new ChatError("invalid", "This address cannot be read.");
  }
  next();
};

const pathOf = (request: Request) => request.originalUrl.split("?")[0] ?? "";

function compressed(folder: string, setHeaders: (response: ServerResponse, path: string) => void) {
  return expressStaticGzip(`${PUBLIC}${folder}`, {
    enableBrotli: true,
    orderPreference: ["br", "gzip"],
    serveStatic: { redirect: false, setHeaders },
  });
}

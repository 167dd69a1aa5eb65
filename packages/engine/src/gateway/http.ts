import { createHash, timingSafeEqual } from "node:crypto";
import { ChatError } from "@parley/protocol";
import express, { type ErrorRequestHandler, type Express, type Request, type Router } from "express";
import { sendFailure, toChatError } from "../rpc/failure.ts";
import type { Condition } from "./condition.ts";
import type { Metrics } from "./metrics.ts";
import { type CustomerParts, serveTaskPage } from "../customers/task-page.ts";
import { serveSurveyPage } from "../customers/survey-page.ts";
import { servePages } from "./pages.ts";
import type { Sites } from "../channels/web/sites.ts";
import { type IsSecure, type Trust, wasForwarded } from "../transport/trust.ts";

export interface HttpParts {
  metrics: Metrics;
  metricsToken?: string | undefined;
  /** Which proxies may say who connects. */
  trust: Trust;
  isSecure: IsSecure;
  /** The console's API, under `/api`; without it no pages are served either. */
  api?: Router | undefined;
  /** The inboxes of the web, whose widgets are served. */
  sites?: Pick<Sites, "looksOf" | "liveOf" | "framesOf">;
  /** What pages for customers show, behind links that only they have. */
  customers?: Pick<CustomerParts, "limits"> & { services: Pick<CustomerParts, "dialog"> };
  /** Where platforms call, under `/channels`. */
  channels?: Router | undefined;
  /** Files of conversations, under `/files`. */
  files?: Router | undefined;
  /** What pages tell of who is on the site, under `/live`. */
  live?: { routes: Router } | undefined;
  /** Services of this process for other processes, under `/rpc`. */
  rpc?: Router | undefined;
  condition: () => Promise<Condition>;
  /** Hears what nobody foresaw; whoever asked learns of it as `internal`. */
  onError: (cause: unknown) => void;
  /** Hears of every request, before it is answered. */
  onRequest?: (request: Request) => void;
  /** Whether this process is about to stop. */
  leaving?: () => boolean;
  demo?: boolean;
}

/** A year, in seconds: browsers then ask over HTTPS without being told (RFC 6797). */
const HTTPS_ONLY = "max-age=31536000";

/** The Express app: health, metrics, the console and its API, the widget's files, the demo page. */
export function createHttp(parts: HttpParts): Express {
  const app = express().disable("x-powered-by").set("trust proxy", parts.trust).set("etag", "strong");
  app.use((request, response, next) => {
    response.set({ "X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin" });
    if (parts.isSecure(request)) response.set("Strict-Transport-Security", HTTPS_ONLY);
    // A server ends when its connections have: one that a balancer goes on asking over would hold it up.
    if (parts.leaving?.()) response.set("Connection", "close");
    parts.onRequest?.(request);
    next();
  });
  app.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  app.get("/readyz", async (_request, response) => {
    const { problems, weaknesses } = await parts.condition();
    const ready = Object.keys(problems).length === 0;
    const well = Object.keys(weaknesses).length === 0 ? "ready" : "degraded";
    response.status(ready ? 200 : 503).json({ status: ready ? well : "not ready", problems, weaknesses });
  });
  app.get("/metrics", async (request, response) => {
    if (!mayReadMetrics(request, parts.metricsToken)) {
      throw new ChatError("unauthorized", "Metrics need METRICS_TOKEN, or a request from this machine itself.");
    }
    response.type(parts.metrics.contentType).send(await parts.metrics.text());
  });
  if (parts.rpc) app.use("/rpc", parts.rpc);
  if (parts.channels) app.use("/channels", parts.channels);
  // Also below the address of an inbox, where its widget asks.
  if (parts.files) app.use(["/files", "/i/:inbox/files"], parts.files);
  if (parts.live) app.use(["/live", "/i/:inbox/live"], parts.live.routes);
  if (parts.api) {
    app.use("/api", parts.api);
    const shown = parts.customers && { ...parts.customers, ...parts.customers.services };
    if (shown) for (const serve of [serveTaskPage, serveSurveyPage]) serve(app, shown);
    servePages(app, parts.demo ?? false, parts.sites);
  }
  app.use(() => {
    throw new ChatError("notFound", "There is nothing here.");
  });
  return app.use(answerFailure(parts.onError));
}

/** Without a token this machine alone may: the connection itself comes from it, and no proxy passes on somebody else's request. */
function mayReadMetrics(request: Request, token: string | undefined): boolean {
  if (token === undefined) return !wasForwarded(request) && isLoopback(request.socket.remoteAddress);
  return timingSafeEqual(digest(request.get("authorization") ?? ""), digest(`Bearer ${token}`));
}

const digest = (text: string) => createHash("sha256").update(text).digest();

function isLoopback(address = ""): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}

/** Every failure is answered as JSON, without anything of the inside (SPEC R6). */
function answerFailure(onError: (cause: unknown) => void): ErrorRequestHandler {
  return (cause: unknown, _request, response, next) => {
    const error = toChatError(cause);
    if (error.code === "internal") onError(error.cause ?? error);
    if (response.headersSent) next(cause);
    else sendFailure(response, error, { error });
  };
}

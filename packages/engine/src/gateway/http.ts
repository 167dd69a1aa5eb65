import express, { type Express, type Response, type Router } from "express";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Condition } from "./condition.ts";
import type { Metrics } from "./metrics.ts";

export interface HttpParts {
  metrics: Metrics;
  metricsToken?: string | undefined;
  trustProxy: boolean;
  /** The console's API, under `/api`; without it no pages are served either. */
  api?: Router | undefined;
  /** Services of this process for other processes, under `/rpc`. */
  rpc?: Router | undefined;
  condition: () => Promise<Condition>;
  /** Whether this process is about to stop. */
  leaving?: () => boolean;
  demo?: boolean;
}

/** Built widget, console and demo page, put there by the build. */
const PUBLIC = fileURLToPath(new URL("../../public/", import.meta.url));

const CONSOLE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: https:",
  "connect-src 'self' ws: wss:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** The Express app: health, metrics, the console and its API, the widget's files, the demo page. */
export function createHttp(parts: HttpParts): Express {
  // One proxy: trusting every entry of X-Forwarded-For would let clients say who they are, and so escape all limits.
  const hops = parts.trustProxy ? 1 : false;
  const app = express().disable("x-powered-by").set("trust proxy", hops).set("etag", "strong");
  app.use((_request, response, next) => {
    response.set({ "X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin" });
    // A server ends when its connections have: one that a balancer goes on asking over would hold it up.
    if (parts.leaving?.()) response.set("Connection", "close");
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
    const allowed = parts.metricsToken
      ? request.get("authorization") === `Bearer ${parts.metricsToken}`
      : isLoopback(request.ip);
    if (!allowed) return void response.status(401).type("text/plain").send("Not for you.\n");
    response.type(parts.metrics.contentType).send(await parts.metrics.text());
  });
  if (parts.rpc) app.use("/rpc", parts.rpc);
  if (parts.api) {
    app.use("/api", parts.api);
    servePages(app, parts.demo);
  }
  app.use((_request, response) => {
    response.status(404).json({ error: { code: "notFound", message: "There is nothing here." } });
  });
  return app;
}

function servePages(app: Express, demo = false): void {
  app.use(
    "/console",
    express.static(`${PUBLIC}console`, {
      setHeaders: (response: Response) => void response.set("Content-Security-Policy", CONSOLE_POLICY),
    }),
  );
  // Any site may load the widget; its chunks carry a hash in their names and never change.
  app.use(
    express.static(`${PUBLIC}widget`, {
      setHeaders(response: Response, path) {
        const lasting = /-[\w-]{8,}\.js$/.test(path);
        response.set({
          "Access-Control-Allow-Origin": "*",
          "Cross-Origin-Resource-Policy": "cross-origin",
          "Cache-Control": lasting ? "public, max-age=31536000, immutable" : "public, max-age=300",
        });
      },
    }),
  );
  if (demo) {
    app.use(
      express.static(`${PUBLIC}demo`, {
        setHeaders: (response: Response) => void response.set("Content-Security-Policy", CONSOLE_POLICY),
      }),
    );
  }
}

/** Whether the widget and the console have been built. */
export const pagesBuilt = () => existsSync(`${PUBLIC}widget/widget.js`) && existsSync(`${PUBLIC}console/index.html`);

function isLoopback(address = ""): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}

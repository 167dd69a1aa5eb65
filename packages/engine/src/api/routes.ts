import { ChatError, type Locale } from "@parley/protocol";
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from "express";
import { sendFailure, toChatError } from "../rpc/failure.ts";
import { type ApiParts, type Call, type Endpoints } from "./endpoint.ts";
import { bridgeEndpoints } from "./bridges.ts";
import { inboxEndpoints } from "./inboxes.ts";
import { identityKeyEndpoints } from "./identity-keys.ts";
import { contactEndpoints } from "./contacts.ts";
import { searchEndpoints } from "./search.ts";
import { deskEndpoints } from "./desk.ts";
import { segmentEndpoints } from "./segments.ts";
import { surveyEndpoints } from "./surveys.ts";
import { taskEndpoints } from "./tasks.ts";
import { languageModelEndpoints } from "./language-model.ts";
import { macroEndpoints } from "./macros.ts";
import { knowledgeEndpoints } from "./knowledge.ts";
import { learningEndpoints } from "./learning.ts";
import { overviewEndpoints } from "./overview.ts";
import { inLanguage } from "./sentences.ts";
import { reviewEndpoints } from "./reviews.ts";
import { scorecardEndpoints } from "./scorecards.ts";
import { settingsEndpoints } from "./settings.ts";
import { teamEndpoints } from "./team.ts";
import { createLimits, sourceOf } from "../transport/limits.ts";
import { allows, type MemberRoute, type PublicRoute, type Route, ROUTES } from "./permissions.ts";
import { fromOwnOrigin, type OwnAddress, refuseOrigin } from "../transport/origins.ts";
import { dropSession, memberOf, sessionToken } from "./session.ts";

const KB = 1024;
/**
 * Largest body where nobody has signed in, where somebody has, of an import of knowledge, which must fit into a call of a service, and of
 * contacts, which are handed over line by line.
 */
const BODY_LIMITS = { public: 16 * KB, member: 1024 * KB, knowledge: 9 * 1024 * KB, contacts: 32 * 1024 * KB };

/** The console's HTTP API, to be mounted at `/api`. Who may do what stands in `permissions.ts`, and nowhere else. */
export function apiRoutes(parts: ApiParts): Router {
  const limits = parts.limits ?? createLimits();
  const endpoints: Endpoints = {
    ...teamEndpoints(parts),
    ...knowledgeEndpoints(parts),
    ...learningEndpoints(parts),
    ...overviewEndpoints(parts),
    ...scorecardEndpoints(parts),
    ...reviewEndpoints(parts),
    ...contactEndpoints(parts),
    ...segmentEndpoints(parts),
    ...searchEndpoints({ ...parts, limits }),
    ...macroEndpoints(parts),
    ...languageModelEndpoints({ ...parts, limits }),
    ...deskEndpoints(parts),
    ...taskEndpoints(parts),
    ...surveyEndpoints(parts),
    ...inboxEndpoints(parts),
    ...bridgeEndpoints(parts),
    ...settingsEndpoints(parts),
    ...identityKeyEndpoints(parts),
  };
  const router = express.Router();
  router.use(secureHeaders, requireOwnOrigin(parts));

  for (const route of Object.keys(ROUTES) as Route[]) {
    const [method = "", path = ""] = route.split(" ");
    const handlers = isPublic(route)
      ? [json(BODY_LIMITS.public), answerAnyone(route)]
      : [requireRole(route), json(limitOf(route)), answerMember(route)];
    router[method.toLowerCase() as "get" | "post" | "put" | "patch" | "delete"](path, ...handlers);
  }
  router.use(() => {
    throw new ChatError("notFound", "There is nothing here.");
  });
  return router.use(answerFailure(parts));

  function answerAnyone(route: PublicRoute): RequestHandler {
    return async (request, response) => {
      limits.take("publicApi", sourceOf(request.ip));
      send(response, await endpoints[route](callOf(request, response, parts)));
    };
  }

  function requireRole(route: MemberRoute): RequestHandler {
    return async (request, response, next) => {
      const member = await memberOf(parts.users, request, parts.isSecure(request)).catch((cause: unknown) => {
        if (ChatError.from(cause).code === "unauthorized") {
          dropSession(response, parts.isSecure(request));
          // Who is nobody may ask no more often than those who have not signed in yet.
          limits.take("publicApi", sourceOf(request.ip));
        }
        throw cause;
      });
      limits.take("api", member.id);
      if (!allows(ROUTES[route], member.role)) {
        const denied = { by: member.id, action: "denied", target: route, address: sourceOf(request.ip) };
        await parts.users.record(denied);
        throw new ChatError("forbidden", "Your role does not allow this.");
      }
      response.locals["member"] = member;
      next();
    };
  }

  function answerMember(route: MemberRoute): RequestHandler {
    return async (request, response) => {
      const { member } = response.locals as { member: Awaited<ReturnType<typeof memberOf>> };
      send(response, await endpoints[route]({ ...callOf(request, response, parts), member }));
    };
  }
}

const isPublic = (route: Route): route is PublicRoute => ROUTES[route] === "public";

function limitOf(route: Route): number {
  if (route === "POST /knowledge/import") return BODY_LIMITS.knowledge;
  return route === "POST /contacts/import" ? BODY_LIMITS.contacts : BODY_LIMITS.member;
}

const json = (limit: number): RequestHandler => express.json({ limit });

/** Answers hold what only this member may see: no cache may keep them, and no page may frame or sniff them. */
const secureHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    Vary: "Cookie, Accept-Language",
  });
  next();
};

/** Against forged requests: what changes something must be JSON, which no form can send, and come from our own pages. */
function requireOwnOrigin({ publicUrl, isSecure, onForeign }: ApiParts): RequestHandler {
  const own: OwnAddress = { publicUrl, isSecure };
  return (request, _response, next) => {
    const { method, headers } = request;
    if (method !== "GET" && method !== "HEAD") {
      if (!fromOwnOrigin(request, own)) {
        const refusal = refuseOrigin(headers);
        onForeign?.(refusal);
        throw refusal;
      }
      if (!/^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "")) {
        throw new ChatError("invalid", "This request must be application/json.");
      }
    }
    next();
  };
}

function callOf(request: Request, response: Response, { isSecure }: ApiParts): Call {
  const secure = isSecure(request);
  return {
    params: request.params as Record<string, string>,
    query: request.query,
    body: request.body,
    source: sourceOf(request.ip),
    locale: localeOf(request),
    secure,
    token: sessionToken(request, secure),
    response,
  };
}

const localeOf = (request: Request): Locale => (request.acceptsLanguages("en", "zh") === "zh" ? "zh-CN" : "en");

function send(response: Response, value: unknown): void {
  if (!response.headersSent) response.json(value);
}

function answerFailure({ journal }: ApiParts): ErrorRequestHandler {
  return (cause: unknown, request, response, next) => {
    const error = toChatError(cause);
    // Never the address: its query may hold a link's token.
    if (error.code === "internal")
      journal.error({ err: error.cause ?? error, method: request.method }, "the API failed");
    if (response.headersSent) return next(cause);
    sendFailure(response, error, { error: inLanguage(error, localeOf(request)) });
  };
}

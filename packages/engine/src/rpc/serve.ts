import type { IncomingMessage, ServerResponse } from "node:http";
import { ChatError } from "@parley/protocol";
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Router } from "express";
import type { Contract, Service } from "./contract.ts";
import { sendFailure, toChatError } from "./failure.ts";
import { callOf, createVerifier } from "./signature.ts";

export interface ServeOptions {
  /** What callers sign with; at least 32 characters of randomness. */
  secret: string;
  /** Told what a caller only learns of as `internal`. */
  onError?: (cause: unknown, path: string) => void;
  /** Hears, once a minute each, of addresses whose calls are not signed. */
  onRefused?: (address: string) => void;
}

/** Largest request in bytes; an import of the whole knowledge must fit. */
const BODY_LIMIT = 10 * 1024 * 1024;

/** Answers `POST /<operation>`, JSON in and out, to callers who know the secret and sign with it (see `authorize`). */
export function serve<C extends Contract>(service: Service<C>, { secret, onError, onRefused }: ServeOptions): Router {
  const router = express.Router();
  const { requireSignature, requireBody } = createGuard(secret, onRefused);
  // Who calls is known before a byte of what may be 10 MB is read.
  router.use(requireSignature, express.json({ limit: BODY_LIMIT, verify: requireBody }));
  for (const [operation, call] of Object.entries(service)) {
    router.post(`/${operation}`, async (request, response) => {
      response.json(await call(request.body));
    });
  }
  router.use((request) => {
    throw new ChatError("notFound", `There is no operation ${request.method} ${request.path}.`);
  });
  return router.use(answerFailure(onError));
}

const REFUSED = "This call is not signed with the services' shared secret, is too old, or came before.";
/** Refused calls of an address in a minute, after which it is not looked at until the minute is over. */
const MOST_REFUSED = 30;
const MINUTE = 60_000;

/** Lets calls through that prove the secret; says once a minute and address that others came. */
function createGuard(secret: string, onRefused: ServeOptions["onRefused"]) {
  const verifier = createVerifier(secret);
  const digests = new WeakMap<IncomingMessage, string>();
  let refused = new Map<string, number>();
  let until = 0;

  function refuse(request: Request): never {
    const address = request.socket.remoteAddress ?? "";
    const times = (refused.get(address) ?? 0) + 1;
    refused.set(address, times);
    if (times === 1) onRefused?.(address);
    throw new ChatError("unauthorized", REFUSED);
  }

  const requireSignature: RequestHandler = (request, _response, next) => {
    if (Date.now() > until) [refused, until] = [new Map(), Date.now() + MINUTE];
    const { headers, socket, baseUrl, path } = request;
    if ((refused.get(socket.remoteAddress ?? "") ?? 0) >= MOST_REFUSED) {
      throw new ChatError("tooMany", REFUSED, { retryAfter: until - Date.now() });
    }
    const digest = verifier.digestOf(headers.authorization, callOf(baseUrl + path));
    if (digest === undefined) refuse(request);
    digests.set(request, digest);
    next();
  };
  const requireBody = (request: IncomingMessage, _response: ServerResponse, body: Buffer): void => {
    if (!verifier.matches(digests.get(request) ?? "", body)) throw new ChatError("unauthorized", REFUSED);
  };
  return { requireSignature, requireBody };
}

function answerFailure(onError: ServeOptions["onError"]): ErrorRequestHandler {
  return (cause: unknown, request, response, next) => {
    const error = toChatError(cause);
    if (error.code === "internal") onError?.(error.cause ?? error, request.path);
    if (response.headersSent) next(cause);
    else sendFailure(response, error, error);
  };
}

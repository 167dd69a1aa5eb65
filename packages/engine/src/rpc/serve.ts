import { createHash, timingSafeEqual } from "node:crypto";
import { ChatError } from "@parley/protocol";
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from "express";
import type { Contract, Service } from "./contract.ts";
import { sendFailure, toChatError } from "./failure.ts";

export interface ServeOptions {
  /** What callers must name; at least 32 characters of randomness. */
  secret: string;
  /** Told what a caller only learns of as `internal`. */
  onError?: (cause: unknown, path: string) => void;
}

/** Largest request in bytes; an import of the whole knowledge must fit. */
const BODY_LIMIT = 10 * 1024 * 1024;

/** Answers `POST /<operation>`, JSON in and out, to callers who know the secret. */
export function serve<C extends Contract>(service: Service<C>, { secret, onError }: ServeOptions): Router {
  const router = express.Router();
  router.use(requireSecret(secret), express.json({ limit: BODY_LIMIT }));
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

/** Comparing digests takes the same time wherever the two differ, and whatever their lengths. */
function requireSecret(secret: string): RequestHandler {
  const expected = digest(`Bearer ${secret}`);
  return (request, _response, next) => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ""), expected)) {
      throw new ChatError("unauthorized", "The services' shared secret is missing or wrong.");
    }
    next();
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function answerFailure(onError: ServeOptions["onError"]): ErrorRequestHandler {
  return (cause: unknown, request, response, next) => {
    const error = toChatError(cause);
    if (error.code === "internal") onError?.(error.cause ?? error, request.path);
    if (response.headersSent) next(cause);
    else sendFailure(response, error, error);
  };
}

import { ChatError } from "@parley/protocol";
import express, { type ErrorRequestHandler, type Router } from "express";
import { sendFailure } from "../rpc/failure.ts";
import { inTheirLanguage } from "./problems.ts";
import { CORS, TUS_HEADERS } from "./tus.ts";

/** What holds of all that is asked about files: from which pages, how it is refused, and that a connection stays in use. */
export function routes(serve: (router: Router) => void): Router {
  const router = express.Router();
  router.use((request, response, next) => {
    response.set({ ...CORS, ...TUS_HEADERS });
    // What is refused before all of it was read is read to its end: the next request comes behind it.
    response.once("finish", () => request.resume());
    if (request.method === "OPTIONS") return void response.status(204).end();
    next();
  });
  serve(router);
  const refused: ErrorRequestHandler = (cause, request, response, next) => {
    if (!(cause instanceof ChatError) || response.headersSent) return void next(cause);
    const error = inTheirLanguage(cause, request.get("accept-language"));
    for (const name of ["Content-Disposition", "Content-Type", "Content-Length", "ETag"]) response.removeHeader(name);
    response.set("Cache-Control", "no-store");
    sendFailure(response, error, { error });
  };
  return router.use(refused);
}

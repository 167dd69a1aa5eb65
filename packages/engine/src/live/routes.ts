import { ChatError, FIRST_INBOX, LiveAnswer, type LiveAnswered, LiveBeat, type LiveTold } from "@parley/protocol";
import express, { type Request, type RequestHandler, type Router } from "express";
import * as v from "valibot";
import type { Sites } from "../channels/web/sites.ts";
import type { Limits } from "../transport/limits.ts";
import { sourceOf } from "../transport/limits.ts";
import { isOwnOrigin } from "../transport/origins.ts";
import { onSiteId } from "./roster.ts";

export interface RouteParts {
  sites: Pick<Sites, "find" | "liveOf">;
  limits: Pick<Limits, "take">;
  /** `PUBLIC_URL`, if it is set. */
  publicUrl?: string | undefined;
  hear: (inboxId: string, beat: LiveBeat, address: string | undefined) => Promise<LiveTold>;
  answer: (inboxId: string, answer: LiveAnswer) => Promise<LiveAnswered>;
  /** Throws `unavailable` while the engine is about to stop. */
  admit: () => void;
}

/** Characters of what a page tells at most; an address and a title are most of it. */
const LARGEST = "16kb";

/** What pages tell of who is on the site (SPEC O2), below `/live`, and below the address of an inbox. */
export function routes({ sites, limits, publicUrl, hear, answer, admit }: RouteParts): Router {
  const router = express.Router({ mergeParams: true });
  // As words, whatever it says it is: what says `application/json` has a browser ask first whether it may.
  const words = express.text({ type: () => true, limit: LARGEST });

  async function placeOf(request: Request): Promise<string> {
    const { inbox: id = FIRST_INBOX } = request.params as { inbox?: string };
    const { inbox, allows } = await sites.find(id);
    const { origin, host } = request.headers;
    const own = origin && isOwnOrigin(origin, publicUrl === undefined ? host : undefined, { publicUrl, secure: false });
    if (origin && !own && !allows(origin)) throw new ChatError("forbidden", "This site may not show the widget.");
    if (!(await sites.liveOf(inbox.id)).on) throw new ChatError("forbidden", "This inbox shows nobody who is there.");
    return inbox.id;
  }

  function heard<S extends v.GenericSchema<unknown, { key: string }>, T>(
    schema: S,
    take: (inboxId: string, said: v.InferOutput<S>, request: Request) => Promise<T>,
  ): RequestHandler {
    return async (request, response) => {
      admit();
      limits.take("addressLive", sourceOf(request.ip));
      const inboxId = await placeOf(request);
      const said = read(schema, request.body);
      limits.take("live", onSiteId(said.key));
      response.json(await take(inboxId, said, request));
    };
  }

  router.use((_request, response, next) => {
    // It is held to the inbox's sites, and brings no cookie.
    response.set({ "Access-Control-Allow-Origin": "*", "Cache-Control": "no-store" });
    next();
  });
  router.post(
    "/",
    words,
    heard(LiveBeat, async (inboxId, beat, request): Promise<LiveTold> => {
      // The browser itself says that its user wants not to be followed.
      if (request.get("sec-gpc") === "1" || request.get("dnt") === "1") return { every: 0 };
      return await hear(inboxId, beat, request.ip);
    }),
  );
  router.post(
    "/answer",
    words,
    heard(LiveAnswer, (inboxId, said) => answer(inboxId, said)),
  );
  return router;
}

function read<S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> {
  const said = v.safeParse(schema, parsed(body));
  if (said.success) return said.output;
  const problems = said.issues.map((issue) => `${v.getDotPath(issue) ?? "input"}: ${issue.message}`);
  throw new ChatError("invalid", `${problems.join("; ")}.`);
}

function parsed(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    throw new ChatError("invalid", "This is no JSON.");
  }
}

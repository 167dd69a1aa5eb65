import type { Request, Response } from "express";
import type { ChannelKit, Incoming, PlatformReceipt } from "../../spine/port.ts";
import { createFreshness } from "./fresh.ts";
import type { Race } from "./race.ts";
import { isSigned, sortedSha1 } from "./signed.ts";

/** What a platform told us: something somebody wrote, what became of something we sent, or nothing that concerns us. */
export interface Told {
  /** The same whenever it is told again. */
  id: string;
  /** Who it is of, and the account as the platform calls it. */
  from: string;
  account: string;
  message?: Incoming;
  receipt?: PlatformReceipt;
}

/** Parts of an address that are there once. */
export interface Query {
  signature?: string;
  timestamp?: string;
  nonce?: string;
  echostr?: string;
  msg_signature?: string;
}

/** How a platform calls. */
export interface Dialect<R> {
  /** What it signs its calls with. */
  secret: string;
  /** When a call was signed, in milliseconds since 1970. */
  timeOf(timestamp: string): number;
  /** What a call says; or the status that refuses it. */
  read(body: Buffer, query: Query): Told | 400 | 403;
  /** Ends a call, with a reply or without. */
  answer(response: Response, told: Told, reply: R | undefined): void;
}

export type WebhookParts<R> = Pick<ChannelKit, "routes" | "receive" | "receipt" | "onError"> & {
  dialect: Dialect<R>;
  race: Race<R>;
  now: () => number;
};

/**
 * Takes what a platform calls with: its handshake, and what people send. A call is answered when what it brought is durable. What
 * cannot be stored now is not answered at all: then these platforms call again, as they may not where they hear of a failure.
 */
export function serveWebhook<R>({ routes, receive, receipt, onError, dialect, race, now }: WebhookParts<R>): void {
  const isFresh = createFreshness(now);

  routes.get("/", (request, response) => {
    const query = queryOf(request);
    if (!isSignedCall(query, dialect.secret) || query.echostr === undefined) return void response.status(403).end();
    response.type("text/plain").send(query.echostr);
  });

  routes.post("/", async (request, response) => {
    const since = performance.now();
    const query = queryOf(request);
    if (!isSignedCall(query, dialect.secret)) return void response.status(403).end();
    const told = dialect.read(request.body as Buffer, query);
    if (typeof told === "number") return void response.status(told).end();
    const { signature = "", timestamp = "" } = query;
    const stamped = { at: dialect.timeOf(timestamp), signature, about: told.id };
    if (!isFresh(stamped)) return void response.status(403).end();
    try {
      if (told.receipt) await receipt(told.receipt);
      if (told.message) await receive(told.message);
    } catch (error) {
      onError(error);
      return race.leave(response, since);
    }
    if (!told.message) return dialect.answer(response, told, undefined);
    const answer = (reply: R | undefined) => dialect.answer(response, told, reply);
    race.wait({ id: told.id, to: told.from, response, since, answer });
  });
}

/** What an address says, each part once. */
export const queryOf = ({ query }: Request): Query =>
  Object.fromEntries(Object.entries(query).filter((part): part is [string, string] => typeof part[1] === "string"));

function isSignedCall({ signature, timestamp, nonce }: Query, secret: string): boolean {
  if (timestamp === undefined || nonce === undefined) return false;
  return isSigned(signature, sortedSha1(secret, timestamp, nonce));
}

import { createHash } from "node:crypto";
import { ChatError, RETRYABLE } from "@parley/protocol";
import type { Request, Response } from "express";
import type { ChannelKit, Incoming, PlatformReceipt } from "../../spine/port.ts";
import { createFreshness, isInTime } from "./fresh.ts";
import { createComplaints } from "./complaints.ts";
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
  /** What a call says; nothing where it says nothing that can be read; or the status that refuses it. */
  read(body: Buffer, query: Query): Told | undefined | 403;
  /** Whether what is signed of a call is its body too. */
  isBodySigned: boolean;
  /** Ends a call with a reply. */
  answer(response: Response, told: Told, reply: R): void;
  /** Ends a call without one, so that the platform is content. */
  pass(response: Response): void;
}

export type WebhookParts<R> = Pick<ChannelKit, "routes" | "receive" | "receipt" | "onError"> & {
  dialect: Dialect<R>;
  race: Race<R>;
  now: () => number;
};

/** The most bytes of a call: words of a person and what is around them, encrypted. Files come another way. */
const MOST = 65_536;

/**
 * Takes what a platform calls with: its handshake, and what people send. A call is answered when what it brought is durable. What
 * cannot be stored now is not answered at all: then these platforms call again, as they may not where they hear of a failure. What
 * comes to nothing however often it comes is answered like anything else: whoever wrote it would be told that the account is out
 * of order.
 */
export function serveWebhook<R>({ routes, receive, receipt, onError, dialect, race, now }: WebhookParts<R>): void {
  const isFresh = createFreshness(now);
  const complain = createComplaints(onError, now);

  /** What a call says; or the status that refuses it. Nothing is read of what is not signed, or not lately. */
  function open(body: Buffer, query: Query): Told | undefined | 403 {
    const { signature = "", timestamp = "" } = query;
    if (!isSignedCall(query, dialect.secret)) return (complain("A call came whose signature is wrong."), 403);
    const at = dialect.timeOf(timestamp);
    if (!isInTime(now(), at)) return (complain(WRONG_TIME), 403);
    const told = body.length <= MOST ? readable(body, query) : undefined;
    if (!told) return (complain("A call came that cannot be read. It was left out."), undefined);
    if (told === 403) return (complain("A call came whose contents are not signed, or are not for this account."), 403);
    const about = dialect.isBodySigned ? told.id : createHash("sha256").update(body).digest("base64url");
    if (isFresh({ at, signature, about })) return told;
    return (complain("A signature came again, with something else."), 403);
  }

  function readable(body: Buffer, query: Query): Told | undefined | 403 {
    try {
      return dialect.read(body, query);
    } catch {
      // What is nested too deeply, for one.
      return undefined;
    }
  }

  /** Resolves to whether what was told is durable, or will never be. */
  async function take({ receipt: became, message }: Told): Promise<boolean> {
    try {
      if (became) await receipt(became);
      if (message) await receive(message);
      return true;
    } catch (error) {
      onError(error);
      return error instanceof ChatError && !RETRYABLE.includes(error.code);
    }
  }

  routes.get("/", (request, response) => {
    const query = queryOf(request);
    if (!isSignedCall(query, dialect.secret) || query.echostr === undefined) return void response.status(403).end();
    response.type("text/plain").send(query.echostr);
  });

  routes.post("/", async (request, response) => {
    const since = performance.now();
    const told = open(request.body as Buffer, queryOf(request));
    if (told === 403) return void response.status(403).end();
    if (!told) return dialect.pass(response);
    if (!(await take(told))) return race.leave(response, since);
    if (!told.message) return dialect.pass(response);
    const answer = (reply: R | undefined) =>
      reply === undefined ? dialect.pass(response) : dialect.answer(response, told, reply);
    race.wait({ id: told.id, to: told.from, response, since, answer });
  });
}

const WRONG_TIME =
  "A call came that was signed more than five minutes ago, or will be: one of the clocks is wrong, or somebody repeats an old one.";

/** What an address says, each part once. */
export const queryOf = ({ query }: Request): Query =>
  Object.fromEntries(Object.entries(query).filter((part): part is [string, string] => typeof part[1] === "string"));

function isSignedCall({ signature, timestamp, nonce }: Query, secret: string): boolean {
  if (timestamp === undefined || nonce === undefined) return false;
  return isSigned(signature, sortedSha1(secret, timestamp, nonce));
}

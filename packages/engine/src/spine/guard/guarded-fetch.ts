import { lookup as lookupOfSystem, type LookupAddress } from "node:dns";
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { Readable } from "node:stream";
import { isPublic } from "./addresses.ts";
import { followed } from "./following.ts";
import { limited } from "./limited.ts";

/** As `fetch` is called; and how many bytes an answer may have. */
export type GuardedInit = RequestInit & {
  most?: number;
};

/**
 * `fetch` for what leaves the house. It speaks http and https, never with an address that is not public (looked at is the one that is
 * connected to), unless the operator allows the host. It follows redirects of reads to the same host only. An answer has to begin within ten
 * seconds, never to rest for longer, and to have at most `most` bytes, 1 MiB unless told; its body fails otherwise.
 */
export type GuardedFetch = (url: string | URL, init?: GuardedInit) => Promise<Response>;

export interface GuardOptions {
  /** Hosts (`host` or `host:port`) whose addresses may be any. */
  allowed?: readonly string[];
  /** How names become addresses. */
  lookup?: typeof lookupOfSystem;
  /** Milliseconds until an answer begins, and for which it may rest. */
  patience?: number;
}

const MOST = 1_048_576;
const PATIENCE = 10_000;
const REDIRECTS = 5;
/** Milliseconds for which a connection is kept that nobody uses. */
const KEPT = 4_000;
const NO_BODY = [204, 205, 304];

/** Makes a `fetch` for what leaves the house, and ends its connections. */
export function createGuard({ allowed = [], lookup = lookupOfSystem, patience = PATIENCE }: GuardOptions = {}) {
  const agents = [
    new HttpAgent({ keepAlive: true, timeout: KEPT }),
    new HttpsAgent({ keepAlive: true, timeout: KEPT }),
  ] as const;

  const isAllowed = ({ hostname, host }: URL) => allowed.includes(hostname) || allowed.includes(host);

  /** Looks at what a name stands for: what is connected to is what was looked at. */
  const guardedLookup: LookupFunction = (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      const may = found.filter(({ address }) => isPublic(address));
      if (may.length === 0) return done(refusal(hostname), []);
      if (options.all) return done(null, may);
      const [{ address, family }] = may as [LookupAddress];
      done(null, address, family);
    });
  };

  /** A name of digits is never looked up. */
  function checkUrl(url: URL): void {
    if (url.protocol !== "http:" && url.protocol !== "https:") throw new TypeError("Only http and https are spoken.");
    const address = url.hostname.replace(/^\[(.*)\]$/, "$1");
    if (isIP(address) !== 0 && !isAllowed(url) && !isPublic(address)) throw refusal(url.hostname);
  }

  async function ask(request: Request, body: Body, signal: AbortSignal): Promise<IncomingMessage> {
    const url = new URL(request.url);
    checkUrl(url);
    const isSafe = url.protocol === "https:";
    const headers = { "accept-encoding": "identity", ...Object.fromEntries(request.headers), ...lengthOf(body) };
    return await new Promise((resolve, reject) => {
      const asked = (isSafe ? requestHttps : requestHttp)(url, {
        method: request.method,
        headers,
        agent: agents[isSafe ? 1 : 0],
        signal,
        ...(!isAllowed(url) && { lookup: guardedLookup }),
      });
      asked.on("response", resolve).on("error", reject);
      if (body instanceof Readable) body.on("error", reject).pipe(asked);
      else asked.end(body);
    });
  }

  async function guarded(given: string | URL, { most = MOST, ...init }: GuardedInit = {}): Promise<Response> {
    let request = new Request(given, { ...init, ...(isStream(init.body) && { duplex: "half" }) });
    const body = await bodyOf(request, init);
    const limits = limited({ most, patience, signal: init.signal ?? undefined });
    for (let redirects = 0; ; redirects += 1) {
      const answer = await limits.begin(ask(request, body, limits.signal));
      const next = redirects < REDIRECTS ? followed(request, answer) : undefined;
      if (!next) return responseOf(answer, request, limits.body(answer));
      answer.destroy();
      request = new Request(next, { headers: request.headers, method: request.method });
    }
  }

  return {
    fetch: guarded,
    stop(): void {
      for (const agent of agents) agent.destroy();
    },
  };
}

type Body = Buffer | Readable | undefined;

const isStream = (body: unknown) =>
  body instanceof ReadableStream || (typeof body === "object" && body !== null && Symbol.asyncIterator in body);

/** What is no stream is sent in one piece, with its length: not every platform takes pieces. */
async function bodyOf(request: Request, { body }: GuardedInit): Promise<Body> {
  if (!request.body) return undefined;
  if (isStream(body)) return Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
  return Buffer.from(await request.arrayBuffer());
}

const lengthOf = (body: Body) => (Buffer.isBuffer(body) ? { "content-length": String(body.length) } : {});

function responseOf(
  { statusCode = 0, statusMessage, rawHeaders }: IncomingMessage,
  { method }: Request,
  body: ReadableStream,
): Response {
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  const none = method === "HEAD" || NO_BODY.includes(statusCode);
  if (none) void body.cancel();
  return new Response(none ? null : body, { status: statusCode, statusText: statusMessage ?? "", headers });
}

const refusal = (host: string) =>
  new TypeError(`${host} is no public address: CHANNEL_HOSTS says which others may be called.`);

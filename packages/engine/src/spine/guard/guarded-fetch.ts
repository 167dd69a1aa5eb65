import { lookup as lookupOfSystem, type LookupAddress } from "node:dns";
import { Agent as HttpAgent, type ClientRequest, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { promisify } from "node:util";
import { isPublic } from "./addresses.ts";
import { followed } from "./following.ts";
import { limitsOf, type Limits } from "./limits.ts";
import { answerOf } from "./asking.ts";
import { responseOf, type Terms } from "./answer.ts";
import { type Body, bodyOf, closeSource, isStream, lengthOf } from "./body.ts";

/** As `fetch` is called; and how many bytes an answer may have. */
export type GuardedInit = RequestInit & {
  most?: number;
};

/**
 * `fetch` for what leaves the house. It speaks http and https, never with an address that is not public (looked at is the one that is
 * connected to), unless the operator allows the host. It follows redirects of reads to the same host only. Nothing may
 * rest for more than ten seconds: what is sent, its answer, nor whoever reads that; and without a signal all of it has a minute. An answer has at
 * most `most` bytes, 1 MiB unless told. Its body fails otherwise. What is sent is closed however it ends, and what is not read keeps no connection.
 */
export type GuardedFetch = (url: string | URL, init?: GuardedInit) => Promise<Response>;

export interface GuardOptions {
  /** Hosts (`host` for all of its ports, or `host:port`) whose addresses may be any. */
  allowed?: readonly string[];
  /** How names become addresses. */
  lookup?: typeof lookupOfSystem;
  /** Milliseconds for which a call may rest. */
  patience?: number;
}

/** An address that may be connected to, and whether the operator allowed its host though it may be of this house. */
export interface Reached {
  address: string;
  allowed: boolean;
}

const MOST = 1_048_576;
const PATIENCE = 10_000;
const REDIRECTS = 5;
/** Milliseconds for which a connection is kept that nobody uses. */
const KEPT = 4_000;

/** Makes a `fetch` for what leaves the house, and ends its connections. */
export function createGuard({ allowed = [], lookup = lookupOfSystem, patience = PATIENCE }: GuardOptions = {}) {
  const agents = [
    new HttpAgent({ keepAlive: true, timeout: KEPT }),
    new HttpsAgent({ keepAlive: true, timeout: KEPT }),
  ] as const;

  const isAllowedAt = (host: string, port: string) => allowed.includes(host) || allowed.includes(`${host}:${port}`);
  const isAllowed = (url: URL) => isAllowedAt(url.hostname, portOf(url));

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

  function ask(request: Request, body: Body, { signal }: Limits): ClientRequest {
    const url = new URL(request.url);
    checkUrl(url);
    const isSafe = url.protocol === "https:";
    return (isSafe ? requestHttps : requestHttp)(url, {
      method: request.method,
      headers: { "accept-encoding": "identity", ...Object.fromEntries(request.headers), ...lengthOf(body) },
      agent: agents[isSafe ? 1 : 0],
      signal,
      ...(!isAllowed(url) && { lookup: guardedLookup }),
    });
  }

  async function answered(given: Request, body: Body, { most, limits }: Terms): Promise<Response> {
    let request = given;
    for (let redirects = 0; ; redirects += 1) {
      const asked = ask(request, body, limits);
      try {
        const answer = await answerOf(asked, body, limits);
        const next = redirects < REDIRECTS ? followed(request, answer) : undefined;
        if (!next) {
          asked.once("close", limits.end);
          return responseOf(answer, request.method, { most, limits });
        }
        asked.destroy();
        request = new Request(next, { headers: request.headers, method: request.method });
      } catch (error) {
        asked.destroy();
        throw error;
      }
    }
  }

  async function guarded(given: string | URL, { most = MOST, ...init }: GuardedInit = {}): Promise<Response> {
    const limits = limitsOf(patience, init.signal ?? undefined);
    let body: Body;
    try {
      const request = new Request(given, { ...init, ...(isStream(init.body) && { duplex: "half" }) });
      body = await bodyOf(request, init.body);
      return await answered(request, body, { most, limits });
    } catch (error) {
      limits.end();
      void closeSource(body ?? init.body).catch(() => {});
      throw limits.why(error);
    }
  }

  /** The address of a host, for connections that are not HTTP. */
  async function reach(host: string, port: number): Promise<Reached> {
    const allowedHere = isAllowedAt(host, String(port));
    if (isIP(host) !== 0) {
      if (!allowedHere && !isPublic(host)) throw refusal(host);
      return { address: host, allowed: allowedHere };
    }
    const found = await promisify(lookup)(host, { all: true });
    const fit = found.find(({ address }) => allowedHere || isPublic(address));
    if (!fit) throw refusal(host);
    return { address: fit.address, allowed: allowedHere };
  }

  return {
    fetch: guarded,
    reach,
    stop(): void {
      for (const agent of agents) agent.destroy();
    },
  };
}

const portOf = ({ port, protocol }: URL) => port || (protocol === "https:" ? "443" : "80");

const refusal = (host: string) =>
  new TypeError(`${host} is no public address: CHANNEL_HOSTS says which others may be called.`);

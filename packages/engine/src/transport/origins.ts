import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { ChatError } from "@parley/protocol";
import type { IsSecure } from "./trust.ts";

/** What a person sets: an origin, one with `*.` for all hosts below it, `*` for any, or `null` for pages without one. */
const WILDCARD = "*.";

/**
 * An origin as browsers write it in `Origin`: `https://Shop.example/` is `https://shop.example`. Nothing where it can never match one, as a
 * host without a scheme or an address with a path.
 */
export function originOf(given: string): string | undefined {
  if (given === "*" || given === "null") return given;
  const wild = given.match(/^(https?:\/\/)\*\.(.+)$/i);
  if (!wild) return plainOrigin(given);
  return plainOrigin(`${wild[1]}${wild[2]}`)?.replace("://", `://${WILDCARD}`);
}

function plainOrigin(given: string): string | undefined {
  if (!/^https?:\/\/[^*]+$/i.test(given) || !URL.canParse(given)) return undefined;
  const { origin, href } = new URL(given);
  return href === `${origin}/` ? origin : undefined;
}

/** Whether a page of this origin may show the widget. An empty list allows every page. */
export function mayShow(origin: string, allowed: readonly string[]): boolean {
  return (
    allowed.length === 0 ||
    allowed.some((one) => {
      if (one === "*" || one === origin) return true;
      const [scheme = "", host = ""] = one.split("://");
      return host.startsWith(WILDCARD) && origin.startsWith(`${scheme}://`) && origin.endsWith(host.slice(1));
    })
  );
}

/** Where people reach the engine, as far as its operator has said. */
export interface OwnAddress {
  /** `PUBLIC_URL`, if it is set. */
  publicUrl?: string | undefined;
  isSecure: IsSecure;
}

/**
 * Whether a request comes from one of our own pages, as far as the browser says. `SameSite=Strict` keeps the cookie from other
 * sites; this also keeps out other origins of the same site. `Sec-Fetch-Site` cannot be set by a page and is right behind every proxy; where a
 * browser does not send it (over plain HTTP), the page's origin must be that of `PUBLIC_URL`, or have the host that was asked.
 */
export function fromOwnOrigin(request: IncomingMessage, { publicUrl, isSecure }: OwnAddress): boolean {
  const { headers } = request;
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const { origin } = headers;
  return origin === undefined || isOwnOrigin(origin, headers.host, { publicUrl, secure: isSecure(request) });
}

interface Known {
  publicUrl?: string | undefined;
  /** Whether only a page over HTTPS can be ours. */
  secure: boolean;
}

/** Whether the origin is the engine's: that of `PUBLIC_URL`, or one at the host that was asked. */
export function isOwnOrigin(origin: string, host: string | undefined, { publicUrl, secure }: Known): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (publicUrl !== undefined && from.origin === new URL(publicUrl).origin) return true;
  return from.host === host?.toLowerCase() && (!secure || from.protocol === "https:");
}

/**
 * The refusal of a request that does not come from our own pages. Where the page may well be ours and the engine does not know its own address,
 * as behind a proxy that keeps the `Host` header to itself, `details` has both.
 */
export function refuseOrigin({ origin, host, ...headers }: IncomingHttpHeaders): ChatError {
  if (headers["sec-fetch-site"] !== undefined || !origin || !URL.canParse(origin)) {
    return new ChatError("forbidden", "This request comes from another site.");
  }
  const details = { reason: "address", origin, host };
  return new ChatError("forbidden", "The engine does not know this page's address as its own.", { details });
}

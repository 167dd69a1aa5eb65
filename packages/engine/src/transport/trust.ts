import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import proxyaddr from "proxy-addr";
import { sourceOf } from "./limits.ts";

/**
 * Which proxies may say who connects: nobody (`false` or 0), so many in a row in front of the engine (`true` is 1), or those at these
 * addresses, ranges (`10.0.0.0/8`) and names of ranges (`loopback`, `linklocal`, `uniquelocal`).
 */
export type TrustedProxies = boolean | number | readonly string[];

/** Whether to believe what the connection at `address` says of whom it stands for; the engine's own peer has number 0. */
export type Trust = (address: string, number: number) => boolean;

/** Throws a `TypeError` that names what is neither an address nor a range. */
export function trustOf(proxies: TrustedProxies): Trust {
  if (typeof proxies === "object") return proxyaddr.compile([...proxies]);
  const hops = Number(proxies);
  return (_address, number) => number < hops;
}

/**
 * Whom a request comes from, see `sourceOf`: read from the near end of `X-Forwarded-For`, as far as the proxies can be trusted. What stands
 * before that is whatever the client claims.
 */
export function addressOf(request: IncomingMessage, trust: Trust): string {
  return sourceOf(proxyaddr(request, trust) || undefined);
}

/** Whether people reach the engine over HTTPS with this request. */
export type IsSecure = (request: IncomingMessage) => boolean;

/**
 * Whether requests come over HTTPS: all of them where the operator says so by `publicUrl`, else those of which the connection itself is, or
 * of which a trusted proxy says it in `X-Forwarded-Proto`, the client's end first.
 */
export function secureBy(trust: Trust, publicUrl: string | undefined): IsSecure {
  if (publicUrl?.startsWith("https:")) return () => true;
  return ({ socket, headers }) => {
    if ((socket as Partial<TLSSocket>).encrypted) return true;
    const said = String(headers["x-forwarded-proto"] ?? "").split(",", 1)[0];
    return trust(socket.remoteAddress ?? "", 0) && said?.trim().toLowerCase() === "https";
  };
}

/** Whether a request has passed a proxy that says so. */
export function wasForwarded({ headers }: IncomingMessage): boolean {
  return headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined;
}

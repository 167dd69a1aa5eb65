import { isIP } from "node:net";
import type { Request } from "express";
import proxyaddr from "proxy-addr";
import type { Journal } from "../journal.ts";
import { type TrustedProxies, wasForwarded } from "./trust.ts";

const INSIDE = proxyaddr.compile(["loopback", "linklocal", "uniquelocal"]);

const FORGOTTEN =
  "requests come through a proxy (X-Forwarded-For), and TRUST_PROXY is not set: whoever comes through it counts as one visitor's address, and limits are shared by all";
const TOO_FEW =
  "requests come through more proxies than TRUST_PROXY says: the address that counts is one of the inside. Set it to how many there are in a row, or to their ranges";

/** Says once in the log that `TRUST_PROXY` does not fit what requests have passed; hears of every request. */
export function watchProxies(proxies: TrustedProxies, journal: Pick<Journal, "warn">): (request: Request) => void {
  let said = false;
  const none = proxies === false || proxies === 0;
  return (request) => {
    if (said || !wasForwarded(request)) return;
    const counted = request.ip ?? "";
    if (!none && !(isIP(counted) && INSIDE(counted, 0) && claimsMore(request))) return;
    said = true;
    journal.warn({ address: counted }, none ? FORGOTTEN : TOO_FEW);
  };
}

/** Whether an address of the world stands before the one that counts. */
function claimsMore(request: Request): boolean {
  const named = (request.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  return named.some((entry) => isIP(entry) !== 0 && !INSIDE(entry, 0));
}

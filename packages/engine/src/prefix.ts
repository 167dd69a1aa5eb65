import type { IncomingMessage, Server } from "node:http";

/** The path of an address, as `/chat` of `https://shop.example/chat`; empty if it has none. */
export const pathOf = (address: string | undefined): string =>
  address === undefined ? "" : new URL(address).pathname.replace(/\/+$/, "");

/**
 * Takes a prefix off the paths of requests and upgrades before anybody else of the server sees them. A proxy may pass it on or keep it to
 * itself: both are answered.
 */
export function takeOff(prefix: string, server: Server): void {
  if (!prefix) return;
  const strip = (request: IncomingMessage) => {
    const { url = "" } = request;
    if (!url.startsWith(prefix)) return;
    const rest = url.slice(prefix.length);
    if (rest.startsWith("/")) request.url = rest;
    else if (rest === "" || rest.startsWith("?")) request.url = `/${rest}`;
  };
  server.prependListener("request", strip).prependListener("upgrade", strip);
}

import type { IncomingMessage } from "node:http";

/** Where a read goes on; nothing where it does not. Throws where it would go to another host. */
export function followed(asked: Request, { statusCode = 0, headers }: IncomingMessage): URL | undefined {
  const { location } = headers;
  const leads = statusCode >= 300 && statusCode < 400 && location !== undefined;
  if (!leads || asked.redirect === "manual") return undefined;
  const isRead = asked.method === "GET" || asked.method === "HEAD";
  if (asked.redirect === "error" || !isRead) throw new TypeError("The answer leads elsewhere.");
  const to = new URL(location, asked.url);
  if (!isSame(new URL(asked.url), to)) throw new TypeError(`The answer leads to another host: ${to.host}.`);
  return to;
}

/** Whether it is the same host, by the same way or a safer one. */
function isSame(from: URL, to: URL): boolean {
  if (to.host === from.host && to.protocol === from.protocol) return true;
  return to.hostname === from.hostname && to.protocol === "https:" && to.port === "";
}

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A page that makes it hard for a widget. */
export interface HostilePage {
  /** What is hostile about it, as a clause: "whose body is ..." */
  name: string;
  /** The whole document; `tag` is the widget's script tag. */
  html: (tag: string, engineUrl: string) => string;
  headers?: Record<string, string>;
  /** Other documents of the site, by path. */
  more?: Record<string, (tag: string, engineUrl: string) => string>;
}

/** A site of hostile pages, on an origin of its own. */
export interface Site {
  /** Where page number `index` is, with the widget or as it would be without. */
  address: (index: number, plain?: boolean) => string;
  stop: () => Promise<void>;
}

/** An ordinary document with something in its head and its body. */
export const document = (body: string, head = "", html = '<html lang="en">') =>
  `<!doctype html>${html}<head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">${head}</head>${body}</html>`;

/** Serves `pages`; each has its own folder, and `plain` in the query leaves the widget out. */
export async function serveSite(pages: readonly HostilePage[], engineUrl: string): Promise<Site> {
  const server: Server = createServer((request, response) => {
    const url = new URL(String(request.url), "http://site");
    const [, index = "", ...rest] = url.pathname.split("/");
    const page = pages[Number(index)];
    const path = rest.join("/");
    const html = page && (path ? page.more?.[path] : page.html);
    if (!html) return void response.writeHead(404).end();
    const tag = `<script async src="${engineUrl}/widget.js"></script>`;
    const type = path.endsWith(".js") ? "text/javascript" : "text/html";
    response.writeHead(200, { "content-type": `${type}; charset=utf-8`, ...page.headers });
    response.end(html(url.searchParams.has("plain") ? "" : tag, engineUrl));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: (index, plain) => `http://127.0.0.1:${port}/${index}/${plain ? "?plain" : ""}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface HostPage {
  /** `data-*` attributes of the script tag. */
  data?: Record<string, string>;
  lang?: string;
  /** Sends the strictest policy the widget promises to live under. */
  strict?: boolean;
  /** Such a policy lets files be seen and played too. */
  files?: boolean;
  /** The script tag, word for word; ours for `engineUrl` unless told. */
  tag?: string;
}

/** Another site, on an origin of its own, with one script tag of ours on its page. Resolves to the page's address. */
export async function hostPage(
  engineUrl: string,
  { data = {}, lang = "en", strict = false, files = false, tag }: HostPage = {},
): Promise<string> {
  const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${value}"`);
  const server = createServer((_request, response) => {
    const nonce = randomBytes(16).toString("base64");
    const engine = new URL(engineUrl);
    const policy = [
      "default-src 'none'",
      `script-src 'nonce-${nonce}' 'strict-dynamic'`,
      "style-src 'none'",
      `connect-src ${engine.origin} ws://${engine.host}`,
      `img-src 'self' data:${files ? ` ${engine.origin}` : ""}`,
      ...(files ? [`media-src ${engine.origin}`] : []),
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
      "base-uri 'none'",
    ].join("; ");
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      ...(strict && { "content-security-policy": policy }),
    });
    response.end(`<!doctype html>
<html lang="${lang}">
  <head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">
  ${tag ?? `<script nonce="${nonce}" async src="${engineUrl}/widget.js"${attributes.join("")}></script>`}</head>
  <body><main><h1>A shop</h1><p>With things to buy.</p></main></body>
</html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

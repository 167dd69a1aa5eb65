import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Answering {
  json(said: object, status?: number, headers?: Record<string, string>): void;
  bytes(bytes: Buffer): void;
  /** Closes the connection without a word. */
  cut(): void;
}

type Take = (path: string, request: { query: URLSearchParams; body: Buffer }, answer: Answering) => void;

/** The API of a platform, on a port of its own. */
export async function serveJson(take: Take) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://peer");
    const answer: Answering = {
      json: (said, status = 200, headers = {}) =>
        void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(said)),
      bytes: (bytes) => void response.writeHead(200, { "content-type": "image/png" }).end(bytes),
      cut: () => void request.socket.destroy(),
    };
    void request.toArray().then(
      (pieces) => take(pathname, { query: searchParams, body: Buffer.concat(pieces as Buffer[]) }, answer),
      () => {},
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}

import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Heard {
  path: string;
  headers: IncomingHttpHeaders;
  body: { model: string; messages: { role: string; content: string }[] };
}

/** A server that speaks chat completions on a free port. What it answers can be changed. */
export async function completionsPeer() {
  const heard: Heard[] = [];
  const says = (text: string) => (response: ServerResponse) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content: text } }] }));
  };
  let answer: (response: ServerResponse) => void = says("Hello.");
  const left: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as Heard["body"];
      heard.push({ path: request.url ?? "", headers: request.headers, body });
      response.once("close", () => response.writableFinished || left.push(request.url ?? ""));
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/v1`,
    heard,
    /** Paths of requests that were given up before they were answered. */
    left,
    answers: (text: string) => void (answer = says(text)),
    does: (what: (response: ServerResponse) => void) => void (answer = what),
  };
}

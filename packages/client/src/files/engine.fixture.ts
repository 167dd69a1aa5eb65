/// <reference types="node" />
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FileStore, KeptFile } from "./kept.ts";

/** What the engine has of a file. */
export interface Stored {
  name: string;
  length: number;
  bytes: Buffer;
}

/** Answers a request in the routes' place, or lets them answer. */
type Fault = (request: IncomingMessage, response: ServerResponse) => unknown;

/** The upload routes of an engine (SPEC, tus 1.0.0), over HTTP, with faults to order. */
export async function startFiles() {
  const files = new Map<string, Stored>();
  const asked: string[] = [];
  let faults: Fault[] = [];

  const refuse = (
    response: ServerResponse,
    status: number,
    reason: string,
    { code = "invalid", ...details }: { code?: string; bytes?: number } = {},
  ) =>
    response
      .writeHead(status)
      .end(JSON.stringify({ error: { code, message: reason, details: { reason, ...details } } }));
  const create = (request: IncomingMessage, response: ServerResponse) => {
    const id = `f${files.size + 1}`;
    const [, name = ""] = String(request.headers["upload-metadata"]).split(" ");
    const length = Number(request.headers["upload-length"]);
    files.set(id, { name: Buffer.from(name, "base64").toString(), length, bytes: Buffer.alloc(0) });
    response.writeHead(201, { Location: `files/${id}` }).end(JSON.stringify({ id }));
  };
  const patch = async (request: IncomingMessage, response: ServerResponse, file: Stored) => {
    if (Number(request.headers["upload-offset"]) !== file.bytes.length)
      return refuse(response, 409, "offset", { code: "conflict" });
    for await (const part of request) file.bytes = Buffer.concat([file.bytes, part as Buffer]);
    return response.writeHead(204, { "Upload-Offset": file.bytes.length }).end();
  };
  const server = createServer((request, response) => {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Methods", "POST, HEAD, PATCH, DELETE");
    response.setHeader(
      "Access-Control-Allow-Headers",
      "Authorization, Tus-Resumable, Upload-Length, Upload-Metadata, Upload-Offset, Content-Type",
    );
    response.setHeader("Access-Control-Expose-Headers", "Upload-Offset, Location");
    if (request.method === "OPTIONS") return response.end();
    asked.push(`${request.method} ${request.url}`);
    const [fault, ...others] = faults;
    if (fault && fault(request, response) !== false) {
      faults = others;
      return undefined;
    }
    if (request.method === "POST") return create(request, response);
    const id = `${request.url}`.split("/").pop() ?? "";
    const file = files.get(id);
    if (!file) return refuse(response, 404, "gone", { code: "notFound" });
    if (request.method === "PATCH") return void patch(request, response, file);
    if (request.method === "DELETE") files.delete(id);
    return response.writeHead(204, { "Upload-Offset": file.bytes.length, "Upload-Length": file.length }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    files,
    /** Methods and addresses, in order. */
    asked,
    refuse,
    /** Orders faults, one after the other. One that answers `false` waits for another request. */
    order: (...wanted: Fault[]) => {
      faults = [...faults, ...wanted];
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** What outlives a page, in memory. */
export function memoryFiles(): FileStore & { kept: Map<string, KeptFile> } {
  const kept = new Map<string, KeptFile>();
  return {
    kept,
    list: async (place) => [...kept.values()].filter((one) => one.place === place),
    put: async (one) => kept.set(one.id, { ...one }),
    remove: async (id) => kept.delete(id),
  };
}

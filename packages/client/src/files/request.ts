import type { WireError } from "@parley/protocol";
import { parse } from "../storage.ts";

/** After this long without a byte moving, or an answer, the link is taken for dead. Milliseconds. */
const PATIENCE = 60_000;

/** A request of tus 1.0.0. */
export interface Call {
  method: "POST" | "HEAD" | "PATCH" | "DELETE";
  url: string;
  ticket: string;
  headers?: Record<string, string>;
  body?: ArrayBuffer;
  /** Told how many bytes of `body` have gone. */
  moved?: (bytes: number) => void;
  signal?: AbortSignal;
}

/** What was answered. */
export interface Answer {
  /** 0: nothing was. */
  status: number;
  /** Bytes that the engine has; not a number where it does not say. */
  offset: number;
  id?: string;
  error?: WireError;
}

/** Asks the engine. Never rejects. By `XMLHttpRequest`: `fetch` does not say how much has gone. */
export const call = ({ method, url, ticket, headers, body, moved, signal }: Call): Promise<Answer> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout>;
    const stop = () => request.abort();
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(stop, PATIENCE);
    };
    request.open(method, url);
    const all = { Authorization: `Bearer ${ticket}`, "Tus-Resumable": "1.0.0", ...headers };
    for (const [name, value] of Object.entries(all)) request.setRequestHeader(name, value);
    if (body)
      request.upload.addEventListener("progress", ({ loaded }) => {
        wait();
        moved?.(loaded);
      });
    request.addEventListener("loadend", () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      const said = parse(request.responseText) as Pick<Answer, "id" | "error"> | undefined;
      resolve({ ...said, status: request.status, offset: Number(request.getResponseHeader("Upload-Offset") ?? NaN) });
    });
    signal?.addEventListener("abort", stop);
    wait();
    request.send(body);
    if (signal?.aborted) stop();
  });

import { ChatError, type ErrorCode, type WireError } from "@parley/protocol";
import { language } from "./language/language.ts";

type Method = "POST" | "PUT" | "PATCH" | "DELETE";

/** Where the engine is mounted: what comes before `/console` in our address. */
export const base = (globalThis.location?.pathname ?? "/console/").replace(/\/console(\/.*)?$/, "");

/** Called when the engine says that the session is over. */
export const sessionEnded = { tell: (): void => undefined };

/** Reads from the console's HTTP API. Throws a `ChatError`; `unavailable` if the engine cannot be reached. */
export function read<T>(path: string): Promise<T> {
  return ask<T>(path, "GET");
}

/** Changes something through the console's HTTP API, unless `signal` ends it. Throws a `ChatError`. */
export function change<T>(method: Method, path: string, body: unknown = {}, signal?: AbortSignal): Promise<T> {
  return ask<T>(path, method, JSON.stringify(body), signal);
}

/** Longer than the slowest answer, an import of thousands of lines. Milliseconds. */
const LIMIT = 60_000;

async function ask<T>(path: string, method: string, body?: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(`${base}/api/${path}`, {
    method,
    body: body ?? null,
    signal: AbortSignal.any([AbortSignal.timeout(LIMIT), ...(signal ? [signal] : [])]),
    // What the engine says of a field is read here, in the console's language rather than the browser's.
    headers: { "content-type": "application/json", "accept-language": language.value },
  }).catch((cause: unknown) => {
    throw new ChatError("unavailable", "The engine cannot be reached.", { cause });
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer as T;
  const error = wireError(answer) ?? { code: codeOf(response.status), message: response.statusText };
  if (error.code === "unauthorized") sessionEnded.tell();
  throw new ChatError(error.code, error.message, { details: error.details, retryAfter: error.retryAfter });
}

function wireError(body: unknown): WireError | undefined {
  return typeof body === "object" && body !== null && "error" in body ? (body.error as WireError) : undefined;
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return "unauthorized";
  if (status === 403) return "forbidden";
  if (status === 404) return "notFound";
  return status === 502 || status === 503 || status === 504 ? "unavailable" : "internal";
}

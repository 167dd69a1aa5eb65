import { ChatError, ERROR_STATUS } from "@parley/protocol";
import type { Response } from "express";

/** What went wrong as the other side may know it, body parser's complaints included. Anything unforeseen becomes `internal`. */
export function toChatError(cause: unknown): ChatError {
  if (cause instanceof ChatError) return cause;
  const status = statusOf(cause);
  if (status === 413) return new ChatError("tooLarge", "The request is too large.", { cause });
  if (status !== undefined && status >= 400 && status < 500) {
    return new ChatError("invalid", "The request cannot be read.", { cause });
  }
  return ChatError.from(cause);
}

/** Answers with the status of the error's code, and with `Retry-After` in seconds where it is known. */
export function sendFailure(response: Response, error: ChatError, body: unknown): void {
  if (error.retryAfter !== undefined) response.set("retry-after", String(Math.ceil(error.retryAfter / 1000)));
  response.status(ERROR_STATUS[error.code]).json(body);
}

/** The status that Express, its router and its body parser give their own errors. */
function statusOf(cause: unknown): number | undefined {
  if (!(cause instanceof Error) || !("status" in cause)) return undefined;
  return typeof cause.status === "number" ? cause.status : undefined;
}

/** Every code that may cross the wire, with the HTTP status it maps to. */
export const ERROR_STATUS = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  version: 426,
  tooMany: 429,
  internal: 500,
  unavailable: 503,
  overloaded: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Codes after which the same request may succeed unchanged; a client keeps what it wanted to send. */
export const RETRYABLE: readonly ErrorCode[] = ["tooMany", "internal", "unavailable", "overloaded"];

export interface WireError {
  code: ErrorCode;
  message: string;
  /** Milliseconds to wait before trying again, where the engine knows. */
  retryAfter?: number | undefined;
  /** What the message is about, for example the agent who won a claim. */
  details?: Record<string, unknown> | undefined;
}

export interface ChatErrorOptions extends ErrorOptions {
  retryAfter?: number | undefined;
  details?: Record<string, unknown> | undefined;
}

/** An error that the other side is meant to see. Anything else becomes `internal`. */
export class ChatError extends Error {
  override readonly name = "ChatError";
  readonly code: ErrorCode;
  readonly retryAfter: number | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, options: ChatErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.retryAfter = options.retryAfter;
    this.details = options.details;
  }

  /** What crosses the wire: never the cause, never the stack. */
  toJSON(): WireError {
    const { code, message, retryAfter, details } = this;
    return { code, message, ...(retryAfter !== undefined && { retryAfter }), ...(details && { details }) };
  }

  /** The error itself if it is meant to be seen, otherwise `internal` with the original as its cause. */
  static from(cause: unknown): ChatError {
    return cause instanceof ChatError ? cause : new ChatError("internal", "Something went wrong.", { cause });
  }
}

/** The answer to every request: a value, or an error. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: WireError };

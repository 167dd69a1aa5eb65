import { ChatError } from "@parley/protocol";
import {
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
  MongoWriteConcernError,
} from "mongodb";

const DUPLICATE_KEY = 11_000;
const TYPE_MISMATCH = 14;
/** A server is ending, or is not the primary any more: ShutdownInProgress, PrimarySteppedDown, NotWritablePrimary and their kin. */
const LEAVING = new Set([91, 189, 10_058, 10_107, 11_600, 11_602, 13_435, 13_436]);

/** Whether a unique key was taken. */
export function isDuplicate(error: unknown): error is MongoServerError {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
}

/** The same of one write among many. */
export function isDuplicateWrite({ code }: { code: number }): boolean {
  return code === DUPLICATE_KEY;
}

/** Whether it was the `_id` that was taken, rather than another unique key. */
export function isDuplicateId(error: MongoServerError): boolean {
  const pattern: unknown = error["keyPattern"];
  if (typeof pattern === "object" && pattern !== null) return "_id" in pattern;
  return /index: _id_|\{ ?"?_id"? ?:/.test(error.message);
}

/** A command that the driver has not ended within its limits, nor would. */
export class CommandAbandoned extends Error {
  constructor() {
    super("no answer within the time allowed");
  }
}

/** Whether it is unknown if the server did what it was asked. */
export function isUnknownOutcome(error: unknown): boolean {
  if (error instanceof MongoServerError && LEAVING.has(Number(error.code))) return true;
  return [MongoNetworkError, MongoWriteConcernError, CommandAbandoned].some((kind) => error instanceof kind);
}

/** Whether a command was about to be sent when all connections were cleared away. The driver may have sent it before. */
export function hadNoConnection(error: unknown): boolean {
  return error instanceof MongoNetworkError && error.name === "MongoPoolClearedError";
}

/**
 * Turns the driver's errors into what the callers of a store expect; others pass. Operators are told where the server is;
 * visitors, who may read the sentence too, are not.
 */
export function explain(where?: string): (cause: unknown) => never {
  return (cause) => {
    if (isDuplicate(cause)) {
      throw new ChatError("conflict", "Another document has the same unique key.", { cause });
    }
    if (cause instanceof MongoServerError && cause.code === TYPE_MISMATCH) {
      throw new ChatError("invalid", cause.message, { cause });
    }
    if (cause instanceof Error && cause.name === "MongoWaitQueueTimeoutError") {
      throw new ChatError("overloaded", "The store has too much to do. Try again in a moment.", {
        cause,
        retryAfter: 1000,
      });
    }
    if (isUnreachable(cause)) {
      const sentence = where
        ? `MongoDB at ${where} cannot be reached: ${cause.message}`
        : "The store cannot be reached.";
      throw new ChatError("unavailable", sentence, { cause });
    }
    throw cause;
  };
}

function isUnreachable(error: unknown): error is Error {
  return (
    isUnknownOutcome(error) ||
    error instanceof MongoServerSelectionError ||
    error instanceof MongoNotConnectedError ||
    error instanceof MongoTopologyClosedError ||
    // The driver has already tried again.
    (error instanceof MongoServerError && error.hasErrorLabel("RetryableWriteError"))
  );
}

import { setTimeout as wait } from "node:timers/promises";
import { ChatError, ERROR_STATUS, type WireError } from "@parley/protocol";
import { type BreakerOptions, createBreaker } from "./breaker.ts";
import { authorize, callOf } from "./signature.ts";
import { type Contract, mapOperations, type Service } from "./contract.ts";

export interface ConnectOptions {
  /** The secret that `serve` was given. */
  secret: string;
  breaker?: BreakerOptions;
}

const DEADLINE = 5_000;
const ATTEMPTS = 3;
/** Milliseconds before the second attempt at most; doubles. */
const PAUSE = 100;

/**
 * The service that `serve` offers at `url`. A call fails with `unavailable` when there is no answer by the operation's
 * deadline, and at once while the service has not been answering. Only operations that may be repeated are tried again.
 * Connections are kept alive by `fetch` itself.
 */
export function connect<C extends Contract>(contract: C, url: string, options: ConnectOptions): Service<C> {
  const breaker = createBreaker(options.breaker);
  const base = url.replace(/\/+$/, "");
  return mapOperations(contract, (operation, { repeatable = false, deadline = DEADLINE }) => async (input) => {
    const signal = AbortSignal.timeout(deadline);
    const address = `${base}/${operation}`;
    const call = callOf(new URL(address).pathname);
    const body = JSON.stringify(input);
    // Each attempt proves itself anew.
    const post = () => postJson({ url: address, authorization: authorize(options.secret, call, body), body, signal });
    for (let attempt = 1; ; attempt++) {
      if (!breaker.admits()) throw new ChatError("unavailable", `The service of ${operation} is not answering.`);
      const answer = await post();
      if (answer.kind !== "none") breaker.succeeded();
      else breaker.failed();
      if (answer.kind === "value") return answer.value;
      if (answer.kind === "error") throw answer.error;
      if (!repeatable || attempt === ATTEMPTS || signal.aborted) {
        throw new ChatError("unavailable", `${operation} was not answered.`, { cause: answer.cause });
      }
      await wait(Math.random() * PAUSE * 2 ** attempt);
    }
  });
}

/** What came back; `none` if nobody answered, or only something that stands before the service. */
type Answer =
  | { kind: "value"; value: unknown }
  | { kind: "error"; error: ChatError }
  | { kind: "none"; cause: unknown };

interface Post {
  url: string;
  authorization: string;
  body: string;
  signal: AbortSignal;
}

async function postJson({ url, authorization, body: sent, signal }: Post): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization },
      body: sent,
      redirect: "error",
      signal,
    });
    const body: unknown = await response.json();
    if (response.ok) return { kind: "value", value: body };
    if (!isWireError(body)) return { kind: "none", cause: new Error(`${url} answered ${response.status}.`) };
    return { kind: "error", error: errorOf(body) };
  } catch (cause) {
    return { kind: "none", cause };
  }
}

/** Refusals are handed on as they are; what went wrong inside is for the operator only, and may be told to people by nobody. */
function errorOf(body: WireError): ChatError {
  if (body.code !== "internal") return new ChatError(body.code, body.message, body);
  return ChatError.from(new Error(body.message, { cause: body.details }));
}

function isWireError(body: unknown): body is WireError {
  if (typeof body !== "object" || body === null || !("code" in body) || !("message" in body)) return false;
  return typeof body.code === "string" && Object.hasOwn(ERROR_STATUS, body.code) && typeof body.message === "string";
}

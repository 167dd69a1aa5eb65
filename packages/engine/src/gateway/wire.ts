import { ChatError, type Reply, type WireError } from "@parley/protocol";
import * as v from "valibot";

type Ack<T> = (reply: Reply<T>) => void;

/**
 * Turns a plain function into a socket handler: checks the input, answers or refuses, never throws. The function is told the
 * socket, so that one handler serves all of them.
 */
export function handle<S extends v.GenericSchema, T, C>(
  schema: S,
  run: (input: v.InferOutput<S>, socket: C) => Promise<T>,
  onError: (error: unknown) => void = () => {},
) {
  return function (this: C, ...given: [raw: v.InferInput<S>, ack: Ack<T>]): void {
    const { raw, acknowledge } = taken(given);
    void answer(schema, (input) => run(input, this), raw, onError).then(acknowledge);
  };
}

/** The same for what needs no answer: bad input is dropped. Who asks for an answer all the same gets one. */
export function hear<S extends v.GenericSchema, C>(schema: S, run: (input: v.InferOutput<S>, socket: C) => void) {
  return function (this: C, ...given: [raw: v.InferInput<S>]): void {
    const { raw, acknowledge } = taken(given);
    const input = v.safeParse(schema, raw);
    if (input.success) run(input.output, this);
    acknowledge(input.success ? { ok: true, value: {} } : { ok: false, error: invalid(input.issues) });
  };
}

/** What came is whatever a client put there: the acknowledgement is the last of it, and there is one object before it (SPEC R1). */
function taken(given: readonly unknown[]): { raw: unknown; acknowledge: Ack<unknown> } {
  const last = given.at(-1);
  const input = typeof last === "function" ? given.slice(0, -1) : given;
  const acknowledge = (typeof last === "function" ? last : () => {}) as Ack<unknown>;
  return { raw: input.length === 1 ? input[0] : undefined, acknowledge };
}

/** What is wrong with an input, each thing with the place where it is. */
function invalid(issues: readonly v.BaseIssue<unknown>[]): WireError {
  const problems = issues.map((issue) => `${v.getDotPath(issue) ?? "input"}: ${issue.message}`);
  return { code: "invalid", message: `${problems.join("; ")}.` };
}

async function answer<S extends v.GenericSchema, T>(
  schema: S,
  run: (input: v.InferOutput<S>) => Promise<T>,
  raw: unknown,
  onError: (error: unknown) => void,
): Promise<Reply<T>> {
  const input = v.safeParse(schema, raw);
  if (!input.success) return { ok: false, error: invalid(input.issues) };
  try {
    return { ok: true, value: await run(input.output) };
  } catch (cause) {
    const error = ChatError.from(cause);
    if (error.code === "internal") onError(cause);
    return { ok: false, error: error.toJSON() };
  }
}

interface PacketSource {
  use(check: (packet: [event: string, ...args: unknown[]], next: (error?: Error) => void) => void): unknown;
}

/** Checks every packet before it is handled; what the check throws is the answer, and the connection lives on. */
export function before(socket: PacketSource, check: (event: string) => void): void {
  socket.use(([event, ...args], next) => {
    try {
      check(event);
    } catch (cause) {
      const acknowledge = args.at(-1);
      if (typeof acknowledge === "function") acknowledge({ ok: false, error: ChatError.from(cause).toJSON() });
      return;
    }
    next();
  });
}

/** What Socket.IO sends as the reason of a refused connection (SPEC V7). */
export function connectError(cause: unknown): Error & { data: unknown } {
  const error = ChatError.from(cause);
  return Object.assign(new Error(error.message), { data: error.toJSON() });
}

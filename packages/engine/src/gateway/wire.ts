import { ChatError, type Reply } from "@parley/protocol";
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
  return function (this: C, raw: v.InferInput<S>, ack: Ack<T>): void {
    void answer(schema, (input) => run(input, this), raw, onError).then((reply) => {
      if (typeof ack === "function") ack(reply);
    });
  };
}

/** The same for what needs no answer: bad input is dropped. */
export function hear<S extends v.GenericSchema, C>(schema: S, run: (input: v.InferOutput<S>, socket: C) => void) {
  return function (this: C, raw: v.InferInput<S>): void {
    const input = v.safeParse(schema, raw);
    if (input.success) run(input.output, this);
  };
}

async function answer<S extends v.GenericSchema, T>(
  schema: S,
  run: (input: v.InferOutput<S>) => Promise<T>,
  raw: unknown,
  onError: (error: unknown) => void,
): Promise<Reply<T>> {
  const input = v.safeParse(schema, raw);
  if (!input.success) return { ok: false, error: { code: "invalid", message: v.summarize(input.issues) } };
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

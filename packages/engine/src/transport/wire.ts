import { ChatError, type Reply, type WireError } from "@parley/protocol";
import * as v from "valibot";
import type { Load } from "./load.ts";

type Ack<T> = (reply: Reply<T>) => void;

/** What handlers need beside their input. */
export interface Handling {
  load: Load;
  onError: (error: unknown) => void;
}

/**
 * Turns a plain function into a socket handler: checks the input, answers or refuses, never throws. The function is told the
 * socket, so that one handler serves all of them.
 */
export function handle<S extends v.GenericSchema, T, C>(
  schema: S,
  run: (input: v.InferOutput<S>, socket: C) => Promise<T>,
  { load, onError }: Handling,
) {
  async function answer(raw: unknown, socket: C): Promise<Reply<T>> {
    const input = v.safeParse(schema, raw);
    if (!input.success) return { ok: false, error: invalid(input.issues) };
    try {
      return { ok: true, value: await run(input.output, socket) };
    } catch (cause) {
      const error = ChatError.from(cause);
      if (error.code === "internal") onError(cause);
      return { ok: false, error: error.toJSON() };
    }
  }

  return function (this: C, ...given: [raw: v.InferInput<S>, ack: Ack<T>]): void {
    const { raw, acknowledge } = taken(given);
    const refused = load.begin();
    if (refused) return acknowledge({ ok: false, error: refused.toJSON() });
    void answer(raw, this).then((reply) => {
      load.end();
      acknowledge(reply);
    });
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
  const asked = typeof last === "function";
  const acknowledge = (asked ? last : () => {}) as Ack<unknown>;
  const [raw, ...more] = asked ? given.slice(0, -1) : given;
  // A list is no object, though to JavaScript it is one.
  return { raw: more.length > 0 || Array.isArray(raw) ? undefined : raw, acknowledge };
}

/** What is wrong with an input, each thing with the place where it is. */
function invalid(issues: readonly v.BaseIssue<unknown>[]): WireError {
  const problems = issues.map((issue) => `${v.getDotPath(issue) ?? "input"}: ${issue.message}`);
  return { code: "invalid", message: `${problems.join("; ")}.` };
}

/** What came over a connection: the event, then whatever a client put there, an acknowledgement last if it asked for one. */
export type Packet = [event: string | number, ...given: unknown[]];

/** Looks at a packet before it is handled; what it throws is the answer. */
export type Check<S> = (packet: Packet, socket: S) => void;

interface PacketSource {
  use(check: (packet: Packet, next: (error?: Error) => void) => void): unknown;
}

/**
 * Holds every packet of a connection to the checks, one after the other; the connection outlives what they refuse. To
 * Socket.IO they are one, as each of its own costs every packet some closures.
 */
export function guard<S extends PacketSource>(socket: S, checks: readonly Check<S>[]): void {
  socket.use((packet, next) => {
    try {
      for (const check of checks) check(packet, socket);
    } catch (cause) {
      return refuse(packet, cause);
    }
    next();
  });
}

/**
 * Lets packets wait, in their order, for what has to be asked before they are handled; nothing is where `ask` answers nothing. What it
 * rejects with is the answer.
 */
export function hold(socket: PacketSource, ask: (packet: Packet) => Promise<unknown> | undefined): void {
  let line: Promise<void> | undefined;
  socket.use((packet, next) => {
    const asked = line ? line.then(() => ask(packet)) : ask(packet);
    if (!asked) return next();
    const turn = asked.then(
      () => next(),
      (cause: unknown) => refuse(packet, cause),
    );
    line = turn;
    void turn.then(() => line === turn && (line = undefined));
  });
}

/** Answers a packet that is not handled, if it asked for an answer. */
export function refuse(packet: Packet, cause: unknown): void {
  const acknowledge = packet.at(-1);
  if (typeof acknowledge === "function") acknowledge({ ok: false, error: ChatError.from(cause).toJSON() });
}

/** What Socket.IO sends as the reason of a refused connection (SPEC V7). */
export function connectError(cause: unknown): Error & { data: unknown } {
  const error = ChatError.from(cause);
  return Object.assign(new Error(error.message), { data: error.toJSON() });
}

import type { AgentEvents, Reply } from "@parley/protocol";

/** Requests of the console's socket that are answered. */
type AskName = Exclude<keyof AgentEvents, "read" | "typing">;
type AskInput<E extends AskName> = Parameters<AgentEvents[E]>[0];
type AskValue<E extends AskName> =
  Parameters<Parameters<AgentEvents[E]>[1]>[0] extends Reply<infer Value> ? Value : never;

/** Asks the engine over the socket. Throws a `ChatError`: what the engine refused with, or `unavailable` after `timeout` ms. */
export type Ask = <E extends AskName>(event: E, input: AskInput<E>, timeout?: number) => Promise<AskValue<E>>;

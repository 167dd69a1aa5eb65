import { ChatError } from "@parley/protocol";
import * as v from "valibot";

type Schema = v.GenericSchema;

interface Operation {
  input: Schema;
  output: Schema;
  /** Whether a caller that got no answer may ask again by itself. */
  repeatable?: boolean;
  /** Milliseconds after which a caller gives up; 5,000 unless told. */
  deadline?: number;
}

/** What may be asked of a service, and what it answers. Holds no behaviour. */
export type Contract = Record<string, Operation>;

/** A service as its callers see it. They cannot tell whether it runs here or elsewhere. */
export type Service<C extends Contract> = {
  readonly [Op in keyof C]: (input: v.InferInput<C[Op]["input"]>) => Promise<v.InferOutput<C[Op]["output"]>>;
};

/** A service as its author writes it. */
export type Handlers<C extends Contract> = {
  [Op in keyof C]: (input: v.InferOutput<C[Op]["input"]>) => Promise<v.InferInput<C[Op]["output"]>>;
};

/**
 * Makes a service of its handlers. What goes in and comes out is held to the contract here as it is over HTTP, so a
 * service can move to another process without its callers noticing.
 */
export function implement<C extends Contract>(contract: C, handlers: Handlers<C>): Service<C> {
  return mapOperations(contract, (name, { input, output }) => {
    const held = (value: unknown) => v.parse(output, value);
    return (raw) => {
      const parsed = v.safeParse(input, raw);
      if (!parsed.success) return Promise.reject(new ChatError("invalid", v.summarize(parsed.issues)));
      return handlers[name](parsed.output as never).then(held);
    };
  });
}

/** Builds a service by saying how each of its operations is called. */
export function mapOperations<C extends Contract>(
  contract: C,
  call: (name: keyof C & string, operation: Operation) => (input: unknown) => Promise<unknown>,
): Service<C> {
  const calls = Object.entries(contract).map(([name, operation]) => [name, call(name, operation)]);
  return Object.fromEntries(calls) as Service<C>;
}

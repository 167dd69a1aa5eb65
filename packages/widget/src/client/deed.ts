import type { Entry, OutboxStore as Store } from "@parley/client";
import type { Input } from "./transport.ts";

/** What a visitor does that must not get lost. */
export type Deed = { [E in "send" | "rate" | "judge" | "end"]: { event: E; input: Input<E> } }[
  | "send"
  | "rate"
  | "judge"
  | "end"];

/** A deed on its way. */
export interface Pending extends Entry {
  deed: Deed;
}

/** Where what is on its way is kept until it is answered. */
export type OutboxStore = Store<Pending>;

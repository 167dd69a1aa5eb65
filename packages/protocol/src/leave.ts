import * as v from "valibot";
import { Asked, AsksSettings } from "./asks.ts";
import { inEach, words } from "./by-language.ts";

/** What an inbox asks of who leaves a message while nobody is there. */
export const LeaveSettings = v.object({
  /** Beside the message itself; nothing unless told. */
  fields: AsksSettings.entries.fields,
  /** What stands above it, by language; nothing unless told: the panel says that nobody is there. */
  text: v.optional(inEach(words(300))),
});
export type LeaveSettings = v.InferOutput<typeof LeaveSettings>;

/** The form of a message that is left, in the visitor's language (SPEC Q4). */
export const Leave = v.object({ fields: v.array(Asked), text: v.optional(v.string()) });
export type Leave = v.InferOutput<typeof Leave>;

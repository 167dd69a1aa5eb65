import * as v from "valibot";
import { yes } from "./by-language.ts";

/** Whether an inbox shows its agents who is on the site now (SPEC O1). */
export const LiveSettings = v.object({
  on: v.optional(yes),
  /** Nothing is told of anybody before the page says that they agree. */
  consent: v.optional(yes),
});
export type LiveSettings = v.InferOutput<typeof LiveSettings>;

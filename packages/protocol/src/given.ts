import * as v from "valibot";
import { Why } from "./why.ts";

const Agent = v.object({ id: v.string(), name: v.string() });

/** How an agent came to have a conversation. Internal. */
export const Given = {
  /** The engine gave it to them (H15). */
  why: v.optional(Why),
  /** Who gave it to them. */
  by: v.optional(Agent),
  /** From whom they took it over (E1), and the reason that they gave. */
  from: v.optional(Agent),
  because: v.optional(v.string()),
};

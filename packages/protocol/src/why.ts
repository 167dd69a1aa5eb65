import * as v from "valibot";

/** Why others were not given a conversation, and how many of them. */
export const PassedOver = v.object({
  /** Takes nothing now: away, not there, or not on shift. */
  away: v.optional(v.number()),
  /** Cannot do what it needs: the inbox, the team, the language, or a skill at its level. */
  cannot: v.optional(v.number()),
  full: v.optional(v.number()),
  /** Was offered it and did not take it. */
  declined: v.optional(v.number()),
  /** Could have had it as well. */
  behind: v.optional(v.number()),
});
export type PassedOver = v.InferOutput<typeof PassedOver>;

/** Why an agent was given or offered a conversation, and why now. */
export const Why = v.object({
  /** Why it was its turn: of a VIP, more urgent, more urgent by waiting, due, or it waited longest. */
  next: v.picklist(["vip", "priority", "aged", "due", "oldest"]),
  /** Why them: handed to them, had it last, nobody else could, can do the least else, nothing for longest, or most room. */
  because: v.picklist(["only", "last", "alone", "fits", "idle", "spare"]),
  /** How many could have had it, they among them. */
  among: v.number(),
  /** Milliseconds that it had waited. */
  waited: v.number(),
  /** The team, the skills and the language that it needs. */
  team: v.optional(v.string()),
  skills: v.optional(v.record(v.string(), v.number())),
  language: v.optional(v.string()),
  others: v.optional(PassedOver),
});
export type Why = v.InferOutput<typeof Why>;

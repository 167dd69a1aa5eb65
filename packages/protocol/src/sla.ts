import * as v from "valibot";
import { some, words, yes } from "./by-language.ts";

const name = (most: number) => v.pipe(words(most), v.nonEmpty("must not be empty"));
const id = name(64);
const minutes = v.pipe(
  v.number("must be a number"),
  v.gtValue(0, "must be more than 0"),
  v.maxValue(1_000_000, "must not be more than 1000000"),
);
const priority = v.pipe(
  v.number("must be a number"),
  v.integer("must be a whole number"),
  v.minValue(0, "must not be less than 0"),
  v.maxValue(3, "must not be more than 3"),
);

/** What is promised to who wants a person: their first words, each answer after that, and the end. */
export const PROMISES = ["firstReply", "nextReply", "resolution"] as const;
export const PromiseOf = v.picklist(PROMISES, `must be one of ${PROMISES.join(", ")}`);
export type PromiseOf = v.InferOutput<typeof PromiseOf>;

/** What is done besides telling the agent who has it. */
export const PromiseDeeds = v.object({
  /** Supervisors hear of it. */
  tell: v.optional(yes),
  /** It is at least so urgent from then on. */
  priority: v.optional(priority),
  /** It goes to this team, whoever has it. */
  team: v.optional(id),
});
export type PromiseDeeds = v.InferOutput<typeof PromiseDeeds>;

/** What is promised for conversations of a kind. What is left out of `when` is any; what has no minutes is not promised. */
export const SlaPolicy = v.object({
  id,
  name: name(60),
  when: v.object({
    inboxId: v.optional(id),
    team: v.optional(id),
    /** At least so urgent. */
    priority: v.optional(priority),
    channel: v.optional(id),
    /** Only of VIPs, or only of others. */
    vip: v.optional(yes),
  }),
  minutes: v.object({
    firstReply: v.optional(minutes),
    nextReply: v.optional(minutes),
    resolution: v.optional(minutes),
  }),
  /** When time counts: always, or only in the hours of the inbox or of the team. */
  counts: v.picklist(["always", "inbox", "team"], "must be one of always, inbox, team"),
  /** The share of the time at which there is a warning; none unless told. */
  warnAt: v.optional(
    v.pipe(
      v.number("must be a number"),
      v.minValue(0.1, "must not be less than 0.1"),
      v.maxValue(0.99, "must not be more than 0.99"),
    ),
  ),
  near: v.optional(PromiseDeeds),
  missed: v.optional(PromiseDeeds),
});
export type SlaPolicy = v.InferOutput<typeof SlaPolicy>;

/** Service levels. The first policy that fits holds. */
export const SlaSettings = v.object({
  policies: v.pipe(
    some(SlaPolicy, 100),
    v.check((all) => new Set(all.map((one) => one.id)).size === all.length, "must have ids of their own"),
  ),
});
export type SlaSettings = v.InferOutput<typeof SlaSettings>;

/** How a promise of a conversation stands. Times are milliseconds. */
export const Promised = v.object({
  of: PromiseOf,
  /** Until when; absent while it does not count, as the visitor is awaited or it is put aside. */
  at: v.optional(v.number()),
  /** From when on there is a warning. */
  near: v.optional(v.number()),
  /** What is left of it while it does not count; less than 0: it is missed. */
  left: v.optional(v.number()),
});
export type Promised = v.InferOutput<typeof Promised>;

/** How many promises were kept and missed: in all, or of an inbox, a team, an agent, or a time that begins then. */
export const PromiseCount = v.object({
  of: PromiseOf,
  by: v.picklist(["all", "inbox", "team", "agent", "time"]),
  /** Of what: an id, or when it begins in milliseconds; empty in all. */
  key: v.string(),
  /** Its name, where it has one. */
  title: v.optional(v.string()),
  kept: v.number(),
  missed: v.number(),
});
export type PromiseCount = v.InferOutput<typeof PromiseCount>;

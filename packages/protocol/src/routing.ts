import * as v from "valibot";
import { Language, some, words, yes } from "./by-language.ts";
import { EscalationReason } from "./event.ts";
import { Hours } from "./hours.ts";
import { SignalName } from "./understanding.ts";
import { byName } from "./variant.ts";

const count = (most: number) =>
  v.pipe(
    v.number("must be a number"),
    v.minValue(0, "must not be less than 0"),
    v.maxValue(most, `must not be more than ${most}`),
  );
const whole = (least: number, most: number) =>
  v.pipe(
    v.number("must be a number"),
    v.integer("must be a whole number"),
    v.minValue(least, `must not be less than ${least}`),
    v.maxValue(most, `must not be more than ${most}`),
  );
const name = (most: number) => v.pipe(words(most), v.nonEmpty("must not be empty"));
const id = name(64);
/** From 1, a beginner, to 5. */
const level = whole(1, 5);
const Skills = byName(name(60), level);

/** People who do the same work. */
export const Team = v.object({
  id,
  name: name(60),
  /** Ids of members. */
  members: some(id, 1_000),
  /** Inboxes whose conversations are for it, where no rule says otherwise. */
  inboxes: v.optional(some(id, 1_000)),
  /** When it takes conversations; always, unless told. */
  hours: v.optional(Hours),
  /** Another team that helps when somebody has waited for so many minutes. */
  overflow: v.optional(some(v.object({ to: id, afterMinutes: count(10_000) }), 5)),
});
export type Team = v.InferOutput<typeof Team>;

/** What a member can do. */
export const RoutedAgent = v.object({
  /** How much they may have at once, in weights of channels; as the workspace says unless told. */
  capacity: v.optional(whole(1, 1_000)),
  skills: v.optional(Skills),
  /** Languages that they speak; any, unless told. */
  languages: v.optional(some(Language, 20)),
  /** When they are on shift; always, unless told. */
  hours: v.optional(Hours),
});
export type RoutedAgent = v.InferOutput<typeof RoutedAgent>;

/** What conversations of a kind need. What is left out of `when` is any. */
export const RoutingRule = v.object({
  when: v.object({
    inboxId: v.optional(id),
    channel: v.optional(id),
    language: v.optional(Language),
    reason: v.optional(EscalationReason),
    /** The intent that the bot took the problem for. */
    topic: v.optional(name(120)),
    /** What the visitor's words told beside their wish, before they were handed over. */
    signal: v.optional(SignalName),
  }),
  team: v.optional(id),
  skills: v.optional(Skills),
  /** From 0, low, to 3, urgent; 1 unless told. */
  priority: v.optional(whole(0, 3)),
});
export type RoutingRule = v.InferOutput<typeof RoutingRule>;

/** Agents take what waits themselves; or are offered it; or get it. */
export const ROUTING_MODES = ["pull", "offer", "assign"] as const;

/** Who gets which conversation. */
export const RoutingSettings = v.object({
  mode: v.picklist(ROUTING_MODES, `must be one of ${ROUTING_MODES.join(", ")}`),
  /** Seconds in which an offer is to be taken before the next agent is asked. */
  offerSeconds: whole(5, 600),
  /** Minutes without an answer after which a conversation is taken back; 0: never. */
  takeBackMinutes: count(10_000),
  /** Minutes for which a conversation waits for the agent whom it had last, while they are there and have no room. */
  lastAgentMinutes: count(10_000),
  /** Minutes of waiting that count as one priority more; 0: none. */
  ageingMinutes: count(10_000),
  /** Among those of the same priority: who waits longest, unless told, or whose promised reply is due first (SPEC A). */
  order: v.optional(v.picklist(["oldest", "due"], "must be one of oldest, due")),
  /** Among agents who fit alike: who was given nothing for longest, or who has the most room. */
  tie: v.picklist(["idle", "spare"], "must be one of idle, spare"),
  /** Whether agents who can do little else come first. */
  keepsSpecialists: yes,
  /** Whether an agent has to speak the language of the conversation. */
  byLanguage: yes,
  /** How much of an agent's capacity a conversation of a channel takes; 1 unless told. */
  weights: byName(id, whole(1, 1_000)),
  /** Whoever has one of these values in an attribute, proven by the site, is before all others. */
  vip: v.optional(v.object({ attribute: name(60), values: some(name(120), 100) })),
  teams: v.pipe(
    some(Team, 200),
    v.check((teams) => new Set(teams.map((team) => team.id)).size === teams.length, "must have ids of their own"),
  ),
  /** By the member's id. */
  agents: byName(id, RoutedAgent),
  /** The first that fits holds. */
  rules: some(RoutingRule, 200),
});
export type RoutingSettings = v.InferOutput<typeof RoutingSettings>;

/** Nothing is given out: as before there was any routing. */
export const NO_ROUTING: RoutingSettings = {
  mode: "pull",
  offerSeconds: 30,
  takeBackMinutes: 0,
  lastAgentMinutes: 2,
  ageingMinutes: 10,
  tie: "idle",
  keepsSpecialists: true,
  byLanguage: false,
  weights: {},
  teams: [],
  agents: {},
  rules: [],
};

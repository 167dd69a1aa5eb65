import * as v from "valibot";
import type { Reply, WireError } from "./errors.ts";
import { ROLES } from "./roles.ts";
import { Id, Locale } from "./text.ts";

const Slug = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, "must be lower-case letters, digits, _ or -"));
const Words = v.pipe(v.string(), v.trim(), v.maxLength(4000, "at most 4000 characters"));
const InBoth = v.pipe(
  v.object({ en: v.optional(Words, ""), "zh-CN": v.optional(Words, "") }),
  v.check(({ en, "zh-CN": zh }) => en !== "" || zh !== "", "must not be empty"),
);
const Name = v.pipe(v.string(), v.nonEmpty("must not be empty"), v.maxLength(64, "at most 64 characters"));
const whole = (most: number) =>
  v.pipe(v.number(), v.integer("must be a whole number"), v.minValue(1), v.maxValue(most));

/** One of the things that a macro does. */
export const MacroAct = v.variant("do", [
  /** A canned reply, by its shortcut. */
  v.object({ do: v.literal("reply"), shortcut: Slug }),
  v.object({ do: v.literal("say"), text: InBoth }),
  v.object({ do: v.literal("note"), text: v.pipe(Words, v.nonEmpty("must not be empty")) }),
  v.object({ do: v.literal("transfer"), agentId: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)) }),
  v.object({ do: v.literal("release"), to: v.picklist(["bot", "queue"]) }),
  v.object({ do: v.literal("tag"), tag: Name, on: v.boolean() }),
  /** Puts it aside for so many minutes; without, until the visitor writes. */
  v.object({ do: v.literal("snooze"), minutes: v.optional(whole(525_600)) }),
  /** Back to the queue, for a team. */
  v.object({ do: v.literal("team"), teamId: Name }),
  /** Makes a task, to be done within so many hours if that is said. */
  v.object({
    do: v.literal("task"),
    title: v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"), v.maxLength(200, "at most 200 characters")),
    hours: v.optional(whole(8_760)),
  }),
  v.object({ do: v.literal("close") }),
]);
export type MacroAct = v.InferOutput<typeof MacroAct>;

/** Several acts under one name (SPEC G4). */
export const Macro = v.object({
  id: Slug,
  name: v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"), v.maxLength(60, "at most 60 characters")),
  /** With Alt, this digit runs it. */
  key: v.optional(v.pipe(v.number(), v.integer(), v.minValue(4), v.maxValue(9))),
  acts: v.pipe(v.array(MacroAct), v.minLength(1, "must do something"), v.maxLength(10, "at most 10")),
  /** The least role that may run it; every agent, if none is named. */
  role: v.optional(v.picklist(ROLES)),
  /** Those who may besides; everybody of the role, if none is named. */
  members: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.minLength(1), v.maxLength(200))),
  inboxes: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))), v.minLength(1), v.maxLength(100))),
  /** Raised by every change; a change must name the one it saw. 0 makes a new one. */
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type Macro = v.InferOutput<typeof Macro>;

/** Runs a macro as it was seen. `known` is what the visitor named, for its blanks. */
export const RunMacro = v.object({
  conversationId: v.string(),
  id: Id,
  macro: Slug,
  version: v.number(),
  locale: v.optional(Locale, "en"),
  known: v.optional(v.record(v.pipe(v.string(), v.maxLength(50)), v.pipe(v.string(), v.maxLength(200))), {}),
});
export type RunMacro = v.InferOutput<typeof RunMacro>;

/** How many of its acts are done, and why the next one is not: those after it are not tried. */
export interface MacroOutcome {
  done: number;
  failed?: { act: MacroAct["do"]; error: WireError } | undefined;
}

/** What a console asks of macros. */
export interface MacroEvents {
  macro: (input: RunMacro, reply: (answer: Reply<MacroOutcome>) => void) => void;
}

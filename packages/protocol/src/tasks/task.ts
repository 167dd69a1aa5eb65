import * as v from "valibot";
import { words } from "../by-language.ts";
import { AgentRef } from "../event.ts";
import { Id } from "../text.ts";

export const TASK_STATES = ["open", "waiting", "done"] as const;
export const TaskState = v.picklist(TASK_STATES, `must be one of ${TASK_STATES.join(", ")}`);
export type TaskState = v.InferOutput<typeof TaskState>;

/** The end of the year 9999: calendars go no further. */
const LAST = 253_402_300_799_999;
const NO_TIME = "must be a time";
const time = v.pipe(v.number(NO_TIME), v.safeInteger(NO_TIME), v.minValue(0, NO_TIME), v.maxValue(LAST, NO_TIME));
const kind = v.picklist(["agent", "team"], "must be one of agent, team");
const ownerId = v.pipe(v.string(), v.nonEmpty("must not be empty"), v.maxLength(64, "at most 64 characters"));

/** What somebody writes of a task. What is left out is nothing: no owner yet, no time. */
export const TaskEdit = v.object({
  id: Id,
  conversationId: v.pipe(v.string(), v.maxLength(64)),
  title: v.pipe(words(200), v.nonEmpty("must not be empty")),
  /** For the team. */
  words: v.optional(words(4_000)),
  /** What the customer reads behind their link. */
  toCustomer: v.optional(words(2_000)),
  owner: v.optional(v.object({ kind, id: ownerId })),
  dueAt: v.optional(time),
  /** From 0, low, to 3, urgent. */
  priority: v.picklist([0, 1, 2, 3], "must be a whole number from 0 to 3"),
  state: TaskState,
  /** The one that was seen; 0 for a new one. */
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type TaskEdit = v.InferOutput<typeof TaskEdit>;

/** Who has it: somebody, or a team. The name is what they were called then. */
export const TaskOwner = v.object({ kind, id: v.string(), name: v.string() });
export type TaskOwner = v.InferOutput<typeof TaskOwner>;

export const TASK_FIELDS = ["title", "words", "toCustomer", "owner", "dueAt", "priority", "state"] as const;

/** What became of it, and by whom; by the engine itself where nobody is named. Words are not repeated. */
export const TaskChange = v.object({
  at: v.number(),
  by: v.optional(AgentRef),
  what: v.picklist([...TASK_FIELDS, "made", "told", "linked", "unlinked"]),
  from: v.optional(v.union([v.string(), v.number()])),
  to: v.optional(v.union([v.string(), v.number()])),
});
export type TaskChange = v.InferOutput<typeof TaskChange>;

/** What needs work after the chat. */
export const Task = v.object({
  id: v.string(),
  conversationId: v.string(),
  visitorId: v.string(),
  inboxId: v.string(),
  title: v.string(),
  words: v.optional(v.string()),
  toCustomer: v.optional(v.string()),
  owner: v.optional(TaskOwner),
  dueAt: v.optional(v.number()),
  priority: v.number(),
  state: TaskState,
  stateAt: v.number(),
  stateBy: v.optional(AgentRef),
  madeAt: v.number(),
  madeBy: v.optional(AgentRef),
  changedAt: v.number(),
  version: v.number(),
  /** The customer has a link that holds. */
  linked: v.boolean(),
});
export type Task = v.InferOutput<typeof Task>;

export const TaskWithHistory = v.object({ ...Task.entries, history: v.array(TaskChange) });
export type TaskWithHistory = v.InferOutput<typeof TaskWithHistory>;

export const TaskSort = v.picklist(["due", "priority", "changed"], "must be one of due, priority, changed");
export type TaskSort = v.InferOutput<typeof TaskSort>;
export const TaskList = v.picklist(
  ["mine", "team", "unassigned", "overdue", "all"],
  "must be one of mine, team, unassigned, overdue, all",
);
export type TaskList = v.InferOutput<typeof TaskList>;

/** Tasks as the console lists them, with the names of the visitors they are for, and the teams that can have one. */
export const TaskPage = v.object({
  items: v.array(v.object({ ...Task.entries, visitorName: v.optional(v.string()) })),
  next: v.optional(v.string()),
  teams: v.array(AgentRef),
});
export type TaskPage = v.InferOutput<typeof TaskPage>;

/** A link for the customer, which is told this once; the one before holds no more. `path` is below the engine's address, `url` the whole where that is known. */
export const TaskLink = v.object({ task: TaskWithHistory, path: v.string(), url: v.optional(v.string()) });
export type TaskLink = v.InferOutput<typeof TaskLink>;

/** What the customer sees. */
export const TaskForCustomer = v.object({
  title: v.string(),
  state: TaskState,
  words: v.optional(v.string()),
  /** The tag of the language they speak. */
  locale: v.string(),
});
export type TaskForCustomer = v.InferOutput<typeof TaskForCustomer>;

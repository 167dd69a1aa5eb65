import {
  AgentRef,
  Task,
  TaskEdit,
  TaskForCustomer,
  TaskOwner,
  TaskSort,
  TaskState,
  TaskWithHistory,
} from "@parley/protocol";
import * as v from "valibot";

const One = v.object({ id: v.string() });
const names = v.optional(v.array(v.string()));

/** What the dialog service does for what needs work after the chat. */
export const taskCalls = {
  /**
   * Tasks that all conditions mean, in an order. `unowned`: nobody's and no team's; `overdue`: not done, and their time is over. `after` is
   * what a page said to go on with.
   */
  tasks: {
    input: v.object({
      conversationId: v.optional(v.string()),
      visitorIds: names,
      inboxIds: names,
      agentId: v.optional(v.string()),
      teamIds: names,
      unowned: v.optional(v.boolean()),
      overdue: v.optional(v.boolean()),
      states: v.optional(v.array(TaskState)),
      sort: TaskSort,
      after: v.optional(v.string()),
      limit: v.pipe(v.number(), v.maxValue(500)),
    }),
    output: v.object({ items: v.array(Task), next: v.optional(v.string()) }),
    repeatable: true,
  },
  /** How many tasks of somebody, and of their teams, are overdue, of inboxes that they see. */
  overdueTasks: {
    input: v.object({ agentId: v.string(), teamIds: v.array(v.string()), inboxIds: names }),
    output: v.object({ count: v.number() }),
    repeatable: true,
  },
  task: { input: One, output: TaskWithHistory, repeatable: true },
  /** Makes a task, or changes it. `by` is nobody where the engine makes it. `conflict` where somebody changed it meanwhile. */
  putTask: {
    input: v.object({ edit: TaskEdit, owner: v.optional(TaskOwner), by: v.optional(AgentRef) }),
    output: TaskWithHistory,
    repeatable: true,
  },
  /** Makes a link for the customer, which the one before gives way to. Its token is told this once. */
  linkTask: {
    input: v.object({ ...One.entries, by: AgentRef }),
    output: v.object({ task: TaskWithHistory, token: v.string() }),
  },
  /** Ends the link. */
  unlinkTask: { input: v.object({ ...One.entries, by: AgentRef }), output: TaskWithHistory, repeatable: true },
  /** What the customer sees with a token; `notFound` for any that does not hold. */
  taskOf: { input: v.object({ token: v.string() }), output: TaskForCustomer, repeatable: true },
};

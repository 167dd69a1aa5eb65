import { type AgentRef, TASK_FIELDS, type TaskChange, type TaskEdit, type TaskOwner } from "@parley/protocol";
import { ownerOf } from "./shown.ts";
import { NEVER, type StoredTask } from "./stored.ts";

/** Changes that a task remembers, the newest. */
const MOST = 100;

export interface Edited {
  edit: TaskEdit;
  owner?: TaskOwner | undefined;
  by?: AgentRef | undefined;
}

/** The fields that an edit sets; those that it leaves out are gone. */
export function fieldsOf({ edit, owner }: Edited) {
  const { title, words, toCustomer, dueAt = NEVER, priority, state } = edit;
  return {
    title,
    words: words || undefined,
    toCustomer: toCustomer || undefined,
    agentId: owner?.kind === "agent" ? owner.id : undefined,
    teamId: owner?.kind === "team" ? owner.id : undefined,
    ownerName: owner?.name,
    unowned: owner === undefined,
    dueAt,
    priority,
    state,
  } satisfies { [K in keyof StoredTask]?: StoredTask[K] | undefined };
}
export type Fields = ReturnType<typeof fieldsOf>;

/** What an edit changes of a task. */
export function changesOf(known: StoredTask, fields: Fields, { by, at }: { by: AgentRef | undefined; at: number }) {
  return TASK_FIELDS.flatMap((what): TaskChange[] => {
    const [from, to] = [told(known, what), told(fields, what)];
    if (from === to) return [];
    const isLong = what === "words" || what === "toCustomer";
    const values = isLong ? {} : { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    return [{ at, what, ...(by && { by }), ...values }];
  });
}

/** A value as the history tells it. */
function told(task: Told, what: (typeof TASK_FIELDS)[number]) {
  if (what === "dueAt") return task.dueAt === NEVER ? undefined : task.dueAt;
  return what === "owner" ? (ownerOf(task)?.name ?? undefined) : task[what];
}
type Told = { [F in keyof Fields]?: (F extends "priority" ? number : Fields[F]) | undefined };

export const withChanges = (known: readonly TaskChange[], changes: readonly TaskChange[]): TaskChange[] =>
  [...known, ...changes].slice(-MOST);

const sameOwner = (one: Fields, other: StoredTask | undefined) =>
  other?.agentId === one.agentId && other?.teamId === one.teamId;

/** When its owner is to be told of it: at once where somebody else gave it to them, else when it is due. */
export function tellingOf(
  fields: Fields,
  before: StoredTask | undefined,
  { by, at }: { by?: string | undefined; at: number },
) {
  const { state, agentId, unowned, dueAt } = fields;
  if (state === "done") return { tellAt: undefined, isGiven: undefined };
  const stays = sameOwner(fields, before);
  if (!stays && !unowned && agentId !== by) return { tellAt: at, isGiven: true as const };
  if (before && stays && isAsDue(fields, before)) return { tellAt: before.tellAt, isGiven: before.isGiven };
  return { tellAt: dueAt === NEVER ? undefined : dueAt, isGiven: undefined };
}

/** Whether it is due as before: then what is to be told of it stays too. */
const isAsDue = ({ dueAt }: Fields, before: StoredTask) => before.state !== "done" && before.dueAt === dueAt;

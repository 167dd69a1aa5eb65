import type { Change, Collection } from "../../../store/store.ts";
import type { Outcome } from "../contract.ts";
import type { Head } from "../head.ts";
import type { Log } from "../log.ts";
import { withChanges } from "./changes.ts";
import { ownerOf } from "./shown.ts";
import { NEVER, type StoredTask } from "./stored.ts";

export interface TellingParts {
  tasks: Collection<StoredTask>;
  log: Log;
  now: () => number;
  onError: (error: unknown) => void;
}

/** So many are told of in one pass; the others are in the next. */
const AT_ONCE = 100;

/**
 * Tells owners of tasks that are theirs now or whose time has come, each once: the event's id follows from what it is about, so that of several
 * nodes, or after a crash, the log takes the first. Of what is nobody's, who made it is told.
 */
export function createTelling({ tasks, log, now, onError }: TellingParts) {
  async function tell(task: StoredTask): Promise<Outcome[]> {
    const { _id, conversationId, tellAt, version } = task;
    const id = `task:${_id}:${task.isGiven ? "given:" : ""}${tellAt}`;
    const happening = reminding(task);
    // Nothing of what was erased since it was read comes back.
    const next = ({ erasedAt = 0 }: Head) => (happening && erasedAt < task.madeAt ? { id, happening } : undefined);
    const outcome = happening && (await log.commit({ conversationId, id, next }));
    const to = happening && { to: happening.agent.name };
    const history = withChanges(task.history, [{ at: now(), what: "told", ...to }]);
    // Where it was changed meanwhile, what is to be told of it was decided anew.
    await tasks.update({ _id, version, ...(tellAt !== undefined && { tellAt }) }, after(task, history));
    return outcome && !outcome.duplicate && outcome.events.length > 0 ? [outcome] : [];
  }

  return async (): Promise<Outcome[]> => {
    const due = await tasks.find({ tellAt: { $lte: now() } }, { sort: { tellAt: 1 }, limit: AT_ONCE });
    // One that fails keeps no other from it.
    const told = await Promise.all(due.map((task) => tell(task).catch((error) => (onError(error), []))));
    return told.flat();
  };
}

/** What is told of a task, and to whom; nothing where there is nobody. */
function reminding(task: StoredTask) {
  const owner = ownerOf(task);
  const agent = owner ? { id: owner.id, name: owner.name } : task.madeBy;
  const team = owner?.kind === "team" && ({ team: true } as const);
  return agent && { type: "reminded" as const, agent, text: task.title, task: task._id, ...team };
}

/** Who was told that it is theirs is told of its time later. */
function after({ isGiven, dueAt, tellAt = 0 }: StoredTask, history: StoredTask["history"]): Change<StoredTask> {
  if (isGiven && dueAt !== NEVER && dueAt > tellAt)
    return { $set: { tellAt: dueAt, history }, $unset: { isGiven: true } };
  return { $set: { history }, $unset: { tellAt: true, isGiven: true } };
}

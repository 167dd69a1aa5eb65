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
 * nodes, or after a crash, the log takes the first. Of what is nobody's, who made it is told; where nobody made it, who supervises.
 */
export function createTelling({ tasks, log, now, onError }: TellingParts) {
  async function tell(task: StoredTask): Promise<Outcome[]> {
    const { _id, conversationId, tellAt, version } = task;
    const id = `task:${_id}:${task.isGiven ? "given:" : ""}${tellAt}`;
    const happening = reminding(task);
    // Nothing of what was erased since it was read comes back.
    const next = ({ erasedAt = 0 }: Head) => (erasedAt < task.madeAt ? { id, happening } : undefined);
    const outcome = await log.commit({ conversationId, id, next });
    const to = happening.agent.name;
    const history = withChanges(task.history, [{ at: now(), what: "told", ...(to !== "" && { to }) }]);
    // Where it was changed meanwhile, what is to be told of it was decided anew.
    await tasks.update({ _id, version, ...(tellAt !== undefined && { tellAt }) }, after(task, history));
    return !outcome.duplicate && outcome.events.length > 0 ? [outcome] : [];
  }

  return async (): Promise<Outcome[]> => {
    const due = await tasks.find({ tellAt: { $lte: now() } }, { sort: { tellAt: 1 }, limit: AT_ONCE });
    // One that fails keeps no other from it.
    const told = await Promise.all(due.map((task) => tell(task).catch((error) => (onError(error), []))));
    return told.flat();
  };
}

/** Who is told of what is nobody's and that the engine made. They are known by what they are, so that it names nobody. */
const SUPERVISORS = { id: "supervisors", name: "" };

/** What is told of a task, and to whom. */
function reminding(task: StoredTask) {
  const owner = ownerOf(task);
  const agent = owner ? { id: owner.id, name: owner.name } : (task.madeBy ?? SUPERVISORS);
  const whom = {
    ...(owner?.kind === "team" && { team: true as const }),
    ...(agent === SUPERVISORS && { supervisors: true as const }),
  };
  return { type: "reminded" as const, agent, text: task.title, task: task._id, ...whom };
}

/** Who was told that it is theirs is told of its time later. */
function after({ isGiven, dueAt, tellAt = 0 }: StoredTask, history: StoredTask["history"]): Change<StoredTask> {
  if (isGiven && dueAt !== NEVER && dueAt > tellAt)
    return { $set: { tellAt: dueAt, history }, $unset: { isGiven: true } };
  return { $set: { history }, $unset: { tellAt: true, isGiven: true } };
}

import type { Member, Task, TaskEdit, TaskLink, TaskPage, TaskWithHistory } from "@parley/protocol";
import { signal } from "@preact/signals";
import { base, change, read } from "../api.ts";
import { lookForOverdue } from "../desk/overdue.ts";

/** Raised when a task was made or changed here: lists are read anew. */
export const changes = signal(0);

const changed = <T>(value: T): T => {
  changes.value++;
  void lookForOverdue();
  return value;
};

/** What can be left out of a list's address is. Throws a `ChatError`, as all of these do. */
export function listTasks(asked: Readonly<Record<string, string | undefined>>): Promise<TaskPage> {
  const named = Object.entries(asked).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []));
  return read(`tasks?${new URLSearchParams(named)}`);
}

export const readTask = (id: string) => read<TaskWithHistory>(`tasks/${id}`);
export const readTeam = () => read<Member[]>("team");

export const putTask = async (edit: TaskEdit) =>
  changed(await change<TaskWithHistory>("PUT", `tasks/${edit.id}`, edit));

/** A new link for the customer, whole. */
export async function linkTask(id: string): Promise<{ task: TaskWithHistory; url: string }> {
  const { task, path, url } = changed(await change<TaskLink>("POST", `tasks/${id}/link`));
  return { task, url: url ?? `${location.origin}${base}/${path}` };
}

export const unlinkTask = async (id: string) => changed(await change<TaskWithHistory>("DELETE", `tasks/${id}/link`));

/** What is sent to change a task. */
export function editOf({ owner, words, toCustomer, dueAt, priority, ...task }: Task): TaskEdit {
  const { id, conversationId, title, state, version } = task;
  return {
    id,
    conversationId,
    title,
    state,
    version,
    words,
    toCustomer,
    dueAt,
    priority: priority as TaskEdit["priority"],
    owner: owner && { kind: owner.kind, id: owner.id },
  };
}

export const isOverdue = ({ state, dueAt }: Task, now: number) =>
  state !== "done" && dueAt !== undefined && dueAt <= now;

/** As `datetime-local` fields write it, in this place's time. */
export function fieldTime(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

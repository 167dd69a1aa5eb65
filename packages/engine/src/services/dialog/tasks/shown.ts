import type { Task, TaskOwner, TaskWithHistory } from "@parley/protocol";
import { NEVER, type StoredTask } from "./stored.ts";

interface Owned {
  agentId?: string | undefined;
  teamId?: string | undefined;
  ownerName?: string | undefined;
}

/** Who has it, if anybody. */
export function ownerOf({ agentId, teamId, ownerName = "" }: Owned): TaskOwner | undefined {
  if (agentId !== undefined) return { kind: "agent", id: agentId, name: ownerName };
  return teamId === undefined ? undefined : { kind: "team", id: teamId, name: ownerName };
}

/** A task as the team sees it. */
export function shown(task: StoredTask): Task {
  const { _id, agentId: _agent, teamId: _team, ownerName: _name, unowned: _unowned, dueAt, ...rest } = task;
  const { tellAt: _tell, isGiven: _given, locale: _locale, history: _history, linkHash, ...plain } = rest;
  const owner = ownerOf(task);
  return {
    id: _id,
    ...plain,
    ...(owner && { owner }),
    ...(dueAt !== NEVER && { dueAt }),
    linked: linkHash !== undefined,
  };
}

export const inFull = (task: StoredTask): TaskWithHistory => ({ ...shown(task), history: task.history });

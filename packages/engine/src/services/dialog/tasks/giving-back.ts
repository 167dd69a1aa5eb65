import type { TaskChange } from "@parley/protocol";
import type { Collection, Condition, Filter } from "../../../store/store.ts";
import type { Settings } from "../settings/settings.ts";
import { withChanges } from "./changes.ts";
import type { StoredTask } from "./stored.ts";

export interface GivingBackParts {
  tasks: Collection<StoredTask>;
  settings: Pick<Settings, "current" | "fresh">;
  now: () => number;
}

/** Tasks that are given back in one pass; the others are in the next. */
const AT_ONCE = 100;
/** So long after a team's end a task may still be given to it, by who had not heard of that. */
const LOOK_AGAIN = 3_600_000;

/** Makes what somebody has who may not have it any more nobody's, so that it stays to be done. */
export function createGivingBack({ tasks, settings, now }: GivingBackParts) {
  /** The teams for whose absence was looked last, and when. */
  let looked = { teams: "", at: Number.NEGATIVE_INFINITY };

  const openOf = (whose: Filter<StoredTask>) =>
    tasks.find({ ...whose, state: { $in: ["open", "waiting"] } }, { limit: AT_ONCE });

  /** Resolves to whether it is, unless somebody has changed it meanwhile. */
  async function giveBack({ _id, version, history, ownerName = "" }: StoredTask, more: Partial<StoredTask> = {}) {
    const at = now();
    const gone: TaskChange = { at, what: "owner", from: ownerName };
    const change = { unowned: true, changedAt: at, version: version + 1, history: withChanges(history, [gone]) };
    const $unset = { agentId: true, teamId: true, ownerName: true } as const;
    return (await tasks.update({ _id, version }, { $set: { ...change, ...more }, $unset })) !== undefined;
  }

  /** What teams have whose ids lie there. Resolves to whether nothing of it is left. */
  async function ofTeamsAt(teamId: Condition<string>): Promise<boolean> {
    const found = await openOf({ teamId });
    if (found.length === 0) return true;
    // A task that is there was given to a team that there was: it is gone only if it is not there after that.
    const known = new Set(await teamIds("fresh"));
    let isDone = found.length < AT_ONCE;
    for (const task of found) {
      if (task.teamId === undefined || known.has(task.teamId)) continue;
      // Of a time that comes later they are told then, as they would have been.
      if (!(await giveBack(task, { tellAt: now(), isGiven: true }))) isDone = false;
    }
    return isDone;
  }

  const teamIds = async (from: "current" | "fresh") =>
    (await settings[from]()).routing.value.teams.map(({ id }) => id).toSorted(byBytes);

  return {
    /** What these members have: they are gone, or do not see the inbox any more. */
    async ofMembers(whose: Filter<Pick<StoredTask, "agentId" | "inboxId">>): Promise<void> {
      for (const task of await openOf(whose)) await giveBack(task);
    },

    /** Something was given to a team: it may be gone since it was looked up. */
    lookAgain(): void {
      looked = { ...looked, at: Number.NEGATIVE_INFINITY };
    },

    /** What teams have that are there no more. It is looked for where the teams are others than they were, and now and then. */
    async ofGoneTeams(): Promise<void> {
      const teams = await teamIds("current");
      const seen = { teams: JSON.stringify(teams), at: now() };
      if (seen.teams === looked.teams && seen.at - looked.at < LOOK_AGAIN) return;
      // What is given while it is looked is looked for again.
      looked = seen;
      let isDone = false;
      try {
        isDone = (await Promise.all(besides(teams).map(ofTeamsAt))).every(Boolean);
      } finally {
        if (!isDone) looked = { ...looked, at: Number.NEGATIVE_INFINITY };
      }
    },
  };
}

/** Conditions for every id but these, which are in order: what lies before, between and after them. */
function besides(ids: readonly string[]): Condition<string>[] {
  const [first] = ids;
  if (first === undefined) return [{ $exists: true }];
  const between = ids.map((id, at) => {
    const next = ids[at + 1];
    return { $gt: id, ...(next !== undefined && { $lt: next }) };
  });
  return [{ $lt: first }, ...between];
}

/** As stores order texts. */
const byBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

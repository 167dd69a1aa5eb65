import type { SavedSettings } from "@parley/protocol";

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const unlessNone = (count: number, unit: number) => (count === 0 ? undefined : Math.round(count * unit));

/** What time brings, in milliseconds; what is left out never happens. */
export interface Times {
  /** After which who waits for a person is overdue. */
  agentWithin?: number | undefined;
  /** After which an agent's answer is. */
  replyWithin?: number | undefined;
  /** Without a word, after which a conversation in which nobody waits is closed. */
  closeAfter?: number | undefined;
  /** After its end, at which what was said in a conversation is erased. */
  keepFor?: number | undefined;
}

/** What time brings, by the settings. */
export function timesOf({ workspace: { value } }: SavedSettings): Times {
  return {
    agentWithin: unlessNone(value.waitingMinutes, MINUTE),
    replyWithin: unlessNone(value.replyMinutes, MINUTE),
    closeAfter: unlessNone(value.idleHours, HOUR),
    keepFor: unlessNone(value.retentionDays, DAY),
  };
}

/** Says how many conversations an agent may have at once, if there is a limit. */
export type Capacity = () => Promise<(agentId: string) => number | undefined>;

/** Where the engine gives conversations out, an agent may have a limit of their own: they can take what they are offered by it. */
export function capacityOf({ workspace, routing }: SavedSettings): (agentId: string) => number | undefined {
  const usual = unlessNone(workspace.value.capacity, 1);
  const { mode, agents } = routing.value;
  return (agentId) => (mode === "pull" ? usual : (agents[agentId]?.capacity ?? usual));
}

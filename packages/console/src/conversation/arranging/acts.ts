import { type InboxItem, newId } from "@parley/protocol";
import type { Desk } from "../../desk/desk.ts";
import { patient } from "../../live/patient.ts";

type Live = Pick<Desk, "live">;

/** Puts a tag on, or takes it off. Throws a `ChatError`, as all of these do. */
export const tag = ({ live }: Live, conversationId: string, tag: string, on: boolean) =>
  patient(live.ask)("tag", { conversationId, id: newId(), tag, on });

/** Puts it aside, until the visitor writes where no time is named. */
export const snooze = ({ live }: Live, conversationId: string, until?: number) =>
  patient(live.ask)("snooze", { conversationId, id: newId(), ...(until !== undefined && { until }) });

export const wake = ({ live }: Live, conversationId: string) =>
  patient(live.ask)("wake", { conversationId, id: newId() });

/** Whether one may do with it what its agent may. */
export const isMine = ({ me }: Desk, { conversation: { state } }: InboxItem) =>
  state.status === "agent" && (state.agent.id === me.id || me.role !== "agent");

/** Times until which things are put aside, by name. */
export function timesFrom(now: Date): Record<"hour" | "hours" | "tomorrow" | "monday", number> {
  const morning = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9).getTime();
  return {
    hour: now.getTime() + 3_600_000,
    hours: now.getTime() + 3 * 3_600_000,
    tomorrow: morning(1),
    monday: morning((8 - now.getDay()) % 7 || 7),
  };
}

/** As `datetime-local` fields write it, in this place's time. */
export function fieldTime(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

import { LeaveSettings, readStored } from "@parley/protocol";
import { isOpen } from "../../team-hours.ts";
import type { Dialog } from "./contract.ts";
import type { TurnSettings } from "./settings/turn-settings.ts";

type Attended = Pick<TurnSettings, "inbox" | "hours">;

/** What an inbox asks of who leaves a message; nothing without a form that can be read. */
const formOf = ({ inbox }: Pick<Attended, "inbox">) => readStored(LeaveSettings, inbox.settings["leave"]);

/**
 * How many are there for an inbox. One with a form for who leaves a message has nobody outside of its hours, whoever forgot to close a console;
 * in others hours are only told.
 */
export function peopleThere<T extends number | undefined>(set: Attended, online: T, now: number): T | 0 {
  const closed = set.hours && !isOpen(set.hours, now) && formOf(set);
  return closed ? 0 : online;
}

export interface LeavingParts {
  settings: (where: { inboxId: string }) => Promise<Attended>;
  now: () => number;
}

/** Answers what is asked of who leaves a message while nobody is there (SPEC Q4). */
export function createLeaving({ settings, now }: LeavingParts): Dialog["leaveForm"] {
  return async ({ inboxId, online: available }) => {
    const set = await settings({ inboxId });
    const [asked, online] = [formOf(set), peopleThere(set, available, now())];
    return { online, ...(online === 0 && asked && { asked }), ...(set.hours && { open: isOpen(set.hours, now()) }) };
  };
}

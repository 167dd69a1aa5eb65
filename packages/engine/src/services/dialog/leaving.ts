import { type Conversation, LeaveSettings } from "@parley/protocol";
import * as v from "valibot";
import { isOpen } from "../../team-hours.ts";
import type { Dialog } from "./contract.ts";
import type { Heads } from "./heads.ts";
import type { TurnSettings } from "./settings/turn-settings.ts";

type Attended = Pick<TurnSettings, "inbox" | "hours">;

/**
 * How many are there for an inbox. One with a form for who leaves a message has nobody outside of its hours, whoever forgot to close a console;
 * in others hours are only told.
 */
export function peopleThere({ inbox, hours }: Attended, online: number | undefined, now: number): number | undefined {
  const closed = inbox.settings["leave"] && hours && !isOpen(hours, now);
  return closed ? 0 : online;
}

export interface LeavingParts {
  heads: Pick<Heads, "get">;
  settings: (conversation: Conversation) => Promise<TurnSettings>;
  now: () => number;
}

/** Answers what is asked of who leaves a message while nobody is there (SPEC Q4). */
export function createLeaving({ heads, settings, now }: LeavingParts): Dialog["leaveForm"] {
  return async ({ conversationId, online }) => {
    const { conversation } = await heads.get(conversationId);
    const { state, locale, visitorId } = conversation;
    const whose = { locale, visitorId };
    if (state.status !== "queued" || state.left) return whose;
    const set = await settings(conversation);
    const form = v.safeParse(LeaveSettings, set.inbox.settings["leave"]);
    return form.success && peopleThere(set, online, now()) === 0 ? { ...whose, asked: form.output } : whose;
  };
}

import { type Conversation, FIRST_INBOX } from "../conversation.ts";
import type { Promised } from "../sla.ts";
import type { Desk } from "./desk.ts";
import type { DeskFilter } from "./views.ts";

/** Who looks, and when. */
export interface Looking {
  me: string;
  now: number;
}

interface Arranged {
  conversation: Conversation;
  desk?: Desk | undefined;
}

/** Whether a conversation is one of those that a filter means. Pure; the same in the engine and in the console. */
export function fits({ conversation, desk = {} }: Arranged, filter: DeskFilter, { me, now }: Looking): boolean {
  const { state, inboxId = FIRST_INBOX, channel, locale } = conversation;
  const holder = state.status === "agent" ? state.agent.id : undefined;
  const agents = filter.agents?.map((id) => (id === "me" ? me : id));
  const since = awaitedSince(conversation);
  return [
    isOneOf(filter.status, state.status),
    isOneOf(filter.inboxes, inboxId),
    isOneOf(filter.channels, channel),
    isOneOf(agents, holder),
    isOneOf(filter.codes, desk.code),
    !filter.tags || filter.tags.some((tag) => desk.tags?.includes(tag)),
    !filter.languages || filter.languages.some((tag) => locale === tag || locale.startsWith(`${tag}-`)),
    filter.snoozed === undefined || filter.snoozed === Boolean(desk.snoozed),
    filter.waitingMinutes === undefined || (since !== undefined && now - since >= filter.waitingMinutes * 60_000),
  ].every(Boolean);
}

const isOneOf = <T>(wanted: readonly T[] | undefined, value: T | undefined) =>
  !wanted || (value !== undefined && wanted.includes(value));

/** Since when the visitor has waited for a person, or for one's answer. */
export function awaitedSince({ state }: Conversation): number | undefined {
  if (state.status === "queued") return state.since;
  return state.status === "agent" ? state.unansweredSince : undefined;
}

/** When the promise is due that is due first; infinitely late where none is. */
export const dueAt = ({ promises = [] }: { promises?: readonly Promised[] | undefined }): number =>
  promises.reduce((first, { at = Infinity }) => Math.min(first, at), Infinity);

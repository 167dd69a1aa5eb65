import {
  type Conversation,
  FIRST_INBOX,
  type Guess,
  type Handover,
  type Hours,
  type SlaPolicy,
} from "@parley/protocol";
import type { createNeeds } from "../routing/needs.ts";
import type { ServiceFacts } from "./facts.ts";

/** A policy, and in which hours its time counts. */
export interface Holding {
  policy: SlaPolicy;
  hours?: Hours | undefined;
  /** The team that it is for, by who it was handed to, the rules or the inbox. */
  team?: string | undefined;
}

export interface Policies {
  policies: readonly SlaPolicy[];
  needs: ReturnType<typeof createNeeds>;
  hoursOf: (by: SlaPolicy["counts"], inboxId: string, team: string | undefined) => Hours | undefined;
}

/** As it stood in the queue: rules look at why it went there. */
function asQueued(
  conversation: Conversation,
  { wantedAt, reason = "policy", topic, team }: ServiceFacts,
): Conversation {
  const guess = topic === undefined ? undefined : ({ intent: topic, confidence: 1 } as Guess);
  const handover: Handover = { tried: [], ...(guess && { guess }) };
  const since = { since: wantedAt, reason: reason as "policy", handover };
  return { ...conversation, state: { status: "queued", ...since, ...(team !== undefined && { team }) } };
}

/** The first policy that fits a conversation, if any. Pure. */
export function policyFor(
  conversation: Conversation,
  service: ServiceFacts,
  { levels: { policies, needs, hoursOf }, vip }: { levels: Policies; vip: boolean },
) {
  const { inboxId = FIRST_INBOX, channel } = conversation;
  const { need, priority } = needs(asQueued(conversation, service));
  const urgency = Math.max(priority, service.priority ?? 0);
  const fits = ({ when }: SlaPolicy) =>
    [
      when.inboxId === undefined || when.inboxId === inboxId,
      when.team === undefined || when.team === need.team,
      when.priority === undefined || urgency >= when.priority,
      when.channel === undefined || when.channel === channel,
      when.vip === undefined || when.vip === vip,
    ].every(Boolean);
  const policy = policies.find(fits);
  if (!policy) return undefined;
  return { policy, team: need.team, hours: hoursOf(policy.counts, inboxId, need.team) } satisfies Holding;
}

import {
  type Conversation,
  FIRST_INBOX,
  type RoutingRule,
  type RoutingSettings,
  type SignalName,
} from "@parley/protocol";
import type { Need } from "./world.ts";

/** What a rule looks at. */
export interface Asking extends Pick<Conversation, "inboxId" | "channel" | "locale" | "state"> {}

/** The language of a tag, whatever its region and script. */
export const languageIn = (tag: string): string => tag.toLowerCase().split("-")[0] ?? tag;

const topicOf = ({ state }: Asking) => (state.status === "queued" ? state.handover?.guess?.intent : undefined);

function tells({ state }: Asking, signal: SignalName): boolean {
  const { feeling, urgent, leaving } = (state.status === "queued" && state.handover?.signals) || {};
  return signal === "urgent" || signal === "leaving" ? { urgent, leaving }[signal] === true : feeling === signal;
}

function fits({ when }: RoutingRule, asking: Asking): boolean {
  const { inboxId = FIRST_INBOX, channel, locale, state } = asking;
  return [
    when.inboxId === undefined || when.inboxId === inboxId,
    when.channel === undefined || when.channel === channel,
    when.language === undefined || languageIn(when.language) === languageIn(locale),
    when.reason === undefined || (state.status === "queued" && state.reason === when.reason),
    when.topic === undefined || when.topic === topicOf(asking),
    when.signal === undefined || tells(asking, when.signal),
  ].every(Boolean);
}

/** Says what conversations need, by the rules. Those that need the same share one object. */
export function createNeeds({ rules, teams, weights, byLanguage }: RoutingSettings) {
  const known = new Map<string, Need>();

  /** The team it was handed to, else the rule's, else the one that serves the inbox; none where there is no such team. */
  function teamOf({ state, inboxId = FIRST_INBOX }: Asking, rule: RoutingRule | undefined): string | undefined {
    const handedTo = state.status === "queued" ? state.team : undefined;
    const named = handedTo ?? rule?.team ?? teams.find(({ inboxes }) => inboxes?.includes(inboxId))?.id;
    return teams.some(({ id }) => id === named) ? named : undefined;
  }

  function needOf(asking: Asking, at: number): Need {
    const { inboxId = FIRST_INBOX, channel } = asking;
    const { skills } = rules[at] ?? {};
    const team = teamOf(asking, rules[at]);
    const language = byLanguage ? languageIn(asking.locale) : undefined;
    const key = JSON.stringify([at, inboxId, channel, team, language]);
    const need = known.get(key) ?? {
      inboxId,
      weight: weights[channel] ?? 1,
      ...(team !== undefined && { team }),
      ...(language !== undefined && { language }),
      ...(skills && { skills }),
    };
    known.set(key, need);
    return need;
  }

  return (asking: Asking): { need: Need; priority: number } => {
    const at = rules.findIndex((rule) => fits(rule, asking));
    return { need: needOf(asking, at), priority: rules[at]?.priority ?? 1 };
  };
}

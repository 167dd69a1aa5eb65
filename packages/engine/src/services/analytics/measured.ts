import { type ConversationEvent, languageOf } from "@parley/protocol";

/** What an episode is measured by besides its counts, each event once. */
export interface Measured {
  /** The last event that is in it. Where it is not the episode's, a version that does not know of this has counted on. */
  to: number;
  /** Since when a person was wanted, or came by themselves. */
  wantedAt?: number;
  /** Milliseconds from then to a person's first words. */
  firstResponse?: number;
  /** Since when an agent has it now; 0 if none does. */
  heldSince: number;
  /** Milliseconds for which agents had it before. */
  handled: number;
  /** What the visitor writes in, as it was understood last. */
  language?: string;
}

export const beginMeasured = (to: number): Measured => ({ to, heldSince: 0, handled: 0 });

/** What is measured after one more event, the next one. Pure. */
export function measure(measured: Measured, event: ConversationEvent): Measured {
  return { ...measured, ...spokenIn(event), ...whatChanges(measured, event), to: event.seq };
}

function whatChanges(measured: Measured, event: ConversationEvent): Partial<Measured> {
  const { wantedAt = event.at, heldSince, firstResponse } = measured;
  switch (event.type) {
    case "queued":
      return { wantedAt, ...letGo(measured, event.at) };
    case "claimed":
      return { wantedAt, heldSince: heldSince || event.at };
    case "released":
    case "closed":
      return letGo(measured, event.at);
    case "message":
      if (event.author.kind !== "agent" || firstResponse !== undefined) return {};
      return { firstResponse: Math.max(0, event.at - wantedAt) };
    default:
      return {};
  }
}

function letGo({ heldSince, handled }: Measured, at: number): Pick<Measured, "heldSince" | "handled"> {
  return { heldSince: 0, handled: handled + (heldSince > 0 ? Math.max(0, at - heldSince) : 0) };
}

function spokenIn(event: ConversationEvent): Pick<Measured, "language"> {
  const insight = event.type === "message" || event.type === "queued" ? event.insight : undefined;
  return insight ? { language: languageOf(insight).slice(0, 2) } : {};
}

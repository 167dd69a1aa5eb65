import type { Analytics } from "../services/analytics/contract.ts";
import type { Dialog, Outcome } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import { createRound, type RoutingParts } from "./routing.ts";
import { timesOf } from "./settings.ts";
import { showAll, type Spine, takeTurn } from "./receive.ts";

export interface TimerParts {
  services: { dialog: Dialog; users: Users; analytics: Analytics };
  spine: Spine;
  /** Puts back into the queue what members who are disabled have. */
  giveBack: () => Promise<void>;
  /** Those of the team whose consoles are open, on all nodes; without it nothing is given out. */
  present?: RoutingParts["present"] | undefined;
  /** Where customers reach the engine, if that is known: surveys are asked there. */
  publicUrl?: string | undefined;
  onError: (error: unknown) => void;
}

/** Milliseconds between two looks for what is due. */
const SWEEP = 5_000;
/** The same for who waits and is to be given to an agent. */
const ROUND = 1_000;
/** The same for what members who are disabled have: as a rule it is given back when they are. */
const GIVE_BACK = 30_000;
/** The same for what is to be erased: soon after the start, then every so often. */
const ERASE = { first: 60_000, every: 300_000 };

/**
 * Brings about what is due because time went by: turns of the bot that were lost, waiting that takes longer than promised, the
 * end of what nobody goes on with, and erasure. Every node looks; the log lets each thing happen once.
 */
export function startTimers({ services, spine, giveBack, present, publicUrl, onError }: TimerParts) {
  const { dialog } = services;
  const times = async () => timesOf(await dialog.settings({}));
  const show = (outcomes: readonly Outcome[]) => showAll(spine, outcomes);

  async function sweep(): Promise<void> {
    for (const { conversationId, messageId } of await dialog.unfinished({})) takeTurn(spine, conversationId, messageId);
    show(await dialog.due({ ...(await times()), ...(publicUrl !== undefined && { pagesAt: publicUrl }) }));
  }

  let stopped = false;
  const timers = new Set<NodeJS.Timeout>();
  /** One pass after the other, however long one takes. */
  function repeat(pass: () => Promise<void>, first: number, every = first): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void pass()
        .catch(onError)
        .then(() => stopped || repeat(pass, every));
    }, first).unref();
    timers.add(timer);
  }
  repeat(sweep, SWEEP);
  repeat(giveBack, GIVE_BACK);
  if (present) repeat(createRound({ services, present, show }), ROUND);
  async function erase(): Promise<void> {
    const { keepFor } = await times();
    if (keepFor !== undefined) await eraseBefore(Date.now() - keepFor, services, { show, goesOn: () => !stopped });
  }
  repeat(erase, ERASE.first, ERASE.every);

  return {
    stop(): void {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

interface Erasing {
  /** Shows what happened to who should see it. */
  show: (outcomes: readonly Outcome[]) => void;
  goesOn: () => boolean;
}

/**
 * Erases what was said in conversations that were closed before a time, and what is known about their visitors unless they
 * were here since. The log comes last: until then a conversation is named again, so that nothing is left where this is cut short.
 */
export async function eraseBefore(
  before: number,
  { dialog, users, analytics }: TimerParts["services"],
  { show, goesOn }: Erasing,
): Promise<void> {
  while (goesOn()) {
    const found = await dialog.erasable({ before });
    const conversationIds = found.map(({ conversationId }) => conversationId);
    if (found.length === 0) return;
    await users.eraseVisitors({ ids: found.map(({ visitorId }) => visitorId), before });
    await analytics.erase({ conversationIds });
    const outcomes = await dialog.erase({ conversationIds });
    show(outcomes);
    // Lists may still name who has just come back.
    if (outcomes.length === 0) return;
  }
}

import { ChatError, type Presence } from "@parley/protocol";
import type { Dialog, Outcome } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import { vipsAmong } from "./vips.ts";

export interface RoutingParts {
  services: { dialog: Dialog; users: Pick<Users, "visitors"> };
  /** Those of the team whose consoles are open, on all nodes. */
  present: () => Promise<readonly Presence[]>;
  /** Shows what happened to who should see it. */
  show: (outcomes: readonly Outcome[]) => void;
  now?: () => number;
}

/** Milliseconds after which who lost their connection is gone: a page is loaded again, or a node restarts; and after which nothing is offered to them. */
const GONE = { from: 15_000, until: 60_000 };

/**
 * A round of giving who waits to the right agent, or asking them. Every node has rounds; the log lets each thing happen once. Where agents
 * take what waits themselves there is nothing to do but what was offered before.
 */
export function createRound({ services: { dialog, users }, present, show, now = Date.now }: RoutingParts) {
  const goneOf = createGone();
  /** While the dialog service is of a version before, nothing is given out. */
  const unlessUnknown = (error: unknown): undefined => {
    if (ChatError.from(error).code !== "notFound") throw error;
  };

  async function round(): Promise<void> {
    const team = await present();
    const over = await dialog.overdueRouting({ gone: goneOf(team, now()) }).catch(unlessUnknown);
    if (!over) return;
    show(over);
    const routable = await dialog.routable({});
    if (!routable.wanted) return;
    const vips = await vipsAmong(users, routable);
    const agents = team.map(({ agent, availability, inboxes }) => ({
      ...agent,
      takes: availability === "available",
      ...(inboxes && { inboxes }),
    }));
    show(await dialog.route({ agents, vips }));
  }

  return round;
}

/** Says who takes nothing any more: who is away, or was there and has not been connected for a while. */
function createGone() {
  const seen = new Map<string, number>();
  return (team: readonly Presence[], now: number): string[] => {
    for (const { agent } of team) seen.set(agent.id, now);
    for (const [id, at] of seen) if (now - at >= GONE.until) seen.delete(id);
    const left = [...seen].filter(([, at]) => now - at >= GONE.from).map(([id]) => id);
    return [...left, ...team.filter(({ availability }) => availability === "away").map(({ agent }) => agent.id)];
  };
}

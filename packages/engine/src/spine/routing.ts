import { ChatError, type Presence, type Visitor } from "@parley/protocol";
import type { Dialog, Outcome } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";

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
/** Visitors that are asked about at once. */
const VISITORS_AT_ONCE = 500;

/**
 * A round of giving who waits to the right agent, or asking them. Every node has rounds; the log lets each thing happen once. Where agents
 * take what waits themselves there is nothing to do but what was offered before.
 */
export function createRound({ services: { dialog, users }, present, show, now = Date.now }: RoutingParts) {
  const goneOf = createGone();
  async function vipsAmong({ vip, visitors = [] }: Awaited<ReturnType<Dialog["routable"]>>): Promise<string[]> {
    if (!vip) return [];
    const ids = [...new Set(visitors.map(({ visitorId }) => visitorId))];
    const known: Visitor[] = [];
    for (let at = 0; at < ids.length; at += VISITORS_AT_ONCE)
      known.push(...(await users.visitors({ ids: ids.slice(at, at + VISITORS_AT_ONCE) })));
    // What a site has not proven may be anybody's word.
    const isVip = ({ profile, proven }: (typeof known)[number]) =>
      proven?.includes(`attributes.${vip.attribute}`) &&
      vip.values.includes(String(profile.attributes?.[vip.attribute] ?? ""));
    const those = new Set(known.filter(isVip).map(({ id }) => id));
    return visitors.filter(({ visitorId }) => those.has(visitorId)).map(({ conversationId }) => conversationId);
  }

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
    const vips = await vipsAmong(routable);
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

import type { Presence } from "@parley/protocol";
import type { Dialog, Outcome } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";

export interface RoutingParts {
  services: { dialog: Dialog; users: Pick<Users, "visitors"> };
  /** Those of the team whose consoles are open, on all nodes. */
  present: () => Promise<readonly Presence[]>;
  /** Shows what happened to who should see it. */
  show: (outcomes: readonly Outcome[]) => void;
}

/** Visitors that are asked about at once. */
const VISITORS_AT_ONCE = 500;

/**
 * A round of giving who waits to the right agent, or asking them. Every node has rounds; the log lets each thing happen once. Where agents
 * take what waits themselves there is nothing to do but what was offered before.
 */
export function createRound({ services: { dialog, users }, present, show }: RoutingParts) {
  async function vipsAmong({ vip, visitors = [] }: Awaited<ReturnType<Dialog["routable"]>>): Promise<string[]> {
    if (!vip) return [];
    const ids = [...new Set(visitors.map(({ visitorId }) => visitorId))].slice(0, VISITORS_AT_ONCE);
    const known = await users.visitors({ ids });
    // What a site has not proven may be anybody's word.
    const isVip = ({ profile, proven }: (typeof known)[number]) =>
      proven?.includes(`attributes.${vip.attribute}`) &&
      vip.values.includes(String(profile.attributes?.[vip.attribute] ?? ""));
    const those = new Set(known.filter(isVip).map(({ id }) => id));
    return visitors.filter(({ visitorId }) => those.has(visitorId)).map(({ conversationId }) => conversationId);
  }

  async function round(): Promise<void> {
    show(await dialog.overdueRouting({}));
    const routable = await dialog.routable({});
    if (!routable.wanted) return;
    const [vips, team] = await Promise.all([vipsAmong(routable), present()]);
    const agents = team.map(({ agent, availability, inboxes }) => ({
      ...agent,
      takes: availability === "available",
      ...(inboxes && { inboxes }),
    }));
    show(await dialog.route({ agents, vips }));
  }

  return round;
}

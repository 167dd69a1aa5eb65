import { type LiveBeat, type LiveTold, type Member, sees } from "@parley/protocol";
import type { Sites } from "../channels/web/sites.ts";
import type { VisitorNamespace } from "../channels/web/session.ts";
import type { Users } from "../services/users/contract.ts";
import type { OnSiteEntry } from "../spine/on-site.ts";
import type { Spine } from "../spine/receive.ts";
import type { Cluster } from "../transport/cluster.ts";
import { elsewhere } from "../transport/elsewhere.ts";
import { type Limits, sourceOf } from "../transport/limits.ts";
import { networkOf } from "./cutting.ts";
import { createInvitations } from "./invitations.ts";
import { createInviting } from "./inviting.ts";
import { createKnown } from "./known.ts";
import { createListing } from "./listing.ts";
import { merged, newestFirst } from "./merging.ts";
import { openPlaces } from "./places.ts";
import { createRoster, onSiteId } from "./roster.ts";
import { routes } from "./routes.ts";

export interface LiveParts {
  spine: Spine;
  users: Pick<Users, "authenticateVisitor" | "visitors" | "team">;
  sites: Pick<Sites, "find" | "liveOf" | "live" | "rulesOf">;
  visitors: VisitorNamespace;
  cluster?: Cluster | undefined;
  limits: Limits;
  /** `places`: a database of networks (`.mmdb`), if there is one. */
  config: { publicUrl?: string | undefined; places?: string | undefined };
  admit: () => void;
  now?: () => number;
}

/** People whom a node tells another of at once: who came last. */
const TOLD = 2_000;

/** Who is on the sites now (SPEC O): what pages tell, what agents see of it, and how they invite somebody to chat. */
export function createLive({
  spine,
  users,
  sites,
  visitors,
  cluster,
  limits,
  config,
  admit,
  now = Date.now,
}: LiveParts) {
  const { dialog } = spine;
  const roster = createRoster(now);
  const placeOf = openPlaces(config.places);
  const invitations = createInvitations(dialog);
  const known = createKnown(users, now);

  visitors.on("onSite", (inboxIds, answer) => {
    roster.look(inboxIds);
    answer(roster.all(inboxIds).toSorted(newestFirst).slice(0, TOLD));
  });

  async function people(inboxIds: readonly string[]): Promise<OnSiteEntry[]> {
    if (inboxIds.length === 0) return [];
    roster.look(inboxIds);
    const asked = [...inboxIds];
    const others = await elsewhere<OnSiteEntry>(cluster, (done) => visitors.serverSideEmit("onSite", asked, done));
    return merged([...roster.all(asked), ...others]);
  }

  const inboxesOf = async (member: Member) => (await sites.live()).filter((id) => sees(member, id));
  const listing = createListing({ dialog, users, invitations, people, inboxesOf, now });
  const { rulesOf } = sites;
  const { going } = listing;
  const inviting = createInviting({ spine, users, invitations, people, inboxesOf, going, rulesOf });

  async function hear(inboxId: string, beat: LiveBeat, address: string | undefined): Promise<LiveTold> {
    const whom = { inboxId, to: onSiteId(beat.key) };
    if (!roster.knows(whom)) limits.take("newLive", sourceOf(address));
    await invitations.heard(whom, beat);
    const visitorId = beat.gone ? undefined : await known(beat.token, inboxId);
    roster.hear({ inboxId, beat, place: placeOf(networkOf(address)), visitorId });
    const every = roster.every(inboxId);
    const open = beat.gone || beat.dismissed !== undefined ? undefined : await invitations.openFor(whom, beat);
    return { every, ...(open && { invitation: { id: open.id, name: open.agent.name, text: open.text } }) };
  }

  return {
    routes: routes({ sites, limits, publicUrl: config.publicUrl, hear, answer: inviting.answer, admit }),
    onSite: listing.onSite,
    invite: inviting.invite,
  };
}

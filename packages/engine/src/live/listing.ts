import { FIRST_INBOX, type Member, type Onlooker, type OnSite, type OnSiteAsked, type Visitor } from "@parley/protocol";
import type { Dialog, Listed, SiteInvitation } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import type { OnSiteEntry } from "../spine/on-site.ts";
import { keyOf, type SiteInvitations, stateOf } from "./invitations.ts";
import { isAround, isMeant, isThere, newestFirst } from "./merging.ts";

/** People who are listed at once, and those of whom it is looked up what they have going on. */
const [LISTED, LOOKED_UP] = [200, 500];

export interface ListingParts {
  dialog: Dialog;
  users: Pick<Users, "visitors">;
  invitations: SiteInvitations;
  /** Everybody on the sites of some inboxes, on whatever node, and those who have just left. */
  people: (inboxIds: readonly string[]) => Promise<OnSiteEntry[]>;
  /** The inboxes that show who is there and that a member sees. */
  inboxesOf: (member: Member) => Promise<string[]>;
  now: () => number;
}

type Going = ReadonlyMap<string, NonNullable<Onlooker["conversation"]>>;

/** Lists who is on the sites that a member sees, with who is known and what they have going on. */
export function createListing({ dialog, users, invitations, people, inboxesOf, now }: ListingParts) {
  /** What people have going on, by inbox and visitor. */
  async function going(entries: readonly OnSiteEntry[]): Promise<Going> {
    const known = entries.filter(({ visitorId }) => visitorId !== undefined).slice(0, LOOKED_UP);
    if (known.length === 0) return new Map();
    const listed = await dialog.list({
      personIds: [...new Set(known.flatMap(({ visitorId }) => visitorId ?? []))],
      inboxIds: [...new Set(known.map(({ inboxId }) => inboxId))],
      status: ["bot", "queued", "agent"],
      limit: LOOKED_UP,
    });
    return new Map(listed.flatMap(goingOn));
  }

  async function onSite(member: Member, asked: OnSiteAsked): Promise<OnSite> {
    const inboxIds = await inboxesOf(member);
    const [heard, sent] = await Promise.all([people(inboxIds), invitations.all()]);
    const there = heard.filter(isThere);
    const meant = there.filter((entry) => isMeant(entry, asked)).toSorted(newestFirst);
    const talks = await going(meant);
    const isWanted = (entry: OnSiteEntry) => asked.talking === undefined || asked.talking === talks.has(whoseOf(entry));
    const wanted = meant.filter(isWanted);
    const listed = wanted.slice(0, LISTED);
    const ids = [...new Set(listed.flatMap(({ visitorId }) => visitorId ?? []))];
    const visitors = new Map((ids.length > 0 ? await users.visitors({ ids }) : []).map((one) => [one.id, one]));
    // Who goes to the next page has not left.
    const here = new Set(heard.filter((entry) => isAround(entry, now())).map(placeOf));
    return {
      people: listed.map((entry) =>
        shown(entry, visitors.get(entry.visitorId ?? ""), talks.get(whoseOf(entry)), sent.get(placeOf(entry))),
      ),
      total: wanted.length,
      on: inboxIds.length > 0,
      invitations: [...sent.values()].filter(({ agent }) => agent.id === member.id).map((one) => ownOf(one, here)),
    };
  }

  return { onSite, going };
}

const whoseOf = ({ inboxId, visitorId }: OnSiteEntry) => `${inboxId} ${visitorId}`;
const placeOf = ({ inboxId, id }: OnSiteEntry) => keyOf({ inboxId, to: id });

function goingOn({ conversation }: Listed): [string, NonNullable<Onlooker["conversation"]>][] {
  const { id, inboxId = FIRST_INBOX, visitorId, state, episode } = conversation;
  if (episode === 0 || state.status === "closed") return [];
  const agent = state.status === "agent" ? { agent: state.agent.name } : {};
  return [[`${inboxId} ${visitorId}`, { id, status: state.status, ...agent }]];
}

function shown(
  { visitorId: _whose, until: _until, gone: _gone, ...entry }: OnSiteEntry,
  visitor: Visitor | undefined,
  conversation: Onlooker["conversation"],
  invitation: SiteInvitation | undefined,
): Onlooker {
  const name = visitor?.profile.name ?? visitor?.profile.email;
  return {
    ...entry,
    ...(name !== undefined && { name }),
    ...(visitor?.proven && { verified: true }),
    ...(conversation && { conversation }),
    ...(invitation && { invited: { by: invitation.agent.name, state: stateOf(invitation, true) } }),
  };
}

function ownOf(invitation: SiteInvitation, here: ReadonlySet<string>): OnSite["invitations"][number] {
  const { id, to, conversationId } = invitation;
  const state = stateOf(invitation, here.has(keyOf(invitation)));
  return { id, to, state, ...(conversationId !== undefined && { conversationId }) };
}

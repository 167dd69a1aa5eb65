import { ChatError } from "@parley/protocol";
import type { Filter, Store } from "../../../store/store.ts";
import type { Dialog, SiteInvitation } from "../contract.ts";
import { SITE_INVITATIONS, type StoredInvitation } from "./stored.ts";

/** Milliseconds after which an invitation is over and forgotten. */
const LASTS = 30 * 60_000;
/** Milliseconds between two looks for those that are over. */
const SWEEP = 60_000;
/** As many as are looked at; people write each by hand. */
const MOST = 1_000;

type Handlers = Pick<Dialog, "inviteOnSite" | "siteInvitations" | "siteInvitationIs">;

const OPEN = ["sent", "shown"] as const;
const keyOf = ({ inboxId, to }: { inboxId: string; to: string }) => `${inboxId} ${to}`;

/** Invitations to who is on a site: one for each person at a time, whichever node it was sent from. */
export function createSiteInvitations(store: Store, now: () => number) {
  const stored = SITE_INVITATIONS.open(store);

  let swept = -SWEEP;
  /** Those that are over leave nothing, also where nobody is on a site any more, or it is switched off. */
  async function sweep(): Promise<void> {
    if (now() - swept < SWEEP) return;
    swept = now();
    await stored.remove({ until: { $lte: swept } });
  }

  const handlers: Handlers = {
    async inviteOnSite({ agent, ...asked }) {
      const _id = keyOf(asked);
      const made = { ...asked, _id, agentId: agent.id, agentName: agent.name, state: "sent" as const };
      for (;;) {
        if (await stored.insert({ ...made, until: now() + LASTS })) return {};
        const known = await stored.findOne({ _id });
        if (known?.id === asked.id) return {};
        if (known && known.until > now()) requireOver(known);
        // What came of it was told; there is room for the next one.
        if (known) await stored.remove({ _id, id: known.id });
      }
    },

    async siteInvitations({ of }) {
      const whose = of ? { _id: keyOf(of) } : {};
      const all = await stored.find({ ...whose, until: { $gt: now() } }, { sort: { until: -1 }, limit: MOST });
      return all.map(shown);
    },

    async siteInvitationIs({ id, state, conversationId, ...whom }) {
      const change = { state, ...(conversationId !== undefined && { conversationId }) };
      await stored.update({ _id: keyOf(whom), id, state: { $in: OPEN } }, { $set: change });
      return {};
    },
  };

  return {
    handlers,
    sweep,
    /** What these members have sent and nobody has answered is withdrawn: they are gone, or do not see the inbox any more. */
    async stop(whose: Filter<Pick<StoredInvitation, "agentId" | "inboxId">>): Promise<void> {
      await stored.remove({ ...whose, state: { $in: OPEN } });
    },
    /** What began with one is erased, and it with it. */
    async erase(conversationId: string): Promise<void> {
      await stored.remove({ conversationId });
    },
  };
}
export type SiteInvitations = ReturnType<typeof createSiteInvitations>;

function requireOver({ state, agentId: id, agentName: name }: StoredInvitation): void {
  if (state === "answered") return;
  if (state === "dismissed")
    throw new ChatError("conflict", "They want no invitation now.", { details: { reason: "quiet" } });
  throw new ChatError("conflict", `${name} has invited them already.`, { details: { agent: { id, name } } });
}

const shown = ({ _id, agentId, agentName, until: _until, ...rest }: StoredInvitation): SiteInvitation => ({
  ...rest,
  agent: { id: agentId, name: agentName },
});

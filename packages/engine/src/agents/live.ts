import { Invite, type Member, type OnSite, OnSiteAsked } from "@parley/protocol";
import { handle, type Handling } from "../transport/wire.ts";
import type { AgentSocket } from "./session.ts";

/** Who is on the sites, as far as agents ask for it. */
export interface LiveSites {
  onSite: (member: Member, asked: OnSiteAsked) => Promise<OnSite>;
  invite: (member: Member, invite: Invite) => Promise<Record<string, never>>;
}

/** Shows a console who is on the sites that its member sees, and sends their invitations (SPEC O). */
export function listenToLive(socket: AgentSocket, { live, ...handling }: Handling & { live: LiveSites }): void {
  const me = () => socket.data.member;
  socket.on(
    "onSite",
    handle(OnSiteAsked, (asked) => live.onSite(me(), asked), handling),
  );
  socket.on(
    "invite",
    handle(Invite, (asked) => live.invite(me(), asked), handling),
  );
}

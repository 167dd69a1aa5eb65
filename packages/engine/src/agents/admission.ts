import { AgentAuth, type Member } from "@parley/protocol";
import type { IncomingMessage } from "node:http";
import type { Socket } from "socket.io";
import { authOf } from "../transport/handshake.ts";
import type { Limits } from "../transport/limits.ts";
import { fromOwnOrigin, type OwnAddress, refuseOrigin } from "../transport/origins.ts";
import type { Check } from "../transport/wire.ts";
import type { AgentSocket } from "./session.ts";

export interface AdmissionParts extends OwnAddress {
  /** The member whose console sends this request, by its cookie; throws `unauthorized`. */
  memberOf: (request: IncomingMessage) => Promise<Member>;
}

/** Lets in a console of somebody who is signed in. */
export function admitAgent({ memberOf, ...own }: AdmissionParts) {
  return async (socket: Socket): Promise<void> => {
    authOf(AgentAuth, socket);
    // The cookie comes along by itself, so another site's page could connect in an agent's name.
    if (!fromOwnOrigin(socket.request, own)) throw refuseOrigin(socket.request.headers);
    socket.data.member = await memberOf(socket.request);
  };
}

/** Counts what a member asks, over all of their consoles. */
export const countAgent =
  (limits: Limits): Check<AgentSocket> =>
  (_packet, { data }) =>
    limits.take("agentRequest", data.member.id);

import { ChatError, VisitorAuth } from "@parley/protocol";
import type { Socket } from "socket.io";
import type { Users } from "../../services/users/contract.ts";
import type { Sites } from "./sites.ts";
import { authOf } from "../../transport/handshake.ts";
import type { Limits } from "../../transport/limits.ts";
import { isOwnOrigin } from "../../transport/origins.ts";
import { addressOf, type Trust } from "../../transport/trust.ts";
import type { Check } from "../../transport/wire.ts";
import type { VisitorSession } from "./session.ts";

export interface AdmissionParts {
  users: Users;
  /** The inboxes of the web. */
  sites: Pick<Sites, "find">;
  /** Which proxies may say who connects. */
  trust: Trust;
  /** `PUBLIC_URL`, if it is set. */
  publicUrl?: string | undefined;
}

/** Lets in the widget of a page that may show it, as the visitor of its token if it has one. */
export function admitVisitor({ users, sites, trust, publicUrl }: AdmissionParts) {
  return async (socket: Socket): Promise<void> => {
    const { token, inbox: named } = authOf(VisitorAuth, socket);
    const { origin, host, "user-agent": browser } = socket.request.headers;
    // Where the operator says what our address is, a page that merely was asked for under the same name is not ours (DNS rebinding).
    const asked = publicUrl === undefined ? host : undefined;
    const { inbox, allows } = await sites.find(named ?? inboxInAddress(socket));
    if (origin && !allows(origin) && !isOwnOrigin(origin, asked, { publicUrl, secure: false })) {
      throw new ChatError("forbidden", "This site may not show the widget.", { details: { origin } });
    }
    Object.assign(socket.data, {
      inboxId: inbox.id,
      browser: browser?.slice(0, 300),
      address: addressOf(socket.request, trust),
    });
    if (!token) return;
    const { id, signed, replaced } = await users.authenticateVisitor({ token });
    Object.assign(socket.data, { token, visitorId: id, signed, replaced });
  };
}

/** The inbox at whose address a widget connects. */
function inboxInAddress({ handshake: { query } }: Socket): string | undefined {
  return typeof query["inbox"] === "string" ? query["inbox"] : undefined;
}

/** Counts what a visitor asks. What is counted for one request only is counted where it is known whether that came before (SPEC R3). */
export const countVisitor =
  (limits: Limits): Check<Socket> =>
  (_packet, { id, data }) =>
    limits.take("visitorRequest", (data as VisitorSession).visitorId ?? id);

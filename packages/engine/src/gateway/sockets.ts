import { AGENT_NAMESPACE, VISITOR_NAMESPACE } from "@parley/protocol";
import { admitAgent, countAgent } from "../agents/admission.ts";
import { createOpenSessions, type OpenSessionsParts } from "../agents/open-sessions.ts";
import type { AgentNamespace, AgentSocket } from "../agents/session.ts";
import { AGENT_EVENTS, allows, permitted, VISITOR_EVENTS } from "../api/permissions.ts";
import { type AdmissionParts, admitVisitor, countVisitor } from "../channels/web/admission.ts";
import type { VisitorNamespace } from "../channels/web/session.ts";
import { endSilent } from "../channels/web/silent.ts";
import type { Users } from "../services/users/contract.ts";
import type { OwnAddress } from "../transport/origins.ts";
import { createServer, type ServerParts } from "../transport/server.ts";

export interface SocketParts extends ServerParts, OwnAddress, Pick<AdmissionParts, "sites"> {
  users: Users;
  /** The member whose console sends this request, by its cookie; throws `unauthorized`. */
  memberOf: OpenSessionsParts["memberOf"];
  /** The room of all consoles of the session that came with this request. */
  roomOf: OpenSessionsParts["roomOf"];
  now?: () => number;
}

/** The sockets of visitors and of consoles: who may connect, as whom, and what they may send. */
export function createSockets(parts: SocketParts) {
  const { limits, memberOf, roomOf, publicUrl, isSecure, now } = parts;
  const { io, open } = createServer(parts);
  const silent = endSilent(now);
  const visitors: VisitorNamespace = open(VISITOR_NAMESPACE, {
    admit: admitVisitor(parts),
    welcome: silent.watch,
    checks: [permitted(VISITOR_EVENTS, () => true), countVisitor(limits)],
  });
  const agents: AgentNamespace = open(AGENT_NAMESPACE, {
    admit: admitAgent({ memberOf, publicUrl, isSecure }),
    welcome: (socket) => sessions.watch(socket),
    checks: [
      permitted(AGENT_EVENTS, (least, { data }: AgentSocket) => allows(least, data.member.role)),
      countAgent(limits),
    ],
  });
  const sessions = createOpenSessions({ agents, memberOf, roomOf, now });
  return { io, visitors, agents, sessions, silent };
}

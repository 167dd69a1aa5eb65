import { openSocket } from "@parley/client";
import { VISITOR_NAMESPACE } from "@parley/protocol";
import type { OpenTransport } from "./transport.ts";

/** The transport of every visitor who brings none of their own. */
export const openTransport: OpenTransport = (engine, auth, listener) =>
  openSocket(engine, VISITOR_NAMESPACE, auth, listener);

import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";

/**
 * Who shares a team, knowledge and contacts. A workspace is a store of its own, so that no document says whose it is. What several would meet
 * in (sockets' rooms, Redis, a browser's cookies) has names that are made here, with its mark.
 */
export interface Workspace {
  readonly mark: string;
}

/** The only one so far. It has no mark, so that versions before there were any have the same names. */
const ONLY: Workspace = { mark: "" };

/** The workspace that a request is for. */
export const workspaceOf = (_request: Pick<IncomingMessage, "headers">): Workspace => ONLY;

/** Room of all consoles. */
export const everyoneRoom = ({ mark } = ONLY) => `${mark}everyone`;

/** Room of one member's consoles. */
export const memberRoom = (memberId: string, { mark } = ONLY) => `${mark}member:${memberId}`;

/**
 * Rooms of the consoles that see an inbox, of all members or of one: that of those who see all, and its own. A console is in the
 * first, or in those of the inboxes that it sees.
 */
export const seeingRooms = (inboxId: string, memberId = "", workspace = ONLY) => [
  seeingRoom(undefined, memberId, workspace),
  seeingRoom(inboxId, memberId, workspace),
];

/** Room of the consoles that see one inbox, or all. */
export const seeingRoom = (inboxId = "", memberId = "", { mark } = ONLY) => `${mark}seeing:${memberId}:${inboxId}`;

/** Room of one session's consoles. Nodes tell each other its name, which therefore does not open it. */
export const sessionRoom = (token: string, { mark } = ONLY) =>
  `${mark}member:session:${createHash("sha256").update(token).digest("base64url")}`;

/** Room of those who have a conversation open: its visitor's connections, or consoles. */
export const conversationRoom = (conversationId: string, { mark } = ONLY) => `${mark}${conversationId}`;

/** The conversation of a room, if it is one's. */
export function conversationOf(room: string, { mark } = ONLY): string | undefined {
  const id = room.startsWith(mark) ? room.slice(mark.length) : "";
  return isConversation(id) ? id : undefined;
}

/** Whether a text is the id of a conversation. */
export const isConversation = (id: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id);

/**
 * The session's cookie. Over HTTPS it has the prefix with which browsers take it from this host alone and over HTTPS alone
 * (RFC 6265bis, section 4.1.3.2).
 */
export const cookieName = (secure: boolean, { mark } = ONLY) => `${secure ? "__Host-" : ""}parley${mark}`;

/** What nodes publish under in Redis. Databases of one Redis do not separate that, so that the number is part of it. */
export const redisKey = (database: number, { mark } = ONLY) => `parley/${database}${mark && `/${mark}`}`;

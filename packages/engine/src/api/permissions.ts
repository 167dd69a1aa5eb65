import { type AgentEvents, ChatError, may, type Role, type VisitorEvents } from "@parley/protocol";
import type { Check } from "../transport/wire.ts";

/** Whether a member of that role may do what asks for at least the other one. */
export function allows(least: Role, role: Role): boolean {
  return may(role, least);
}

/** The console's HTTP API below `/api`: the least role that may, or `public` where no session is needed. */
export const ROUTES = {
  "POST /setup/offer": "public",
  "POST /setup": "public",
  "POST /session": "public",
  "GET /session": "agent",
  "DELETE /session": "agent",
  "PUT /session/password": "agent",
  "GET /audit": "admin",
  "GET /team": "agent",
  "POST /team": "admin",
  "PATCH /team/:id": "admin",
  "POST /team/:id/invitation": "admin",
  "POST /bridges/code": "agent",
  "GET /bridges/links": "agent",
  "DELETE /bridges/links/:id": "agent",
  "GET /knowledge": "agent",
  "PUT /knowledge/intents/:id": "admin",
  "DELETE /knowledge/intents/:id": "admin",
  "PUT /knowledge/articles/:id": "admin",
  "DELETE /knowledge/articles/:id": "admin",
  "PUT /knowledge/canned-replies/:shortcut": "supervisor",
  "DELETE /knowledge/canned-replies/:shortcut": "supervisor",
  "GET /knowledge/demo": "admin",
  "POST /knowledge/demo": "admin",
  "DELETE /knowledge/demo": "admin",
  "GET /knowledge/export": "admin",
  "POST /knowledge/import": "admin",
  "POST /try": "agent",
  "GET /training": "admin",
  "POST /training": "admin",
  "DELETE /training": "admin",
  "GET /models": "admin",
  "POST /models/:version/publish": "admin",
  "GET /models/:version/replay": "admin",
  "GET /review": "supervisor",
  "POST /review/:id": "supervisor",
  "GET /report": "supervisor",
  "GET /scorecards": "agent",
  "GET /scorecards/export": "agent",
  "GET /contacts": "agent",
  "POST /contacts": "agent",
  "GET /contacts/export": "admin",
  "POST /contacts/import": "admin",
  "GET /contacts/:id": "agent",
  "PATCH /contacts/:id": "agent",
  "DELETE /contacts/:id": "admin",
  "GET /contacts/:id/conversations": "agent",
  "POST /contacts/:id/notes": "agent",
  "DELETE /contacts/:id/notes/:noteId": "agent",
  "POST /contacts/:id/merge": "supervisor",
  "POST /contacts/:id/unmerge": "supervisor",
  "GET /search": "agent",
  "GET /segments": "agent",
  "PUT /segments/:id": "supervisor",
  "DELETE /segments/:id": "supervisor",
  "GET /macros": "agent",
  "PUT /macros/:id": "supervisor",
  "DELETE /macros/:id": "supervisor",
  "GET /conversations": "agent",
  "GET /desk": "agent",
  "POST /desk/conversations": "agent",
  "PUT /desk/views/:id": "agent",
  "DELETE /desk/views/:id": "agent",
  "GET /tasks": "agent",
  "GET /tasks/:id": "agent",
  "PUT /tasks/:id": "agent",
  "POST /tasks/:id/link": "agent",
  "DELETE /tasks/:id/link": "agent",
  "GET /settings": "admin",
  "GET /bot/usual": "admin",
  "PUT /settings/:name": "admin",
  "GET /settings/:name/history": "admin",
  "POST /settings/:name/restore": "admin",
  "GET /inboxes": "admin",
  "POST /inboxes": "admin",
  "GET /inboxes/:id": "admin",
  "PATCH /inboxes/:id": "admin",
  "GET /inboxes/:id/history": "admin",
  "POST /inboxes/:id/restore": "admin",
  "GET /inboxes/:id/channel": "admin",
  "POST /inboxes/:id/check": "admin",
  "GET /inboxes/:id/push": "admin",
  "GET /inboxes/:id/identity-keys": "admin",
  "POST /inboxes/:id/identity-keys": "admin",
  "DELETE /inboxes/:id/identity-keys/:key": "admin",
} as const satisfies Record<string, Role | "public">;

export type Route = keyof typeof ROUTES;
export type PublicRoute = { [R in Route]: (typeof ROUTES)[R] extends "public" ? R : never }[Route];
export type MemberRoute = Exclude<Route, PublicRoute>;

/** What a visitor's socket may send. Each event acts on the visitor's own conversation only. */
export const VISITOR_EVENTS = {
  hello: "visitor",
  send: "visitor",
  sync: "visitor",
  history: "visitor",
  rate: "visitor",
  judge: "visitor",
  stopWaiting: "visitor",
  end: "visitor",
  identify: "visitor",
  files: "visitor",
  agree: "visitor",
  subscribe: "visitor",
  unsubscribe: "visitor",
  forget: "visitor",
  read: "visitor",
  typing: "visitor",
  page: "visitor",
} as const satisfies Record<keyof VisitorEvents, "visitor">;

/** What a console's socket may send: the least role that may. Who holds a conversation is checked beyond that (SPEC H5). */
export const AGENT_EVENTS = {
  hello: "agent",
  open: "agent",
  leave: "agent",
  sync: "agent",
  history: "agent",
  heads: "agent",
  send: "agent",
  note: "agent",
  claim: "agent",
  release: "agent",
  decline: "agent",
  transfer: "agent",
  close: "agent",
  tag: "agent",
  snooze: "agent",
  wake: "agent",
  planned: "agent",
  plan: "agent",
  unplan: "agent",
  files: "agent",
  suggest: "agent",
  macro: "agent",
  articles: "agent",
  resend: "agent",
  ways: "agent",
  onSite: "agent",
  invite: "agent",
  availability: "agent",
  read: "agent",
  typing: "agent",
} as const satisfies Record<keyof AgentEvents, Role>;

/** Lets through only the events that the table allows to whoever sends; throws `forbidden`, or `invalid` if there is no such event. */
export function permitted<A extends Role | "visitor", S>(
  table: Readonly<Record<string, A>>,
  may: (least: A, socket: S) => boolean,
): Check<S> {
  // Names of events come from outside and may be numbers too.
  return ([event], socket) => {
    const least = Object.hasOwn(table, event) ? table[event] : undefined;
    if (least === undefined) throw new ChatError("invalid", `There is no event “${String(event).slice(0, 40)}”.`);
    if (!may(least, socket)) throw new ChatError("forbidden", "Your role does not allow this.");
  };
}

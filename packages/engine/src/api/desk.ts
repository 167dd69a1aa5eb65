import { ChatError, DeskAsked, DeskView } from "@parley/protocol";
import * as v from "valibot";
import { createInbox } from "../agents/inbox.ts";
import { allows } from "./permissions.ts";
import { type ApiParts, type Endpoints, read } from "./endpoint.ts";
import { within } from "./seen-only.ts";

const Edited = v.omit(DeskView, ["by"]);
/** Conversations of a page. */
const PAGE = 100;

/** What agents sort their work by: tags, codes, views, and the lists that views make. */
export function deskEndpoints({ dialog, users }: ApiParts) {
  const inbox = createInbox(dialog, users);
  return {
    "GET /desk": async ({ member }) => {
      const [{ desk }, views] = await Promise.all([dialog.settings({}), dialog.views({ by: member.id })]);
      return { settings: desk.value, views };
    },

    "POST /desk/conversations": async ({ body, member }) => {
      const { limit = PAGE, ...asked } = read(DeskAsked, body);
      const { items, next } = await dialog.filtered({ ...asked, limit, me: member.id, ...within(member) });
      return { items: await inbox.withVisitors(items), ...(next && { next }) };
    },

    "PUT /desk/views/:id": async ({ params: { id }, body, member }) => {
      const view = read(Edited, body);
      if (view.id !== id) throw new ChatError("invalid", "The address and what was sent name different things.");
      return await dialog.putView({ view: { ...view, by: member.id }, force: allows("supervisor", member.role) });
    },

    "DELETE /desk/views/:id": async ({ params: { id = "" }, member }) =>
      await dialog.removeView({ id, by: member.id, force: allows("supervisor", member.role) }),
  } satisfies Partial<Endpoints>;
}

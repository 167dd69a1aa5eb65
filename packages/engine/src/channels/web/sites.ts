import { ChatError, FIRST_INBOX, type Inbox } from "@parley/protocol";
import type { Dialog } from "../../services/dialog/contract.ts";
import { briefly } from "../../spine/briefly.ts";
import { mayShow } from "../../transport/origins.ts";
import type { IdentityMode } from "./parts.ts";

/** The sites that show the widget: the inboxes of the web, as they were a second ago at most. */
export function createSites(dialog: Pick<Dialog, "inboxes">) {
  const read = async () => (await dialog.inboxes({})).filter(({ channel }) => channel === "web");
  const inboxes = briefly(read);
  const byId = (all: readonly Inbox[], id: string) => all.find((one) => one.id === id);

  return {
    /** What an inbox makes of proofs of identity: every message of who is anonymous asks. */
    async identityMode(id: string): Promise<IdentityMode> {
      const mode = byId(await inboxes(), id)?.settings["identity"];
      return mode === "off" || mode === "enforce" ? mode : "optional";
    },

    /** Whether a page of this origin may show any of them. */
    async mayAny(origin: string): Promise<boolean> {
      return (await inboxes()).some((inbox) => mayShow(origin, originsOf(inbox)));
    },

    /** The inbox of a widget, and whether a page may show it. `notFound` where there is none, `forbidden` where it is switched off. */
    async find(id: string = FIRST_INBOX): Promise<{ inbox: Inbox; allows: (origin: string) => boolean }> {
      // One that was made just now is there at once: whoever made it looks at it.
      const inbox = byId(await inboxes(), id) ?? byId(await read(), id);
      if (!inbox) throw new ChatError("notFound", "There is no such inbox.", { details: { inbox: id } });
      if (!inbox.enabled) throw new ChatError("forbidden", "This inbox is switched off.", { details: { inbox: id } });
      return { inbox, allows: (origin) => mayShow(origin, originsOf(inbox)) };
    },
  };
}
export type Sites = ReturnType<typeof createSites>;

/** Those that it names; any, if there are none. */
function originsOf({ settings }: Inbox): string[] {
  const { allowedOrigins } = settings;
  return Array.isArray(allowedOrigins) ? allowedOrigins.filter((one) => typeof one === "string") : [];
}

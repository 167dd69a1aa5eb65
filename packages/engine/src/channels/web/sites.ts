import { ChatError, FIRST_INBOX, type Inbox } from "@parley/protocol";
import type { Dialog } from "../../services/dialog/contract.ts";
import { briefly } from "../../spine/briefly.ts";
import { mayShow } from "../../transport/origins.ts";

/** The sites that show the widget: the inboxes of the web, as they were a second ago at most. */
export function createSites(dialog: Pick<Dialog, "inboxes">) {
  const inboxes = briefly(async () => (await dialog.inboxes({})).filter(({ channel }) => channel === "web"));

  return {
    /** Whether a page of this origin may show any of them. */
    async mayAny(origin: string): Promise<boolean> {
      return (await inboxes()).some((inbox) => mayShow(origin, originsOf(inbox)));
    },

    /** The inbox of a widget, and whether a page may show it. `notFound` where there is none, `forbidden` where it is switched off. */
    async find(id: string = FIRST_INBOX): Promise<{ inbox: Inbox; allows: (origin: string) => boolean }> {
      const inbox = (await inboxes()).find((one) => one.id === id);
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

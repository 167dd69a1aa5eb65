import {
  AsksSettings,
  ChatError,
  FIRST_INBOX,
  type Inbox,
  LeaveSettings,
  LiveSettings,
  Looks,
  readStored,
  servedLanguages,
} from "@parley/protocol";
import type { Dialog } from "../../services/dialog/contract.ts";
import { briefly } from "../../spine/briefly.ts";
import { mayShow } from "../../transport/origins.ts";
import type { InboxRules } from "./parts.ts";

/** The sites that show the widget: the inboxes of the web, as they were a second ago at most. */
export function createSites(dialog: Pick<Dialog, "inboxes" | "settings">) {
  const read = async () => (await dialog.inboxes({})).filter(({ channel }) => channel === "web");
  const inboxes = briefly(read);
  const settings = briefly(() => dialog.settings({}));
  const byId = (all: readonly Inbox[], id: string) => all.find((one) => one.id === id);
  /** One that was made just now is there at once: whoever made it looks at it. */
  const lookFor = async (id: string) => byId(await inboxes(), id) ?? byId(await read(), id);
  /** Every message asks: what is asked for is looked at once as long as it is the same. */
  const rules = new WeakMap<Inbox, InboxRules>();

  /** The inbox of a widget, and whether a page may show it. `notFound` where there is none, `forbidden` where it is switched off. */
  async function find(id: string = FIRST_INBOX): Promise<{ inbox: Inbox; allows: (origin: string) => boolean }> {
    const inbox = await lookFor(id);
    if (!inbox) throw new ChatError("notFound", "There is no such inbox.", { details: { inbox: id } });
    if (!inbox.enabled) throw new ChatError("forbidden", "This inbox is switched off.", { details: { inbox: id } });
    return { inbox, allows: (origin) => mayShow(origin, originsOf(inbox)) };
  }

  return {
    /** What an inbox wants of who writes. */
    async rulesOf(id: string): Promise<InboxRules> {
      const inbox = byId(await inboxes(), id) ?? (await lookFor(id));
      if (!inbox) return { identity: "optional", version: 0 };
      const known = rules.get(inbox) ?? rulesOf(inbox);
      rules.set(inbox, known);
      return known;
    },

    /** Whether a page of this origin may show any of them. */
    async mayAny(origin: string): Promise<boolean> {
      return (await inboxes()).some((inbox) => mayShow(origin, originsOf(inbox)));
    },

    find,

    /** The pages that may show an inbox's chat in a frame: those that it names. Refuses as `find` does. */
    async framesOf(id: string): Promise<string[]> {
      const { inbox } = await find(id);
      return originsOf(inbox).filter((origin) => origin !== "*" && origin !== "null");
    },

    /** Whether an inbox shows its agents who is on the site, and whether the page has to say first that they agree. */
    async liveOf(id: string): Promise<LiveSettings> {
      const inbox = byId(await inboxes(), id) ?? (await lookFor(id));
      return (inbox?.enabled && readStored(LiveSettings, inbox.settings["live"])) || {};
    },

    /** The inboxes that do. */
    async live(): Promise<string[]> {
      const all = (await inboxes()).filter(({ enabled }) => enabled);
      return all.flatMap(({ id, settings }) => (readStored(LiveSettings, settings["live"])?.on ? [id] : []));
    },

    /** What the widget of an inbox looks like, with the languages that it speaks (SPEC L10). Refuses as `find` does. */
    async looksOf(id: string): Promise<Looks & { languages: string[] }> {
      const [{ inbox }, { workspace }] = await Promise.all([find(id), settings()]);
      const looks = readStored(Looks, inbox.settings) ?? {};
      return { ...looks, languages: servedLanguages(looks, workspace.value) };
    },
  };
}
export type Sites = ReturnType<typeof createSites>;

function rulesOf({ settings, version = 0 }: Inbox): InboxRules {
  const { identity: mode, asks: wanted, leave: form } = settings;
  const identity = mode === "off" || mode === "enforce" ? mode : "optional";
  const asks = readStored(AsksSettings, wanted);
  const leave = readStored(LeaveSettings, form);
  return { identity, version, ...(asks && { asks }), ...(leave && { leave }) };
}

/** Those that it names; any, if there are none. */
function originsOf({ settings }: Inbox): string[] {
  const { allowedOrigins } = settings;
  return Array.isArray(allowedOrigins) ? allowedOrigins.filter((one) => typeof one === "string") : [];
}

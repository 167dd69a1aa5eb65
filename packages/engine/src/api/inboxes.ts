import {
  ChatError,
  InboxChange,
  type InboxDetails,
  NewInbox,
  readStored,
  Restoring,
  WebSettings,
} from "@parley/protocol";
import * as v from "valibot";
import { originOf } from "../transport/origins.ts";
import { type ApiParts, type Endpoints, note, read } from "./endpoint.ts";

/** The channel of the widget: there is one in every engine. */
const WEB = "web";
/** Characters that the settings of an inbox may have as JSON. */
const MOST = 200_000;

/** Inboxes: the sites and accounts through which people write. What is saved holds at once, on all nodes. */
export function inboxEndpoints(parts: ApiParts) {
  const { dialog, channelTypes = [] } = parts;
  const channels = [WEB, ...channelTypes];

  const all = async () => (await dialog.inboxDetails({})).map(saveable);

  async function find(id = ""): Promise<InboxDetails> {
    const found = (await all()).find((inbox) => inbox.id === id);
    if (!found) throw new ChatError("notFound", "There is no such inbox.");
    return found;
  }

  return {
    "GET /inboxes": async () => ({ channels, names: parts.channelNames ?? {}, inboxes: await all() }),
    "GET /inboxes/:id": async ({ params: { id } }) => find(id),

    "POST /inboxes": async ({ body, member }) => {
      const { channel, ...asked } = read(NewInbox, body);
      if (!channels.includes(channel)) throw wrong("channel", `must be one of ${channels.join(", ")}`);
      const settings = settingsOf(channel, asked.settings);
      const made = await dialog.makeInbox({ ...asked, channel, settings, enabled: true, by: member.id });
      await note(parts, member, "makeInbox", made.id);
      return made;
    },

    "PATCH /inboxes/:id": async ({ params: { id }, body, member }) => {
      const { settings, ...change } = read(InboxChange, body);
      const { id: inboxId, channel } = await find(id);
      const checked = settings && { settings: settingsOf(channel, settings) };
      const changed = await dialog.changeInbox({ ...change, ...checked, id: inboxId, by: member.id });
      await note(parts, member, "changeInbox", inboxId);
      parts.onSettings?.();
      return changed;
    },

    "GET /inboxes/:id/channel": async ({ params: { id } }) => {
      const account = await parts.accountOf?.(await find(id));
      if (!account) throw new ChatError("notFound", "This inbox has no account of a channel.");
      return account;
    },

    "POST /inboxes/:id/check": async ({ params: { id }, member }) => {
      const inbox = await find(id);
      if (!parts.checkAccount || !channelTypes.includes(inbox.channel)) {
        throw new ChatError("notFound", "This inbox has no account of a channel.");
      }
      await note(parts, member, "checkInbox", inbox.id);
      return await parts.checkAccount(inbox);
    },

    "GET /inboxes/:id/push": async ({ params: { id } }) => {
      const inbox = await find(id);
      if (inbox.channel !== WEB || !parts.pushOf) throw new ChatError("notFound", "This inbox is not of the web.");
      return await parts.pushOf(inbox);
    },

    "GET /inboxes/:id/history": async ({ params: { id = "" } }) => dialog.inboxHistory({ inboxId: id }),

    "POST /inboxes/:id/restore": async ({ params: { id = "" }, body, member }) => {
      const { version, to } = read(Restoring, body);
      const past = (await dialog.inboxHistory({ inboxId: id })).find((one) => one.version === to);
      if (!past) throw new ChatError("notFound", "There is no such version.");
      const { name, enabled, settings } = read(InboxChange, { ...past.value, version });
      const restored = await dialog.changeInbox({ id, name, enabled, settings, version, by: member.id });
      await note(parts, member, "restoreInbox", id);
      parts.onSettings?.();
      return restored;
    },
  } satisfies Partial<Endpoints>;
}

/** As it can be saved again: a version before may have taken what is refused today. */
function saveable(inbox: InboxDetails): InboxDetails {
  return inbox.channel === WEB ? { ...inbox, settings: readStored(WebSettings, inbox.settings) ?? {} } : inbox;
}

/** Settings as they are kept: those of the web field by field, of other channels what these make of them. */
function settingsOf(channel: string, settings: Record<string, unknown>): Record<string, unknown> {
  if (JSON.stringify(settings).length > MOST) throw wrong("settings", `at most ${MOST} characters`);
  if (channel !== WEB) return settings;
  const checked = read(v.object({ settings: WebSettings }), { settings }).settings;
  const { allowedOrigins } = checked;
  return { ...checked, ...(allowedOrigins && { allowedOrigins: allowedOrigins.map(origin) }) };
}

function origin(given: string, index: number): string {
  const found = originOf(given.trim());
  if (found === undefined) {
    throw wrong(`settings.allowedOrigins.${index}`, "must be a site such as https://shop.example.com");
  }
  return found;
}

const wrong = (field: string, why: string) =>
  new ChatError("invalid", "Some of what was sent is not valid.", { details: { fields: { [field]: [why] } } });

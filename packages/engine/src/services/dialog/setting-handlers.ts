import type { Dialog } from "./contract.ts";
import type { GivenAnswerer } from "./answerers/port.ts";
import type { createInboxes } from "./inboxes.ts";
import type { createSettings } from "./settings/settings.ts";
import { usualBot } from "./usual-bot.ts";

interface Parts {
  inboxes: ReturnType<typeof createInboxes>;
  settings: ReturnType<typeof createSettings>;
  given: readonly GivenAnswerer[];
}

type Names =
  | "inboxes"
  | "inboxSecrets"
  | "putInbox"
  | "sawInbox"
  | "inboxDetails"
  | "makeInbox"
  | "changeInbox"
  | "settings"
  | "changeSettings"
  | "usualBot"
  | "settingsHistory"
  | "inboxHistory";

/** What is asked of the inboxes and of what is set. */
export const settingHandlers = ({ inboxes, settings, given }: Parts): Pick<Dialog, Names> => ({
  inboxes: () => inboxes.all(),
  async inboxSecrets({ inboxId }) {
    return await inboxes.secretsOf(inboxId);
  },
  putInbox: (inbox) => inboxes.put(inbox),
  async sawInbox({ inboxId, url }) {
    await inboxes.saw(inboxId, url);
    return {};
  },
  inboxDetails: async () => await inboxes.details(),
  makeInbox: ({ by, ...inbox }) => inboxes.make(inbox, by),
  changeInbox: (change) => inboxes.change(change),
  settings: async () => await settings.current(),
  changeSettings: ({ name, ...change }) => settings.change(name, change),
  usualBot: async () => usualBot(given),
  settingsHistory: ({ name }) => settings.past(name),
  inboxHistory: ({ inboxId }) => inboxes.past(inboxId),
});

import {
  BotSettings,
  DeskSettings,
  GuideSettings,
  Inbox,
  InboxChange,
  InboxDetails,
  LanguageTag,
  PastVersion,
  RoutingSettings,
  SavedSettings,
  SETTINGS,
  QualitySettings,
  SlaSettings,
  type SettingsName,
  UsualBot,
  WorkspaceSettings,
} from "@parley/protocol";
import * as v from "valibot";

/** A thread of an inbox, and whose it is. */
export const Thread = v.object({
  visitorId: v.string(),
  channel: v.string(),
  locale: LanguageTag,
  inboxId: v.optional(v.string()),
  /** As the channel's provider calls it. */
  thread: v.optional(v.string()),
});

const Name = v.picklist(Object.keys(SETTINGS) as SettingsName[]);
const Secrets = v.optional(v.record(v.string(), v.string()));
/** The member who does it. */
const by = v.string();

/** What the dialog service answers about inboxes. */
export const inboxCalls = {
  /** The accounts of channels through which conversations come, without their secrets. */
  inboxes: { input: v.object({}), output: v.array(Inbox), repeatable: true },
  /** What an inbox's channel needs to speak for the account; for nobody else. */
  inboxSecrets: {
    input: v.object({ inboxId: v.string() }),
    output: v.record(v.string(), v.string()),
    repeatable: true,
  },
  /** Makes an inbox or changes one. Secrets that are not named stay, an empty one is removed. `conflict` for another channel than before. */
  putInbox: {
    input: v.object({ ...Inbox.entries, secrets: Secrets }),
    output: Inbox,
    repeatable: true,
  },
  /** The widget of an inbox was seen on a site, of this origin. */
  sawInbox: { input: v.object({ inboxId: v.string(), url: v.string() }), output: v.object({}), repeatable: true },
  /** All, with what the console shows of them. */
  inboxDetails: { input: v.object({}), output: v.array(InboxDetails), repeatable: true },
  /** Makes an inbox; `conflict` if there is one of this id. */
  makeInbox: { input: v.object({ ...v.omit(Inbox, ["version"]).entries, secrets: Secrets, by }), output: InboxDetails },
  /** Changes what is named of an inbox; `conflict` unless `version` is the one that holds. */
  changeInbox: { input: v.object({ ...InboxChange.entries, id: v.string(), by }), output: InboxDetails },
  /** What an inbox was before it was changed, the newest first, without secrets. */
  inboxHistory: { input: v.object({ inboxId: v.string() }), output: v.array(PastVersion), repeatable: true },
  /** The settings of the workspace and of the bot. A change on another node is in it within a second. */
  settings: { input: v.object({}), output: SavedSettings, repeatable: true },
  /** Changes one of them, already held to its schema; `conflict` unless `version` is the one that holds. */
  changeSettings: {
    input: v.object({
      name: Name,
      version: v.number(),
      value: v.union([
        WorkspaceSettings,
        BotSettings,
        RoutingSettings,
        GuideSettings,
        DeskSettings,
        SlaSettings,
        QualitySettings,
      ]),
      by,
    }),
    output: SavedSettings,
  },
  /** What the bot does and says where its settings leave it out. */
  usualBot: { input: v.object({}), output: UsualBot, repeatable: true },
  /** What one of them was, the newest first. */
  settingsHistory: { input: v.object({ name: Name }), output: v.array(PastVersion), repeatable: true },
};

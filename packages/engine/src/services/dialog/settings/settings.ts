import {
  type BotSettings,
  type DeskSettings,
  type GuideSettings,
  NO_QUALITY,
  NO_ROUTING,
  type QualitySettings,
  readStored,
  type RoutingSettings,
  type SavedSettings,
  SETTINGS,
  type SettingsName,
  type SlaSettings,
  type WorkspaceSettings,
} from "@parley/protocol";
import type * as v from "valibot";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import { createHolding } from "./holding.ts";
import { changedMeanwhile, createHistory, requireSeen, type Versioned } from "./history.ts";

interface StoredSettings extends Doc, Versioned {
  value:
    | WorkspaceSettings
    | BotSettings
    | GuideSettings
    | DeskSettings
    | RoutingSettings
    | SlaSettings
    | QualitySettings;
}

export const WORKSPACE_SETTINGS = defineCollection<StoredSettings>("settings", {
  owner: "dialog",
  refersTo: ["settingsHistory"],
});

/** What settings begin with. */
export interface FirstSettings {
  /** Sites that may show the widget of the first inbox; any, if there are none. */
  allowedOrigins?: readonly string[] | undefined;
  workspace?: Partial<WorkspaceSettings> | undefined;
  bot?: Partial<BotSettings> | undefined;
}

interface Usual {
  workspace: WorkspaceSettings;
  bot: BotSettings;
  guide: GuideSettings;
  desk: DeskSettings;
  routing: RoutingSettings;
  sla: SlaSettings;
  quality: QualitySettings;
}

const USUAL: Usual = {
  workspace: {
    name: "Parley",
    languages: ["zh-CN", "en"],
    retentionDays: 0,
    capacity: 0,
    waitingMinutes: 5,
    replyMinutes: 10,
    idleHours: 24,
  },
  bot: { whileWaiting: true },
  guide: { away: false, later: [] },
  desk: { tags: [], codes: [] },
  routing: NO_ROUTING,
  sla: { policies: [] },
  quality: NO_QUALITY,
};

export interface SettingsParts {
  store: Store;
  first?: FirstSettings | undefined;
  now: () => number;
  /** Called before a store gets its first settings, which may be several times. */
  before?: () => Promise<unknown>;
  /** Hears that it got them. */
  onFirst?: (() => void) | undefined;
}

/** The settings of the workspace and of the bot. Their first values are kept once; from then on what is in the store holds. */
export function createSettings({ store, first = {}, now, before = async () => {}, onFirst }: SettingsParts) {
  const settings = WORKSPACE_SETTINGS.open(store);
  const history = createHistory(store);
  let begun: Promise<void> | undefined;
  const known = createHolding(load);

  async function begin(): Promise<void> {
    const there = await settings.findOne({ _id: "workspace" });
    // Who has worked with it before needs no guide.
    await settings.insert({ _id: "guide", value: { ...USUAL.guide, away: Boolean(there) } });
    await settings.insert({ _id: "desk", value: USUAL.desk });
    await settings.insert({ _id: "routing", value: USUAL.routing });
    await settings.insert({ _id: "sla", value: USUAL.sla });
    await settings.insert({ _id: "quality", value: USUAL.quality });
    if (there) return;
    await before();
    await settings.insert({ _id: "bot", value: { ...USUAL.bot, ...first.bot } });
    if (await settings.insert({ _id: "workspace", value: { ...USUAL.workspace, ...first.workspace } })) onFirst?.();
  }

  async function opened(): Promise<void> {
    begun ??= begin();
    await begun.catch((cause: unknown) => {
      begun = undefined;
      throw cause;
    });
  }

  async function find(name: SettingsName): Promise<StoredSettings> {
    await opened();
    return (await settings.findOne({ _id: name })) ?? { _id: name, value: USUAL[name] };
  }

  async function load(): Promise<SavedSettings> {
    const [workspace, bot, guide, desk, routing, sla, quality] = await Promise.all([
      find("workspace"),
      find("bot"),
      find("guide"),
      find("desk"),
      find("routing"),
      find("sla"),
      find("quality"),
    ]);
    return {
      workspace: saved(workspace, SETTINGS.workspace, USUAL.workspace),
      bot: saved(bot, SETTINGS.bot, USUAL.bot),
      guide: saved(guide, SETTINGS.guide, USUAL.guide),
      desk: saved(desk, SETTINGS.desk, USUAL.desk),
      routing: saved(routing, SETTINGS.routing, USUAL.routing),
      sla: saved(sla, SETTINGS.sla, USUAL.sla),
      quality: saved(quality, SETTINGS.quality, USUAL.quality),
    };
  }

  return {
    opened,

    /** As they are: what another node changes is here within a second. */
    current: () => known.get(),
    /** As they are at this moment, whoever changed them. */
    fresh: () => (known.forget(), known.get()),

    async change(name: SettingsName, { version, value, by }: Change): Promise<SavedSettings> {
      const before = await find(name);
      requireSeen(version, before);
      await history.keep(name, before, before.value);
      const seen = { version: before.version ?? { $exists: false } };
      const $set = { value, version: version + 1, at: now(), by };
      const written = await settings.update({ _id: name, ...seen }, { $set });
      known.forget();
      if (!written) throw changedMeanwhile();
      return await load();
    },

    past: async (name: SettingsName) => await history.before(name, await find(name)),
  };
}
export type Settings = ReturnType<typeof createSettings>;

interface Change {
  version: number;
  value: StoredSettings["value"];
  by: string;
}

function saved<S extends v.GenericSchema>(
  { _id, value, version = 0, ...rest }: StoredSettings,
  schema: S,
  usual: v.InferOutput<S> & object,
) {
  return { ...rest, version, value: readStored(schema, value, usual) ?? usual };
}

import * as v from "valibot";
import { BotPhrases } from "./bot-phrases.ts";
import { DeskSettings } from "./desk/settings.ts";
import { Language, words, yes } from "./by-language.ts";
import { Hours } from "./hours.ts";
import { NO_QUALITY, QualitySettings } from "./quality/settings.ts";
import { NO_ROUTING, RoutingSettings } from "./routing.ts";
import { SlaSettings } from "./sla.ts";
import { byName } from "./variant.ts";

const count = (most: number) =>
  v.pipe(
    v.number("must be a number"),
    v.minValue(0, "must not be less than 0"),
    v.maxValue(most, `must not be more than ${most}`),
  );
const share = count(1);

/** What holds for everybody who shares a team, knowledge and contacts. */
export const WorkspaceSettings = v.object({
  name: words(100),
  /** Languages in which visitors are spoken to, the usual one first: the console offers them where words are written by language. */
  languages: v.pipe(
    v.array(Language, "must be a list"),
    v.minLength(1, "must not be empty"),
    v.maxLength(20, "at most 20"),
  ),
  /** Whether visitors are spoken to in no other, where an inbox names none of its own. Who speaks none of them is spoken to in English if it is among them, else in the first. */
  onlyLanguages: v.optional(yes),
  /** When people are there; nothing is said of it unless told. */
  hours: v.optional(Hours),
  /** Days after its end at which what was said in a conversation is erased; 0: never. */
  retentionDays: count(36_500),
  /** Conversations that an agent may have at once; 0: any number. Supervisors may take and hand on more. */
  capacity: v.pipe(count(1_000), v.integer("must be a whole number")),
  /** Minutes after which who waits for a person is told that it takes longer; 0: never. */
  waitingMinutes: count(1_000_000),
  /** Minutes after which an agent's answer is overdue; 0: never. */
  replyMinutes: count(1_000_000),
  /** Hours without a word after which a conversation in which nobody waits is closed; 0: never. */
  idleHours: count(1_000_000),
});
export type WorkspaceSettings = v.InferOutput<typeof WorkspaceSettings>;

/** How the bot answers, and what it is called. */
export const BotSettings = v.object({
  /** By language; as the widget calls it unless told. */
  name: v.optional(byName(Language, words(60))),
  /** Whether it answers what it is sure of while a visitor waits for a person. */
  whileWaiting: v.boolean("must be yes or no"),
  /** How sure it has to be. What is left out is as it comes. */
  thresholds: v.optional(
    v.object({
      /** From this confidence on it answers. */
      answer: v.optional(share),
      /** From this one on it asks back which was meant. */
      clarify: v.optional(share),
      /** From this search score on an article is the answer. */
      article: v.optional(share),
      /** Turns in a row in which it may be unsure before it hands over, if somebody is there. */
      patience: v.optional(v.pipe(count(100), v.integer("must be a whole number"))),
    }),
  ),
  /** Who answers, by name, in the order in which they are asked; all, in their usual order, unless told. */
  answerers: v.optional(v.pipe(v.array(words(60), "must be a list"), v.maxLength(20, "at most 20"))),
  /** What it says on its own account, where the site has its own words for it. */
  words: v.optional(BotPhrases),
});
export type BotSettings = v.InferOutput<typeof BotSettings>;

/** `GET /api/bot/usual`: what is left out of the bot's settings is as told here; the words in the languages that the bot speaks by itself. */
export const UsualBot = v.object({
  thresholds: v.object({ answer: share, clarify: share, article: share, patience: v.number() }),
  answerers: v.array(v.string()),
  words: BotPhrases,
});
export type UsualBot = v.InferOutput<typeof UsualBot>;

/** The steps of the guide that one may leave for later. */
export const GUIDE_STEPS = ["site", "knowledge", "team"] as const;

/** Where the guide through the first run stands, as far as that is not seen from what is there. */
export const GuideSettings = v.object({
  /** Put away: it is found in the settings only. */
  away: v.boolean("must be yes or no"),
  /** Steps that are left for later. */
  later: v.pipe(
    v.array(v.picklist(GUIDE_STEPS, `must be one of ${GUIDE_STEPS.join(", ")}`), "must be a list"),
    v.maxLength(10, "at most 10"),
  ),
  /** Whether the demo shop's knowledge is what was wanted, or none. */
  knowledge: v.optional(v.picklist(["demo", "empty"], "must be one of demo, empty")),
});
export type GuideSettings = v.InferOutput<typeof GuideSettings>;

/** The settings that are kept in the store, by name. */
export const SETTINGS = {
  workspace: WorkspaceSettings,
  bot: BotSettings,
  guide: GuideSettings,
  desk: DeskSettings,
  routing: RoutingSettings,
  sla: SlaSettings,
  quality: QualitySettings,
};
export type SettingsName = keyof typeof SETTINGS;

const saved = <const S extends v.GenericSchema>(value: S) =>
  v.object({ value, version: v.number(), at: v.optional(v.number()), by: v.optional(v.string()) });

/** All of them, with their versions: who changed them last, and when. */
export const SavedSettings = v.object({
  workspace: saved(WorkspaceSettings),
  bot: saved(BotSettings),
  /** A node of a version before does not know it. */
  guide: v.optional(saved(GuideSettings), { version: 0, value: { away: true, later: [] } }),
  /** The same. */
  desk: v.optional(saved(DeskSettings), { version: 0, value: { tags: [], codes: [] } }),
  /** Neither does one of a version before know this. */
  routing: v.optional(saved(RoutingSettings), { version: 0, value: NO_ROUTING }),
  /** Nor this. */
  sla: v.optional(saved(SlaSettings), { version: 0, value: { policies: [] } }),
  quality: v.optional(saved(QualitySettings), { version: 0, value: NO_QUALITY }),
});
export type SavedSettings = v.InferOutput<typeof SavedSettings>;

/** `PUT /api/settings/:name`: the whole value, and the version that was seen. */
export const SettingsChange = v.object({
  version: v.number("must be the version that was seen"),
  value: v.record(v.string(), v.unknown()),
});
export type SettingsChange = v.InferOutput<typeof SettingsChange>;

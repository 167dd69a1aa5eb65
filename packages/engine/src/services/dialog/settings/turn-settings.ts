import {
  type BotPhrases,
  type BotSettings,
  type Conversation,
  FIRST_INBOX,
  Hours,
  type Inbox,
  Looks,
  nearestLanguage,
  readStored,
  servedLanguages,
} from "@parley/protocol";
import * as v from "valibot";
import { botOf } from "../answerers/order.ts";
import { type Spoken, spokenTo } from "../spoken.ts";
import { given } from "../words.ts";
import type { createInboxes } from "../inboxes.ts";
import type { Settings } from "./settings.ts";

/** What a turn of the bot is taken by. */
export interface TurnSettings extends Spoken {
  bot: BotSettings;
  /** With what the workspace says of the bot where it says nothing itself. */
  inbox: Inbox;
  /** When people are there for who writes, if that was said. */
  hours: Hours | undefined;
}

export interface TurnSettingsParts {
  settings: Pick<Settings, "current">;
  inboxes: Pick<ReturnType<typeof createInboxes>, "of">;
}

/** What an inbox of any channel may say of its languages. */
const Languages = v.pick(Looks, ["languages"]);

/** The bot's name is in the language that is nearest to `locale`. */
type Where = Partial<Pick<Conversation, "locale">> & { inboxId?: string | undefined };

/** What holds for a conversation: of its inbox what that says for itself, else of the workspace. */
export function createTurnSettings({ settings, inboxes }: TurnSettingsParts) {
  return async ({ inboxId = FIRST_INBOX, locale = "en" }: Where): Promise<TurnSettings> => {
    const [{ workspace, bot }, own] = await Promise.all([settings.current(), inboxes.of(inboxId)]);
    const { output, success } = v.safeParse(Hours, own.settings["hours"]);
    const { name, answerers, words } = bot.value;
    const its = botOf(own);
    const { languages } = readStored(Languages, own.settings) ?? {};
    const spoken = spokenTo(locale, servedLanguages({ languages }, workspace.value));
    const called = name?.[nearestLanguage(spoken.tag, Object.keys(name))];
    const usual = { ...(called && { name: called }), ...(answerers && { answerers }) };
    const said = { ...usual, ...its, words: together(words, its.words) };
    const inbox = { ...own, settings: { ...own.settings, bot: said } };
    return { ...spoken, bot: bot.value, inbox, hours: success ? output : workspace.value.hours };
  };
}

/** Words of both, phrase by phrase; those of the second where both have some. */
function together(usual: BotPhrases = {}, own: BotPhrases = {}): BotPhrases {
  const languages = new Set([...Object.keys(usual), ...Object.keys(own)]);
  return Object.fromEntries([...languages].map((one) => [one, { ...usual[one], ...given(own[one]) }]));
}

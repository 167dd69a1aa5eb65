import * as v from "valibot";
import { inEach, words } from "./by-language.ts";
import { byName } from "./variant.ts";

/** What the bot says on its own account that a site may say in its own words (SPEC B10). */
export const BOT_PHRASES = [
  "clarify",
  "which",
  "somethingElse",
  "offer",
  "offerAgain",
  "offerLater",
  "rephrase",
  "rephraseLater",
  "missed",
  "sorry",
  "sorryOffer",
  "article",
  "file",
  "person",
  "leaveMessage",
  "handOver",
  "passLater",
  "nobody",
  "tellMore",
  "meanwhile",
  "stillWaiting",
  "stillNobody",
  "stopWaiting",
  "stopped",
] as const;
export type BotPhrase = (typeof BOT_PHRASES)[number];

/** These words, by language and by what they are for. What is left out or empty is as it comes. */
export const BotPhrases = inEach(
  byName(v.picklist(BOT_PHRASES, `must be one of ${BOT_PHRASES.join(", ")}`), words(500)),
);
export type BotPhrases = v.InferOutput<typeof BotPhrases>;

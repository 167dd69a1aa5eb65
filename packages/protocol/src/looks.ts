import * as v from "valibot";
import { AsksSettings } from "./asks.ts";
import { BotPhrases } from "./bot-phrases.ts";
import { inEach, Language, some, words, yes } from "./by-language.ts";
import { Hours } from "./hours.ts";
import { FilesSettings } from "./file.ts";
import { LiveSettings } from "./live-settings.ts";
import { LeaveSettings } from "./leave.ts";
import { Logo } from "./logo.ts";
import { byName } from "./variant.ts";
import { PushSettings } from "./push.ts";

const oneOf = <const T extends readonly string[]>(all: T) => v.picklist(all, `must be one of ${all.join(", ")}`);

const pixels = v.pipe(
  v.number("must be a number"),
  v.integer("must be a whole number"),
  v.minValue(0, "must not be less than 0"),
  v.maxValue(200, "must not be more than 200"),
);

/** The panel's words that a site may say in its own, beside title, greeting and intro. The build of the widget may not give them shorter names. */
export const OWN_TEXTS = [
  "placeholder",
  "endConversation",
  "bot",
  "waiting",
  "ended",
  "source",
  "reconnecting",
] as const;

/** What visitors see of an inbox of the web: the widget's looks and words. All of it may be read by anybody. */
export const Looks = v.object({
  color: v.optional(v.pipe(v.string(), v.regex(/^#([\da-f]{3}|[\da-f]{6})$/i, "must be a colour such as #0b57d0"))),
  theme: v.optional(oneOf(["light", "dark", "auto"])),
  /** By language. Where the visitor's has none, the widget's own words are said. */
  title: v.optional(inEach(words(60))),
  greeting: v.optional(inEach(words(300))),
  intro: v.optional(inEach(words(500))),
  /** Questions to begin with, one tap each. */
  starters: v.optional(inEach(some(words(100), 8))),
  /** The panel's other words in the site's own, by their names. */
  texts: v.optional(inEach(byName(v.picklist(OWN_TEXTS, "is no name of a text"), words(200)))),
  launcher: v.optional(
    v.object({
      side: v.optional(oneOf(["left", "right"])),
      hidden: v.optional(yes),
      /** Pixels from that side of the window, and from below. */
      offset: v.optional(v.object({ side: v.optional(pixels), bottom: v.optional(pixels) })),
      /** Its sign; a bubble unless told. */
      icon: v.optional(oneOf(["question", "dots", "smile", "mail", "logo"])),
    }),
  ),
  /** A small picture (PNG, JPEG, WebP) as a `data:` address: in the panel's head, beside what the bot says, and on the launcher if that is its icon. */
  logo: v.optional(Logo),
  autoOpen: v.optional(yes),
  /** Which files may be sent here, by visitors and by agents; any of up to 25 MB unless told. Where none may, nothing offers it. */
  files: v.optional(FilesSettings),
  /** Languages that the panel may be in; the first is for whoever reads none of them. Any, if there are none. */
  languages: v.optional(some(Language, 20)),
});
export type Looks = v.InferOutput<typeof Looks>;

/** The settings of an inbox of the channel `web`. */
export const WebSettings = v.object({
  ...Looks.entries,
  /** Sites that may show the widget; any, if there are none. */
  allowedOrigins: v.optional(
    some(
      v.pipe(v.string("must be a site such as https://shop.example.com"), v.maxLength(300, "at most 300 characters")),
      100,
    ),
  ),
  /** When people are there for this site; as in the workspace unless told. */
  hours: v.optional(Hours),
  /** What the bot is called here, who answers, in which order, and what it says itself; as in the workspace unless told. */
  bot: v.optional(
    v.object({
      name: v.optional(words(60)),
      answerers: v.optional(some(words(60), 20)),
      words: v.optional(BotPhrases),
    }),
  ),
  /** What is made of a site's word for who somebody is: nothing, what can be proven, or nobody writes without a proof. */
  identity: v.optional(oneOf(["off", "optional", "enforce"])),
  /** What visitors are asked before they write; nothing unless told. */
  asks: v.optional(AsksSettings),
  /** What they are asked who leave a message while nobody is there; there is no form for it unless told. */
  leave: v.optional(LeaveSettings),
  /** Whether agents see who is on the site now; they do not unless told. */
  live: v.optional(LiveSettings),
  /** How those are told of answers who are away. */
  push: v.optional(PushSettings),
});
export type WebSettings = v.InferOutput<typeof WebSettings>;

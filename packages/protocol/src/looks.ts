import * as v from "valibot";
import { Hours } from "./hours.ts";
import { byName } from "./variant.ts";

/** A BCP 47 tag. */
export const Language = v.pipe(
  v.string("must be a language such as en or zh-CN"),
  v.regex(/^[a-z]{2,3}(-[A-Za-z\d]{2,8}){0,3}$/, "must be a language such as en or zh-CN"),
);

const words = (most: number) =>
  v.pipe(v.string("must be words"), v.trim(), v.maxLength(most, `at most ${most} characters`));
const some = <const S extends v.GenericSchema>(one: S, most: number) =>
  v.pipe(v.array(one, "must be a list"), v.maxLength(most, `at most ${most}`));
const inEach = <const S extends v.GenericSchema>(one: S) => byName(Language, one);
const whole = (most: number) =>
  v.pipe(
    v.number("must be a number"),
    v.integer("must be a whole number"),
    v.minValue(0, "must not be less than 0"),
    v.maxValue(most, `must not be more than ${most}`),
  );
const yes = v.boolean("must be yes or no");
const oneOf = <const T extends readonly string[]>(all: T) => v.picklist(all, `must be one of ${all.join(", ")}`);

/** What a visitor is asked. Those with the names of a profile become it; others are kept as attributes. */
export const Field = v.object({
  name: v.pipe(v.string(), v.regex(/^[a-z][\w-]{0,39}$/i, "must be a letter, then letters, digits, _ or -")),
  label: inEach(words(80)),
  required: v.optional(yes),
});
export type Field = v.InferOutput<typeof Field>;

/** What visitors see of an inbox of the web: the widget's looks and words. All of it may be read by anybody. */
export const Looks = v.object({
  color: v.optional(v.pipe(v.string(), v.regex(/^#([\da-f]{3}|[\da-f]{6})$/i, "must be a colour such as #0b57d0"))),
  theme: v.optional(oneOf(["light", "dark", "auto"])),
  /** An address, or the picture itself. */
  logo: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(40_000, "must not be larger than 30 kB"),
      v.regex(
        /^(https:\/\/\S+|data:image\/(png|jpeg|webp|gif|svg\+xml);base64,[\w+/=]+)$/,
        "must be a picture, or an address that begins with https://",
      ),
    ),
  ),
  /** By language. Where the visitor's has none, the widget's own words are said. */
  title: v.optional(inEach(words(60))),
  greeting: v.optional(inEach(words(300))),
  intro: v.optional(inEach(words(500))),
  /** Questions to begin with, one tap each. */
  starters: v.optional(inEach(some(words(100), 8))),
  /** The panel's other words in the site's own, by their names. */
  texts: v.optional(
    inEach(byName(v.pipe(v.string(), v.regex(/^[a-z]\w{0,39}$/i, "is no name of a text")), words(200))),
  ),
  launcher: v.optional(
    v.object({
      side: v.optional(oneOf(["left", "right"])),
      /** Pixels from that side of the window, and from below. */
      aside: v.optional(whole(400)),
      bottom: v.optional(whole(400)),
      icon: v.optional(oneOf(["bubble", "question", "heart"])),
      hidden: v.optional(yes),
    }),
  ),
  autoOpen: v.optional(yes),
  /** Languages that the panel may be in; the first is for whoever reads none of them. Any, if there are none. */
  languages: v.optional(some(Language, 20)),
  /** Asked before a conversation begins. */
  before: v.optional(some(Field, 8)),
  /** Whether who comes while nobody is there may leave a message with an address instead. */
  away: v.optional(yes),
  /** What a visitor has to agree to before they write. */
  consent: v.optional(
    v.object({
      text: inEach(words(1_000)),
      link: v.optional(
        v.pipe(
          v.string(),
          v.maxLength(500, "at most 500 characters"),
          v.regex(/^https?:\/\/\S+$/, "must be an address that begins with https://"),
        ),
      ),
    }),
  ),
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
  /** What the bot is called here, and who answers, in which order; as in the workspace unless told. */
  bot: v.optional(v.object({ name: v.optional(words(60)), answerers: v.optional(some(words(60), 20)) })),
  /** What is made of a site's word for who somebody is: nothing, what can be proven, or nobody writes without a proof. */
  identity: v.optional(oneOf(["off", "optional", "enforce"])),
});
export type WebSettings = v.InferOutput<typeof WebSettings>;

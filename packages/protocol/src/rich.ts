import * as v from "valibot";
import { KINDS } from "./asks.ts";
import { FileRef, SharedFile } from "./file.ts";
import { Choice, line } from "./text.ts";

/** An address that a button or a picture leads to: https, without a name or password in it. */
const Https = v.pipe(
  v.string("must be an address"),
  v.trim(),
  v.maxLength(500, "at most 500 characters"),
  v.check(isHttps, "must be an address that begins with https://"),
);

function isHttps(address: string): boolean {
  if (!/^https:\/\/[^\s\\]+$/i.test(address) || !URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === "" && password === "";
}

/** So many of something. Bundlers may leave out what is made with it and never used. */
/* @__NO_SIDE_EFFECTS__ */
const list = <const S extends v.GenericSchema>(one: S, least: number, most: number) =>
  v.pipe(v.array(one, "must be a list"), v.minLength(least, `at least ${least}`), v.maxLength(most, `at most ${most}`));

/** What something costs. */
export const Price = v.object({
  amount: v.pipe(v.number("must be a number"), v.finite("must be a number"), v.minValue(-1e12), v.maxValue(1e12)),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, "must be three letters, as EUR or CNY")),
});
export type Price = v.InferOutput<typeof Price>;

/** A button of a card: a choice (SPEC C2), or a page to open. */
const PickButton = v.object({ label: line(60), value: v.pipe(Choice.entries.value, v.nonEmpty("must not be empty")) });
const PageButton = v.object({ label: line(60), url: Https });
export const CardButton = v.union([PickButton, PageButton]);
export type CardButton = v.InferOutput<typeof CardButton>;

const card = {
  title: line(200),
  text: v.optional(line(500)),
  price: v.optional(Price),
  facts: v.optional(list(v.object({ label: line(60), value: line(200) }), 1, 8)),
  buttons: v.optional(list(CardButton, 1, 3)),
};

/** A picture at the site: only the bot shows those, and only of origins that the inbox names. */
export const PictureAddress = v.object({ url: Https });

/** Of a product, an order or the like, as a member of the team sends it: its picture is a file of the conversation. */
export const SentCard = v.object({ ...card, image: v.optional(FileRef) });
/** The same, as the bot says it: its picture is at the site. */
export const BotCard = v.object({ ...card, image: v.optional(PictureAddress) });
export type BotCard = v.InferOutput<typeof BotCard>;
/** As it was said. */
export const Card = v.object({ ...card, image: v.optional(v.union([SharedFile, PictureAddress])) });
export type Card = v.InferOutput<typeof Card>;

const MOST_CARDS = 10;
export const SentCards = list(SentCard, 1, MOST_CARDS);
export const BotCards = list(BotCard, 1, MOST_CARDS);
export const Cards = list(Card, 1, MOST_CARDS);

/** What of a person a form may ask, with the one kind that it has. */
const OWN_KINDS: Readonly<Record<string, string>> = { name: "text", email: "email", phone: "phone" };
const FIELD =
  /^(?:name|email|phone|attributes\.(?!\$|(?:__proto__|prototype|constructor)$)[^.\0]{1,50}|(?!__proto__$|userId$)[\w-]{1,60})$/;

/** One of what a form asks. */
export const FormField = v.pipe(
  v.object({
    /** As it is kept: what is known of somebody (SPEC I1), else a name of which only the message knows. */
    field: v.pipe(v.string("must be the name of a field"), v.regex(FIELD, "must be the name of a field")),
    kind: v.picklist(KINDS, `must be one of ${KINDS.join(", ")}`),
    /** Clients have words of their own for name, e-mail and phone. */
    label: v.optional(line(100)),
    choices: v.optional(list(v.object({ label: line(100), value: line(200) }), 1, 20)),
    required: v.optional(v.literal(true)),
  }),
  v.forward(
    v.check(({ field, label }) => field in OWN_KINDS || label !== undefined, "must say what is asked"),
    ["label"],
  ),
  v.forward(
    v.check(({ field, kind }) => (OWN_KINDS[field] ?? kind) === kind, "is not what such a field has"),
    ["kind"],
  ),
  v.forward(
    v.check(({ kind, choices }) => (kind === "choice") === (choices !== undefined), "are for the kind choice"),
    ["choices"],
  ),
);
export type FormField = v.InferOutput<typeof FormField>;

/** A form that is filled in where it stands. */
export const Form = v.object({
  title: line(200),
  fields: v.pipe(
    list(FormField, 1, 10),
    v.check((all) => new Set(all.map(({ field }) => field)).size === all.length, "must not ask for the same twice"),
  ),
  /** What its button is called; clients have a word of their own. */
  submit: v.optional(line(40)),
});
export type Form = v.InferOutput<typeof Form>;

/** The message of an event, by its id. */
const MessageId = v.pipe(v.string(), v.maxLength(80));

/** What was written in a form's field. */
const answer = {
  field: v.pipe(v.string(), v.maxLength(61)),
  value: v.pipe(v.string(), v.trim(), v.maxLength(1000)),
};
/** What is written into a form, which is named by its message. What is empty is left out. */
export const SentAnswers = v.object({ id: MessageId, fields: v.pipe(v.array(v.object(answer)), v.maxLength(10)) });
/** The same as it was said: with what each field is called, and what a choice is. */
export const Answers = v.object({
  id: MessageId,
  fields: v.array(v.object({ ...answer, label: v.string(), words: v.optional(v.string()) })),
});
export type Answers = v.InferOutput<typeof Answers>;

/** Why an answer is not taken. */
export const FormProblem = v.object({
  field: v.string(),
  code: v.picklist(["missing", "tooLong", "email", "phone", "choice", "unknown"]),
  /** In the conversation's language. */
  message: v.string(),
});
export type FormProblem = v.InferOutput<typeof FormProblem>;

/** Somewhere on the earth, in degrees. */
export const Place = v.object({
  latitude: v.pipe(v.number("must be a number"), v.minValue(-90), v.maxValue(90)),
  longitude: v.pipe(v.number("must be a number"), v.minValue(-180), v.maxValue(180)),
  label: v.optional(line(200)),
});
export type Place = v.InferOutput<typeof Place>;

/** A message of the same conversation that is quoted, by its id. */
export const QuoteRef = v.object({ id: MessageId });

/** What is quoted, as the engine knows it: who said it, and its first words. */
export const Quoted = v.object({
  ...QuoteRef.entries,
  by: v.picklist(["visitor", "bot", "agent", "system"]),
  /** What a member or a bot with a name is called. */
  name: v.optional(v.string()),
  text: v.string(),
});
export type Quoted = v.InferOutput<typeof Quoted>;

import * as v from "valibot";
import { FileRef, SharedFile } from "./file.ts";
import { Answers, Cards, Form, Place, Quoted, QuoteRef, SentAnswers, SentCards } from "./rich.ts";
import { Choice, Text } from "./text.ts";
import { variant } from "./variant.ts";

/** The article an answer came from. */
export const Source = v.object({
  articleId: v.string(),
  title: v.string(),
  /** The sentences of the article that answer, if the answer was found by search. */
  passage: v.optional(v.string()),
});
export type Source = v.InferOutput<typeof Source>;

const Picked = v.object({ type: v.literal("choice"), text: Text, value: Choice.entries.value });

/** A message that was left while nobody was there (SPEC C6), with what else was written in its form. `text` has all of it in words. */
const Left = v.object({
  type: v.literal("left"),
  text: Text,
  fields: v.optional(
    v.pipe(
      v.array(
        v.object({
          field: v.pipe(v.string(), v.maxLength(61)),
          value: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200)),
        }),
      ),
      v.maxLength(6),
    ),
  ),
});

/** What the engine says in words of what has more than words: what a client says there does not count. */
const ofEngine = v.optional(v.string());
const quoting = { quote: v.optional(QuoteRef) };
const quoted = { quote: v.optional(Quoted) };

/** A file as it is sent (SPEC C7): what it is, the engine knows; `text` becomes its name. */
export const SentFile = v.object({ type: v.literal("file"), text: Text, file: FileRef, ...quoting });
export type SentFile = v.InferOutput<typeof SentFile>;

/** A file as it was said. `text` is its name. */
export const FileContent = v.object({ type: v.literal("file"), text: Text, file: SharedFile, ...quoted });
export type FileContent = v.InferOutput<typeof FileContent>;

const SentPlace = v.object({ type: v.literal("place"), text: ofEngine, place: Place });
const PlaceContent = v.object({ type: v.literal("place"), text: Text, place: Place });

const SentCardsContent = v.object({ type: v.literal("cards"), text: ofEngine, cards: SentCards });
const CardsContent = v.object({ type: v.literal("cards"), text: Text, cards: Cards });

const SentForm = v.object({ type: v.literal("form"), text: ofEngine, form: Form });
const FormContent = v.object({ type: v.literal("form"), text: Text, form: Form });

const SentFilled = v.object({ type: v.literal("filled"), text: ofEngine, form: SentAnswers });
const FilledContent = v.object({ type: v.literal("filled"), text: Text, form: Answers });

/** What a visitor may say: words, one of the choices offered, what they leave while nobody is there, a file, a place, or what they write in a form. */
export const VisitorContent = variant("type", [
  v.object({ type: v.literal("text"), text: Text, ...quoting }),
  Picked,
  Left,
  SentFile,
  SentPlace,
  SentFilled,
]);
export type VisitorContent = v.InferOutput<typeof VisitorContent>;

const said = {
  type: v.literal("text"),
  text: Text,
  choices: v.optional(v.pipe(v.array(Choice), v.maxLength(10))),
  source: v.optional(Source),
  /** Said in passing: there is nothing in it that could have helped. */
  aside: v.optional(v.literal(true)),
};
const SentWords = v.object({ ...said, ...quoting });
const Said = v.object({ ...said, ...quoted });

/** What an agent may say. `text` is a subset of Markdown (SPEC C4), but for a file's and what the engine says in words. */
export const AgentContent = variant("type", [SentWords, Picked, SentFile, SentPlace, SentCardsContent, SentForm]);
export type AgentContent = v.InferOutput<typeof AgentContent>;

/** What anybody may want to say. */
export const SentContent = variant("type", [
  SentWords,
  Picked,
  Left,
  SentFile,
  SentPlace,
  SentFilled,
  SentCardsContent,
  SentForm,
]);
export type SentContent = v.InferOutput<typeof SentContent>;

/** What anybody may say. Clients show the `text` of whatever they do not know (SPEC C5). */
export const Content = variant("type", [
  Said,
  Picked,
  Left,
  FileContent,
  PlaceContent,
  FilledContent,
  CardsContent,
  FormContent,
]);
export type Content = v.InferOutput<typeof Content>;

import * as v from "valibot";
import { LanguageTag } from "./language.ts";

const Slug = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, "must be lower-case letters, digits, _ or -"));
const line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));
/** The same in both languages; either may be empty. And in any other, by its tag (SPEC L9). */
const bilingual = (max: number) =>
  v.pipe(
    v.objectWithRest({ en: v.optional(line(max), ""), "zh-CN": v.optional(line(max), "") }, line(max)),
    v.check((texts) => Object.keys(texts).every((tag) => v.is(LanguageTag, tag)), "must be by language tag"),
    v.check((texts) => Object.keys(texts).length <= MOST_LANGUAGES, `must be in ${MOST_LANGUAGES} languages at most`),
  );
const MOST_LANGUAGES = 20;

/**
 * How an answer sounds, if not plain: `light` as who the bot is, `cheerful` as praise, greetings and jokes. No apology is put before
 * either, and nothing cheerful is said to whoever is upset.
 */
export const Tone = v.picklist(["light", "cheerful"], "must be light or cheerful");
export type Tone = v.InferOutput<typeof Tone>;

/** The inboxes that an entry is for; all, if it names none. */
const Inboxes = v.optional(
  v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, "must be the id of an inbox")), "must be a list"),
    v.minLength(1, "must not be empty"),
    v.maxLength(100, "at most 100"),
  ),
);

/** Whether an entry of the knowledge is for an inbox. */
export const isFor = ({ inboxes }: { inboxes?: readonly string[] | undefined }, inboxId: string): boolean =>
  inboxes?.includes(inboxId) ?? true;

/** Something visitors want, with the ways they say it and what the bot answers. */
export const Intent = v.object({
  id: Slug,
  /** Short; shown as a choice when the bot asks back. */
  title: bilingual(80),
  /** Utterances in any language. */
  examples: v.array(v.string()),
  /** Markdown subset; `{{slot}}` or `{{slot|words to use without it}}` is filled from what the visitor wrote. */
  answer: bilingual(4000),
  /** The article shown as the source. */
  articleId: v.optional(Slug),
  /** Hands over to a person instead of answering. */
  action: v.optional(v.literal("escalate")),
  tone: v.optional(Tone),
  /** Intents offered as choices under the answer. */
  choices: v.optional(v.pipe(v.array(Slug), v.maxLength(6))),
  inboxes: Inboxes,
  /** Raised by every change; a change must name the one it saw. 0 makes a new intent. */
  version: v.number(),
  updatedAt: v.optional(v.number()),
  updatedBy: v.optional(v.string()),
});
export type Intent = v.InferOutput<typeof Intent>;

/** A page of the help centre, found by search where no intent fits. */
export const Article = v.object({
  id: Slug,
  title: bilingual(200),
  /** Markdown subset. */
  body: bilingual(40_000),
  inboxes: Inboxes,
  version: v.number(),
  updatedAt: v.optional(v.number()),
  updatedBy: v.optional(v.string()),
});
export type Article = v.InferOutput<typeof Article>;

/** Where a canned reply or a macro is kept: names from the outside to the inside, between slashes. */
export const Folder = v.pipe(
  v.string(),
  v.transform((path) =>
    path
      .split("/")
      .flatMap((name) => name.replace(/\s+/g, " ").trim() || [])
      .join("/"),
  ),
  v.maxLength(120, "at most 120 characters"),
);

/** A reply that agents insert by typing `/shortcut`. May contain blanks, as `{{visitor_name|...}}` and `{{agent_name}}` (SPEC G3). */
export const CannedReply = v.object({
  shortcut: Slug,
  folder: v.optional(Folder),
  text: bilingual(4000),
  inboxes: Inboxes,
  version: v.number(),
  updatedAt: v.optional(v.number()),
  updatedBy: v.optional(v.string()),
});
export type CannedReply = v.InferOutput<typeof CannedReply>;

/** `DELETE` of an entry: the version that was seen. Without one, whatever is there goes. */
export const Removal = v.object({ version: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))) });
export type Removal = v.InferOutput<typeof Removal>;

/** `GET /api/knowledge` */
export const Knowledge = v.object({
  intents: v.array(Intent),
  articles: v.array(Article),
  cannedReplies: v.array(CannedReply),
});
export type Knowledge = v.InferOutput<typeof Knowledge>;

/** `GET /api/knowledge/demo`: entries of the demo shop that are as they came, everyday words not counted, and entries that are the team's own. */
export const DemoKnowledge = v.object({ there: v.number(), own: v.number() });
export type DemoKnowledge = v.InferOutput<typeof DemoKnowledge>;

/** Held-out result of one intent. */
export const IntentScore = v.object({ intent: v.string(), right: v.number(), total: v.number() });
export type IntentScore = v.InferOutput<typeof IntentScore>;

/** An utterance the model got wrong. */
export const Failure = v.object({ text: v.string(), intent: v.string(), got: v.string() });
export type Failure = v.InferOutput<typeof Failure>;

/** Something in the examples that their owner should look at; training went on without it or in spite of it. */
export const ExampleProblem = v.variant("kind", [
  v.object({ kind: v.literal("duplicate"), text: v.string(), intent: v.string(), times: v.number() }),
  v.object({ kind: v.literal("contradiction"), text: v.string(), intents: v.array(v.string()) }),
  v.object({ kind: v.literal("empty"), text: v.string(), intent: v.string() }),
  v.object({ kind: v.literal("too-long"), text: v.string(), intent: v.string(), length: v.number() }),
  v.object({ kind: v.literal("few-examples"), intent: v.string(), count: v.number() }),
]);
export type ExampleProblem = v.InferOutput<typeof ExampleProblem>;

/** What a new model understands less of than the published one, counted on the same held-out examples. */
export const Regression = v.object({
  /** Absent where it is counted over all intents. */
  intent: v.optional(v.string()),
  total: v.number(),
  before: v.number(),
  after: v.number(),
  /** Some of the examples that it no longer understands. */
  lost: v.array(v.string()),
});
export type Regression = v.InferOutput<typeof Regression>;

/** Who a training is by that nobody asked for. */
export const FIRST_START = "first start";

/** A trained model in the store. Exactly one is published. */
export const ModelCard = v.object({
  version: v.number(),
  status: v.picklist(["candidate", "published", "retired"]),
  trainedAt: v.number(),
  trainedBy: v.string(),
  publishedAt: v.optional(v.number()),
  intents: v.number(),
  examples: v.number(),
  /** Share of held-out examples understood, from 0 to 1, over all and by language. */
  accuracy: v.number(),
  accuracyByLanguage: v.record(v.string(), v.number()),
  /** The same held-out examples on the model that was published when this one was trained. */
  accuracyBefore: v.optional(v.number()),
  perIntent: v.array(IntentScore),
  failures: v.array(Failure),
  seconds: v.number(),
  runtime: v.string(),
  /** What it reads messages by: the LSTM, n-grams, sentence vectors; absent in models of older engines. A first model has no LSTM. */
  parts: v.optional(v.array(v.picklist(["lstm", "ngrams", "vectors"]))),
  /** Whether it learned the held-out examples too, after it was measured by them. */
  learnedHeldOut: v.optional(v.boolean()),
  bytes: v.number(),
  problems: v.array(ExampleProblem),
  /** Why the quality gate holds it back; empty if it may be published. */
  heldBack: v.array(Regression),
  /** Share of conversations that a candidate answers, from 0 to 1. */
  canary: v.optional(v.number()),
});
export type ModelCard = v.InferOutput<typeof ModelCard>;

/** `POST /api/models/:version/publish`; also rolls back, by publishing an older one. */
export const PublishModel = v.object({
  /** Publishes although the gate holds it back. */
  force: v.optional(v.boolean()),
  /** Only for this share of conversations, from 0 to 1. */
  canary: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
});
export type PublishModel = v.InferOutput<typeof PublishModel>;

/** A question of the last replay that another model would treat differently. */
export const ReplayChange = v.object({ text: v.string(), before: v.string(), after: v.string(), count: v.number() });
export type ReplayChange = v.InferOutput<typeof ReplayChange>;

/** `GET /api/models/:version/replay`: the last real questions, judged by the published model and this one. */
export const Replay = v.object({ questions: v.number(), changed: v.array(ReplayChange) });
export type Replay = v.InferOutput<typeof Replay>;

/** Questions that mean the same and that the bot could not answer. */
export const ReviewCluster = v.object({
  id: v.string(),
  texts: v.array(v.string()),
  count: v.number(),
  lastAskedAt: v.number(),
  /** The intent they may belong to; absent where none is near. */
  suggested: v.optional(v.string()),
});
export type ReviewCluster = v.InferOutput<typeof ReviewCluster>;

/** `POST /api/review/:id`: adds the texts to an intent as examples, or dismisses them. */
/** `texts` are some of the group's own; others are left out, and without any it is `invalid`. */
export const ReviewDecision = v.variant("do", [
  v.object({
    do: v.literal("add"),
    intent: Slug,
    texts: v.pipe(v.array(v.pipe(v.string(), v.maxLength(4000))), v.maxLength(1000)),
  }),
  v.object({ do: v.literal("dismiss") }),
]);
export type ReviewDecision = v.InferOutput<typeof ReviewDecision>;

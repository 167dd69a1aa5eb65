import * as v from "valibot";

/** An intent the model considered, with its calibrated probability from 0 to 1. */
export const Guess = v.object({ intent: v.string(), title: v.optional(v.string()), confidence: v.number() });
export type Guess = v.InferOutput<typeof Guess>;

/** A piece of the utterance with a meaning of its own, for example an order number. */
export const Entity = v.object({ type: v.string(), text: v.string(), value: v.string(), start: v.number() });
export type Entity = v.InferOutput<typeof Entity>;

export const Sentiment = v.picklist(["positive", "neutral", "negative"]);
export type Sentiment = v.InferOutput<typeof Sentiment>;

/** How who writes may feel, as far as it is told beside a wish. */
const Feeling = v.picklist(["angry", "worried", "confused", "pleased"]);

/** What an utterance tells beside its wish; what it does not tell is absent. */
export const Signals = v.object({
  feeling: v.optional(Feeling),
  /** It has to be soon. */
  urgent: v.optional(v.literal(true)),
  /** They speak of going elsewhere. */
  leaving: v.optional(v.literal(true)),
});
export type Signals = v.InferOutput<typeof Signals>;

/** One of them by its name. */
export const SignalName = v.picklist([...Feeling.options, "urgent", "leaving"], "must be the name of a signal");
export type SignalName = v.InferOutput<typeof SignalName>;

/** What the bot made of an utterance. Agents see it, visitors do not. */
export const Understanding = v.object({
  /** Best first, at most five. */
  intents: v.array(Guess),
  inScope: v.boolean(),
  /** Intents that are wished for at once, in the order said, where there are several beyond doubt. */
  wishes: v.optional(v.array(v.string())),
  language: v.picklist(["en", "zh"]),
  sentiment: Sentiment,
  signals: v.optional(Signals),
  entities: v.array(Entity),
  /** Version of the model that judged; 0 where none was asked. */
  model: v.number(),
});
export type Understanding = v.InferOutput<typeof Understanding>;

/** What the bot did with it; `acknowledge`: it took a “thanks”, “no” or “okay” for what it was. */
export const Decision = v.picklist(["answer", "clarify", "article", "offer", "escalate", "acknowledge"]);
export type Decision = v.InferOutput<typeof Decision>;

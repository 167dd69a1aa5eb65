import { type Guess, type Locale, MAX_TEXT_LENGTH, type Sentiment, type Understanding } from "@parley/protocol";
import { type createEntityReader, withSamples } from "../entities/entities.ts";
import { intentTitle } from "../knowledge/answer.ts";
import { forInbox, hereOf } from "../knowledge/for-inbox.ts";
import type { Snapshot } from "../knowledge/snapshot.ts";
import type { Here, Verdict } from "../model/model.ts";
import { normalise } from "../../../text/normalise.ts";
import type { Nearest } from "../search/nearest.ts";
import type { LiveModel } from "../serving/serving.ts";
import type { TimeSlices } from "../time-slices.ts";
import { languageOf } from "./language.ts";
import type { ReadSignals } from "./signals/signals.ts";
import { tell } from "./telling.ts";

/** What understanding a message takes; everything is looked up anew for each. */
export interface UnderstandParts {
  knowledge: () => Snapshot;
  pick: (conversationId: string | undefined) => LiveModel | undefined;
  nearest: () => Nearest;
  readEntities: ReturnType<typeof createEntityReader>;
  judge: (text: string) => Sentiment;
  readSignals: ReadSignals;
  slices: TimeSlices;
}

/** A message to be understood. */
export interface Utterance {
  text: string;
  locale?: Locale | undefined;
  conversationId?: string | undefined;
  /** Its clauses are not taken for wishes of their own. */
  asOne?: boolean | undefined;
  /** Where it is said: it means nothing that is for other inboxes only. */
  inboxId?: string | undefined;
}

/** Creates the function that understands messages, in slices, so that a flood of them does not stop everything else. */
export function createUnderstand(parts: UnderstandParts) {
  const { slices } = parts;
  return (utterance: Utterance): Promise<Understanding> => slices.run(() => understand(parts, utterance));
}

function understand(parts: UnderstandParts, utterance: Utterance): Understanding {
  const { text: whole, locale, conversationId, asOne, inboxId } = utterance;
  const text = whole.slice(0, MAX_TEXT_LENGTH);
  const language = languageOf(text, locale === "zh-CN" ? "zh" : "en");
  const { entities, redacted } = parts.readEntities(text, language);
  const model = parts.pick(conversationId);
  const all = parts.knowledge();
  const { intents } = forInbox(all, inboxId);
  const here = intents === all.intents ? undefined : hereOf(all, intents);
  const isAside = (intent: string) => intents.get(intent)?.tone !== undefined;
  const heard = { text, redacted, language, asOne, here };
  const verdict = model ? judge(model, heard, isAside) : parts.nearest()(text, here);
  const signals = parts.readSignals(text);
  return {
    ...within(verdict, intents, language === "zh" ? "zh-CN" : "en"),
    language,
    sentiment: parts.judge(text),
    ...(signals && { signals }),
    entities,
    model: model?.version ?? 0,
  };
}

/** A message, what it is without ids, and its language. */
export interface Heard {
  text: string;
  redacted: string;
  language: "en" | "zh";
  asOne?: boolean | undefined;
  here?: Here | undefined;
}

/** What a model says of a message; its own examples it knows, whatever numbers are in them. */
export function judge(
  { known, classifier, spelling }: LiveModel,
  { text, redacted, language, asOne, here }: Heard,
  isAside?: (intent: string) => boolean,
): Verdict {
  // One id is as good as another.
  const usual = withSamples(redacted);
  const intent = known.get(normalise(text)) ?? known.get(normalise(usual));
  if (intent !== undefined && (here?.has(intent) ?? true))
    return { intents: [{ intent, confidence: 1 }], inScope: true, score: 1 };
  const judges = { classify: (part: string) => classifier.classify(part, here), ...(isAside && { isAside }) };
  const mended = spelling(usual, language);
  if (asOne) return judges.classify(usual);
  const asWritten = tell(usual, language, judges);
  if (mended === usual) return asWritten;
  const asMeant = tell(mended, language, judges);
  return asMeant.score > asWritten.score ? asMeant : asWritten;
}

/** An intent that was removed since the model was trained cannot be answered. */
function within({ intents, inScope, wishes = [] }: Verdict, known: Snapshot["intents"], locale: Locale) {
  const guesses = intents.flatMap(({ intent, confidence }): Guess[] => {
    const there = known.get(intent);
    return there ? [{ intent, title: intentTitle(there, { locale }), confidence }] : [];
  });
  const there = wishes.filter((intent) => known.has(intent));
  return {
    intents: guesses,
    inScope: inScope && guesses.length > 0,
    ...(there.length > 1 && { wishes: [...there] }),
  };
}

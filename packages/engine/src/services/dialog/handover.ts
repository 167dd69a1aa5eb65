import type { ConversationEvent, EscalationReason, Handover, Insight, Locale, Understanding } from "@parley/protocol";
import { WORDS, type Words } from "./words.ts";

/** What the visitor said last, and why that brings a person in. */
interface Occasion {
  question: string;
  understanding: Understanding;
  reason: EscalationReason;
  locale: Locale;
}

/** What the agent should know who takes over: what the visitor wants, what the bot made of it and tried. Pure. */
export function handoverOf(
  episode: readonly ConversationEvent[],
  { question, understanding, reason, locale }: Occasion,
): Handover {
  const words = WORDS[locale];
  const made = reason === "asked" ? words.wantsPerson : whatWasMadeOf(understanding, words);
  const tried = episode.flatMap((event) =>
    event.type === "message" && event.insight ? attempt(event.insight, words) : [],
  );
  return { summary: `${words.summary(question)} ${made}`.trim(), tried };
}

function whatWasMadeOf({ inScope, intents: [best] }: Understanding, words: Words): string {
  if (!inScope) return words.notUnderstood;
  return best ? words.understood(best.title ?? best.intent, Math.round(best.confidence * 100)) : "";
}

function attempt({ decision, understanding }: Insight, words: Words): string[] {
  const [best] = understanding.intents;
  const title = best?.title ?? best?.intent;
  if (!title) return [];
  if (decision === "answer" || decision === "article") return [words.answered(title)];
  return decision === "clarify" ? [words.asked(title)] : [];
}

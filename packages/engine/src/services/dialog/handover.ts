import type { ConversationEvent, Handover, Insight, Locale, Understanding } from "@parley/protocol";
import { WORDS, type Words } from "./words.ts";

/** What the agent should know who takes over: what the visitor wants, what the bot made of it and tried. Pure. */
export function handoverOf(
  episode: readonly ConversationEvent[],
  question: string,
  understanding: Understanding | undefined,
  locale: Locale,
): Handover {
  const words = WORDS[locale];
  const [best] = understanding?.inScope ? understanding.intents : [];
  const made = best
    ? words.understood(best.title ?? best.intent, Math.round(best.confidence * 100))
    : words.notUnderstood;
  const tried = episode.flatMap((event) =>
    event.type === "message" && event.insight ? attempt(event.insight, words) : [],
  );
  return { summary: `${words.summary(question)} ${made}`, tried };
}

function attempt({ decision, understanding }: Insight, words: Words): string[] {
  const [best] = understanding.intents;
  const title = best?.title ?? best?.intent;
  if (!title) return [];
  if (decision === "answer" || decision === "article") return [words.answered(title)];
  return decision === "clarify" ? [words.asked(title)] : [];
}

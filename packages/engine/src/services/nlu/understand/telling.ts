import type { Guess, Verdict } from "../model/model.ts";
import { clausesOf, isNegated, lengthOf } from "./clauses/clauses.ts";
import { withoutFillers } from "./clauses/fillers.ts";

/** From this confidence on a clause by itself says what is wanted. */
const TELLS = 0.5;
/** From this confidence on it is beyond doubt. */
const SURE = 0.8;
/** What a part may say where the whole says something else: it is to be asked back. */
const DOUBTFUL = 0.75;
/** From so many words on a message is a story, of which most says nothing of the wish. */
const STORY = { en: 24, zh: 40 };
/** Clauses that are looked at; a message of more is no message to a shop. */
const MOST = 24;
const GUESSES = 5;

/**
 * What a message means by what its parts mean: without fillers, without the clauses that say what is *not* wished, and of a long message by
 * its telling clause. Where two clauses want different things beyond doubt, both are named and neither is sure.
 */
export function tell(text: string, language: "en" | "zh", classify: (text: string) => Verdict): Verdict {
  const plain = withoutFillers(text, language);
  const clauses = clausesOf(plain, language).slice(0, MOST);
  const wished = clauses.filter((clause) => !isNegated(clause));
  const negated = wished.length > 0 && wished.length < clauses.length;
  const kept = negated ? wished.join(language === "zh" ? "，" : ", ") : plain;
  const wholes = [kept, ...(kept === text || negated ? [] : [text])].map(classify);
  const whole = wholes.reduce((one, other) => (other.score > one.score ? other : one));
  const parts = wished.length > 1 ? wished.map(classify) : [];
  return parts.length === 0 ? whole : joined(whole, parts, lengthOf(kept, language) >= STORY[language]);
}

function joined(whole: Verdict, parts: readonly Verdict[], isStory: boolean): Verdict {
  const wishes = new Set(parts.filter((part) => isAtLeast(part, SURE)).map(intentOf));
  if (wishes.size > 1 && !isStory) return asked(whole, [...wishes]);
  if (isAtLeast(whole, SURE)) return whole;
  const tells = parts.filter((part) => isAtLeast(part, TELLS)).toSorted((a, b) => b.score - a.score);
  const [best] = tells;
  if (!best) return isStory ? mixed(whole, parts) : whole;
  const agrees = whole.intents.slice(0, 3).some(({ intent }) => intent === intentOf(best));
  const most = agrees && !isStory && wishes.size === 1 ? 1 : DOUBTFUL;
  const told = best.intents
    .slice(0, 1)
    .map(({ intent, confidence }) => ({ intent, confidence: Math.min(confidence, most) }));
  const others = [...tells, whole].flatMap(({ intents }) => doubtful(intents));
  return { intents: ranked([...told, ...others]), inScope: true, score: Math.max(whole.score, best.score) };
}

const isAtLeast = ({ inScope, intents: [best] }: Verdict, confidence: number): boolean =>
  inScope && (best?.confidence ?? 0) >= confidence;

const intentOf = ({ intents: [best] }: Verdict): string => best?.intent ?? "";

const doubtful = (guesses: readonly Guess[]): Guess[] =>
  guesses.map(({ intent, confidence }) => ({ intent, confidence: Math.min(confidence, DOUBTFUL) * 0.9 }));

/** Where nothing tells, what any part may mean. */
function mixed(whole: Verdict, parts: readonly Verdict[]): Verdict {
  return { ...whole, intents: ranked([...whole.intents, ...parts.flatMap(({ intents }) => doubtful(intents))]) };
}

/** Several wishes at once: which comes first is to be asked. */
function asked(whole: Verdict, wishes: readonly string[]): Verdict {
  const each = DOUBTFUL / wishes.length;
  return {
    ...whole,
    inScope: true,
    intents: ranked([
      ...wishes.map((intent) => ({ intent, confidence: each })),
      ...whole.intents.map((guess) => ({ ...guess, confidence: guess.confidence * 0.2 })),
    ]),
  };
}

/** Each intent once, with its highest confidence, best first; together at most 1. */
function ranked(guesses: readonly Guess[]): Guess[] {
  const highest = new Map<string, number>();
  for (const { intent, confidence } of guesses) highest.set(intent, Math.max(confidence, highest.get(intent) ?? 0));
  return [...highest]
    .map(([intent, confidence]) => ({ intent, confidence }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, GUESSES);
}

import type { Guess, Verdict } from "../model/model.ts";
import { clausesOf, isNegated, lengthOf, onlyNames } from "./clauses/clauses.ts";
import { withoutFillers } from "./clauses/fillers.ts";

/** From this confidence on a clause by itself says what is wanted. */
const TELLS = 0.5;
/** From this confidence on it is beyond doubt. */
const SURE = 0.8;
/**
 * How likely the whole must find what one of its clauses is sure of. Of 500 messages of people's (development figures) a clause decided 79, of
 * which 7 wrongly, and 3 of those 7, beside 3 of the others, the whole found less likely than this.
 */
const THOUGHT_OF = 0.6;
/** What a part may say where the whole says something else: it is to be asked back. */
const DOUBTFUL = 0.75;
/** From so many words on a message is a story, of which most says nothing of the wish. */
const STORY = { en: 24, zh: 32 };
/** Clauses that are looked at; a message of more is no message to a shop. */
const MOST = 24;
const GUESSES = 5;

/** Who judges a text. */
export interface Judges {
  classify: (text: string) => Verdict;
  /** Whether an intent is said beside a wish, and is none: a greeting, thanks. */
  isAside?: (intent: string) => boolean;
}

/**
 * What a message means by what its parts mean: without fillers, without the clauses that say what is *not* wished, and of a long message by
 * its telling clause. Where two clauses want different things beyond doubt, both are named and neither is sure.
 */
export function tell(text: string, language: "en" | "zh", { classify, isAside = () => false }: Judges): Verdict {
  const plain = withoutFillers(text, language);
  const clauses = clausesOf(plain, language).slice(0, MOST);
  const wished = clauses.filter((clause, at) => !isNegated(clause, clauses[at + 1]));
  const negated = wished.length > 0 && wished.length < clauses.length;
  const kept = negated ? wished.join(language === "zh" ? "，" : ", ") : plain;
  const wholes = [kept, ...(kept === text || negated ? [] : [text])].map(classify);
  const whole = wholes.reduce((one, other) => (other.score > one.score ? other : one));
  const telling = wished.filter((clause) => !onlyNames(clause));
  const parts = telling.length > 1 ? telling.map(classify).filter((part) => !isAside(intentOf(part))) : [];
  if (parts.length === 0) return whole;
  return joined(whole, parts, {
    isStory: lengthOf(kept, language) >= STORY[language],
    saysWish: !isAside(intentOf(whole)),
  });
}

interface Message {
  isStory: boolean;
  /** Whether the whole is more than a greeting or thanks. */
  saysWish: boolean;
}

function joined(whole: Verdict, parts: readonly Verdict[], message: Message): Verdict {
  const { isStory, saysWish } = message;
  const wishes = new Set(parts.filter((part) => isAtLeast(part, SURE)).map(intentOf));
  if (wishes.size > 1 && !isStory) return asked(whole, [...wishes]);
  const tells = parts.filter((part) => isAtLeast(part, TELLS)).toSorted((a, b) => b.score - a.score);
  if (saysWish && isAtLeast(whole, SURE)) return borneOut(whole, tells, isStory);
  if (tells.length === 0) return mixed(whole, parts, isStory);
  const isBeyondDoubt = wishes.size === 1 && !isStory && areOne(tells, saysWish ? whole : undefined);
  return told(whole, tells, isBeyondDoubt ? 1 : DOUBTFUL);
}

/** Whether all of them say the same, and the whole says it too, if less surely. */
function areOne(tells: readonly Verdict[], whole: Verdict | undefined): boolean {
  const [one, ...others] = new Set(tells.map(intentOf));
  return others.length === 0 && (!whole || thinksOf(whole, one));
}

/** What the whole is sure of; of a story only if one of its clauses says so too. */
function borneOut(whole: Verdict, tells: readonly Verdict[], isStory: boolean): Verdict {
  const isBorneOut = !isStory || tells.some((part) => intentOf(part) === intentOf(whole));
  return isBorneOut ? whole : told(whole, [whole, ...tells], DOUBTFUL);
}

/** What the most telling part says, no surer than this, then what the others say. */
function told(whole: Verdict, tells: readonly Verdict[], most: number): Verdict {
  const first = tells.slice(0, 1).flatMap(({ intents }) => atMost(intents.slice(0, 1), most));
  const others = [...tells, whole].flatMap(({ intents }) => doubtful(intents));
  const score = Math.max(whole.score, ...tells.map((part) => part.score));
  return { intents: ranked([...first, ...others]), inScope: true, score };
}

const thinksOf = ({ intents }: Verdict, intent: string | undefined): boolean =>
  intents.some((guess) => guess.intent === intent && guess.confidence >= THOUGHT_OF);

const atMost = (guesses: readonly Guess[], most: number): Guess[] =>
  guesses.map(({ intent, confidence }) => ({ intent, confidence: Math.min(confidence, most) }));

const isAtLeast = ({ inScope, intents: [best] }: Verdict, confidence: number): boolean =>
  inScope && (best?.confidence ?? 0) >= confidence;

const intentOf = ({ intents: [best] }: Verdict): string => best?.intent ?? "";

const doubtful = (guesses: readonly Guess[]): Guess[] =>
  atMost(guesses, DOUBTFUL).map(({ intent, confidence }) => ({ intent, confidence: confidence * 0.9 }));

/** Where nothing tells: of a story what any part may mean. */
function mixed(whole: Verdict, parts: readonly Verdict[], isStory: boolean): Verdict {
  if (!isStory) return whole;
  return { ...whole, intents: ranked([...whole.intents, ...parts.flatMap(({ intents }) => doubtful(intents))]) };
}

/** Several wishes at once: which comes first is to be asked. */
function asked(whole: Verdict, wishes: readonly string[]): Verdict {
  const each = DOUBTFUL / wishes.length;
  return {
    ...whole,
    inScope: true,
    wishes,
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

import type { Insight } from "@parley/protocol";
import { useIntentTitle } from "../desk/use-intent-title.ts";
import { languageName, percent } from "../language/format.ts";
import { Badge, Bar } from "../ui/parts.tsx";
import { uiWords } from "../ui/words.ts";
import { Signals } from "./Signals.tsx";
import { signalWords } from "./signal-words.ts";
import { conversationWords } from "./words.ts";

const MOOD = { positive: "good", neutral: "plain", negative: "bad" } as const;

/** Everything the bot understood, as a small table. */
export function UnderstandingTable({ understanding }: { understanding: Insight["understanding"] }) {
  const words = conversationWords();
  const titleOf = useIntentTitle();
  return (
    <div class="understanding">
      <ul class="guesses" aria-label={words.intents}>
        {understanding.intents.map((guess) => (
          <GuessBar
            key={guess.intent}
            title={titleOf(guess.intent, guess.title)}
            confidence={guess.confidence}
            sure={understanding.inScope}
          />
        ))}
      </ul>
      <dl class="facts">
        <div>
          <dt>{words.sentiment}</dt>
          <dd>
            <Badge tone={MOOD[understanding.sentiment]}>{words.sentiments[understanding.sentiment]}</Badge>
          </dd>
        </div>
        {understanding.signals && (
          <div>
            <dt>{signalWords().title}</dt>
            <dd>
              <Signals of={understanding.signals} />
            </dd>
          </div>
        )}
        <div>
          <dt>{words.language}</dt>
          <dd>{languageName(understanding.language)}</dd>
        </div>
        <div>
          <dt>{words.entities}</dt>
          <dd>
            {understanding.entities.length === 0 && uiWords().none}
            {understanding.entities.map(({ type, text, value, start }) => (
              <span key={`${type}-${start}`} class="entity" title={value}>
                <b>{type}</b> {text}
              </span>
            ))}
          </dd>
        </div>
        {understanding.model > 0 && (
          <div>
            <dt>{words.model}</dt>
            <dd>v{understanding.model}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}

function GuessBar({ title, confidence, sure }: { title: string; confidence: number; sure: boolean }) {
  return (
    <li>
      <span>{title}</span>
      <Bar share={confidence} tone={sure ? "accent" : "muted"} />
      <span class="tabular">{percent(confidence)}</span>
    </li>
  );
}

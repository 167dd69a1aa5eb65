import { fillBlanks, type Known, type Suggestion } from "@parley/protocol";
import { useEffect } from "preact/hooks";
import { placeOf } from "../../ui/key-meaning.ts";
import { copilotTexts } from "./texts.ts";

interface ChipsProps {
  suggestions: readonly Suggestion[];
  known: Known;
  onTake: (words: string) => void;
}

/** What may be said, each with where it is from; taken with a click, or Alt and its number. Nothing is sent by it. */
export function Chips({ suggestions, known, onTake }: ChipsProps) {
  const texts = copilotTexts();
  const words = suggestions.map(({ text }) => fillBlanks(text, known));
  useEffect(() => {
    const take = (event: KeyboardEvent) => {
      const chosen = words[numberOf(event) - 1];
      if (chosen === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      onTake(chosen);
    };
    document.addEventListener("keydown", take, true);
    return () => document.removeEventListener("keydown", take, true);
  });
  if (suggestions.length === 0) return null;
  return (
    <ul class="suggestions" aria-label={texts.suggestions}>
      {suggestions.map((one, place) => (
        <li key={one.text}>
          <button
            type="button"
            class="suggestion"
            title={words[place]}
            aria-keyshortcuts={`Alt+${place + 1}`}
            onClick={() => onTake(words[place] ?? "")}
          >
            <kbd>{place + 1}</kbd>
            <span class="suggestion-text">{words[place]?.replace(/[*#`]+/g, "").replace(/\s+/g, " ")}</span>
            <small>{sourceOf(one)}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}

function sourceOf({ kind, title, people }: Suggestion): string {
  const texts = copilotTexts();
  return `${texts.kinds[kind]} · ${people === undefined ? title : texts.people(people)}`;
}

/** Whether an input method composes, of which Safari leaves only the number, or the key is held down: what it does is done once. */
const isOthers = ({ isComposing, keyCode, repeat }: KeyboardEvent): boolean => isComposing || keyCode === 229 || repeat;

/** Alt and a digit, wherever that is on the keyboard and whatever it writes there; 0 for any other key, and where keys are others'. */
export function numberOf(event: KeyboardEvent): number {
  const { altKey, ctrlKey, metaKey, shiftKey, code, target } = event;
  if (!altKey || ctrlKey || metaKey || shiftKey || isOthers(event) || document.querySelector("dialog[open]")) return 0;
  return placeOf(target) === "field" ? 0 : Number(/^Digit(\d)$/.exec(code)?.[1] ?? 0);
}

import type { Intent } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { inLanguage } from "../language/language.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import { checkExamples, type ExampleProblem, withoutDuplicates } from "./examples.ts";
import { knowledgeWords } from "./words.ts";

const FEW = 5;
const SHOWN = 8;

interface ExamplesProps {
  intent: Intent;
  intents: readonly Intent[];
  onChange: (examples: string[]) => void;
}

/** The examples as lines, counted by language while one types, with what is wrong below. */
export function ExamplesField({ intent, intents, onChange }: ExamplesProps) {
  const words = knowledgeWords();
  const text = useSignal(intent.examples.join("\n"));
  const check = checkExamples(text.value, intent.id, intents);
  useEffect(() => {
    // The entry was replaced from outside: discarded, or the other version taken.
    if (intent.examples.join("\n") !== check.examples.join("\n")) text.value = intent.examples.join("\n");
  }, [intent.examples]);
  const write = (next: string) => {
    text.value = next;
    onChange(checkExamples(next, intent.id, intents).examples);
  };
  const few = check.examples.length > 0 && Math.min(check.chinese, check.english) < FEW;
  return (
    <div class="examples">
      <Field label={words.examples} rows={10} value={text.value} onInput={write} hint={words.examplesHint} />
      <p class="counts" role="status">
        <b class="tabular">{words.perLanguage(check.english, check.chinese)}</b>
        {few && <span class="warn-text">{words.few}</span>}
      </p>
      {check.problems.length > 0 && (
        <div class="problems">
          <ul>
            {check.problems.slice(0, SHOWN).map((problem) => (
              <li
                key={`${problem.type}-${problem.line}`}
                class={problem.type === "contradiction" ? "bad-text" : "warn-text"}
              >
                <Icon name="warning" size={14} /> {says(problem, intents)}
              </li>
            ))}
            {check.problems.length > SHOWN && <li class="muted">+{check.problems.length - SHOWN}</li>}
          </ul>
          {check.problems.some(({ type }) => type === "duplicate") && (
            <Button small onClick={() => write(withoutDuplicates(text.value))}>
              {words.removeDuplicates}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function says(problem: ExampleProblem, intents: readonly Intent[]): string {
  const { problems } = knowledgeWords();
  switch (problem.type) {
    case "duplicate":
      return problems.duplicate(problem.line, problem.text, problem.of);
    case "contradiction": {
      const other = intents.find(({ id }) => id === problem.intent);
      return problems.contradiction(
        problem.line,
        problem.text,
        other ? inLanguage(other.title) || other.id : problem.intent,
      );
    }
    case "tooLong":
      return problems.tooLong(problem.line);
  }
}

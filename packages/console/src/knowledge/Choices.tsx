import type { Intent } from "@parley/protocol";
import { inLanguage } from "../language/language.ts";
import { Button } from "../ui/Button.tsx";
import { Select } from "../ui/Select.tsx";
import { uiWords } from "../ui/words.ts";
import { knowledgeWords } from "./words.ts";

const MOST = 6;

interface ChoicesProps {
  chosen: readonly string[];
  intents: readonly Intent[];
  onChange: (chosen: string[]) => void;
}

/** The intents that are offered below an answer, in order. */
export function Choices({ chosen, intents, onChange }: ChoicesProps) {
  const words = knowledgeWords();
  const title = (id: string) =>
    inLanguage(intents.find((intent) => intent.id === id)?.title ?? { en: id, "zh-CN": id });
  const rest = intents.filter(({ id }) => !chosen.includes(id));
  return (
    <div class="field">
      <span class="field-label">{words.choices}</span>
      <ul class="chips">
        {chosen.map((id) => (
          <li key={id}>
            {title(id)}
            <Button
              icon="close"
              tone="quiet"
              small
              label={`${uiWords().delete}: ${title(id)}`}
              onClick={() => onChange(chosen.filter((other) => other !== id))}
            />
          </li>
        ))}
      </ul>
      {chosen.length < MOST && (
        <Select
          bare
          label={words.addChoice}
          value=""
          options={[
            { value: "", label: `${words.addChoice} …` },
            ...rest.map((intent) => ({ value: intent.id, label: inLanguage(intent.title) || intent.id })),
          ]}
          onChange={(id) => id && onChange([...chosen, id])}
        />
      )}
    </div>
  );
}

import type { Intent, Tone } from "@parley/protocol";
import { optionsOf, Segments } from "../ui/Select.tsx";
import { knowledgeWords } from "./words.ts";

type Sound = Tone | "plain";
const SOUNDS: readonly Sound[] = ["plain", "light", "cheerful"];

interface HowAnsweredProps {
  intent: Intent;
  onChange: (fields: Pick<Partial<Intent>, "action" | "tone">) => void;
}

/** Whether the bot answers or hands over, and how its answer sounds, with what that means for whoever is upset. */
export function HowAnswered({ intent: { action, tone }, onChange }: HowAnsweredProps) {
  const words = knowledgeWords();
  const sound = tone ?? "plain";
  return (
    <>
      <div class="row-field">
        <span>{words.action}</span>
        <Segments<"answer" | "escalate">
          label={words.action}
          value={action ?? "answer"}
          options={[
            { value: "answer", label: words.answers },
            { value: "escalate", label: words.escalates },
          ]}
          onChange={(next) => onChange({ action: next === "escalate" ? next : undefined })}
        />
      </div>
      {!action && (
        <div class="field">
          <div class="row-field">
            <span>{words.tone}</span>
            <Segments<Sound>
              label={words.tone}
              value={sound}
              options={optionsOf(SOUNDS, words.tones)}
              onChange={(next) => onChange({ tone: next === "plain" ? undefined : next })}
            />
          </div>
          <p class="hint">{words.toneHints[sound]}</p>
        </div>
      )}
    </>
  );
}

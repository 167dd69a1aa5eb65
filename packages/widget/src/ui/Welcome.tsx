import type { VNode } from "preact";
import type { Ui } from "./ui.ts";

/** What is shown before anything has been said. */
export function Welcome({ ui: { chat, texts, settings } }: { ui: Ui }): VNode {
  const { starters } = settings;
  const questions: readonly string[] = Array.isArray(starters) ? starters : String(starters ?? "").split("|");
  return (
    <li class="welcome">
      <p class="greeting">{texts.greeting}</p>
      <p>{texts.intro}</p>
      <div class="choices">
        {questions.filter(Boolean).map((text) => (
          <button dir="auto" onClick={() => chat.send(text)}>
            {text}
          </button>
        ))}
      </div>
    </li>
  );
}

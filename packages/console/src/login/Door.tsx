import type { ComponentChildren } from "preact";
import { LanguageChoice } from "../ui/LanguageChoice.tsx";

/** The page of those who are not in yet. */
export function Door({ title, text, children }: { title: string; text?: string; children: ComponentChildren }) {
  return (
    <main class="door">
      <div class="door-card">
        <img src="icon.svg" alt="Parley" width="40" height="40" />
        <h1>{title}</h1>
        {text && <p class="muted">{text}</p>}
        {children}
      </div>
      <LanguageChoice />
    </main>
  );
}

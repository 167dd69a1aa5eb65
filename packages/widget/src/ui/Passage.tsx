import type { VNode } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import { markdown } from "./markdown.ts";
import { passageStyles } from "./styles/passage.ts";
import type { Ui } from "./ui.ts";

interface PassageProps {
  ui: Ui;
  title: string;
  text: string;
}

/** The sentences of an article that an answer was found in, to be unfolded. */
export function Passage({ ui: { texts, addStyles }, title, text }: PassageProps): VNode {
  useLayoutEffect(() => addStyles(passageStyles), []);
  return (
    <details class="source">
      <summary>
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M14 3v5h5M9 13h6m-6 4h4M14.5 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V7.5z" />
        </svg>
        <span>
          <small>{texts.source}</small>
          <span>{title}</span>
        </span>
        <Icon name="close" />
      </summary>
      <div class="passage" dir="auto">
        {markdown(text)}
      </div>
    </details>
  );
}

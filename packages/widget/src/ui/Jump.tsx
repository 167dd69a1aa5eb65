import type { VNode } from "preact";
import { jumpTexts } from "../texts/jump.ts";
import type { Ui } from "./ui.ts";

interface JumpProps {
  ui: Ui;
  /** Something has come meanwhile. */
  unseen: boolean;
  toEnd: () => void;
}

/** The way back to the end of the thread. Loaded when a visitor first leaves it. */
export function Jump({ ui, unseen, toEnd }: JumpProps): VNode {
  const { newMessages, jumpToLatest } = jumpTexts[ui.texts.spoken];
  return (
    <button class="jump" onClick={toEnd} aria-label={unseen ? undefined : jumpToLatest}>
      {unseen && newMessages}
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 5v14m6-6-6 6-6-6" />
      </svg>
    </button>
  );
}

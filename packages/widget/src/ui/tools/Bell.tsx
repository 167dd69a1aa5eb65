import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ToolTexts } from "../../texts/tools/tool-texts.ts";
import type { Ui } from "../ui.ts";
import { disable, enable, isOn } from "./notices.ts";

/** Has the visitor told on this device when there is an answer: only they can begin that, by pressing it. */
export function Bell({ ui, words, worker }: { ui: Ui; words: ToolTexts; worker: string }): VNode {
  const [on, setOn] = useState(false);
  const [trouble, setTrouble] = useState("");
  useEffect(() => {
    // What the browser calls itself may be another name by now.
    isOn(ui.chat, worker).then(setOn, () => {});
  }, []);
  const press = () => {
    setTrouble("");
    (on ? disable(ui.chat, worker) : enable(ui.chat, worker)).then(
      (now) => setOn(now),
      (error: unknown) => setTrouble((error as Error).name === "NotAllowedError" ? words.noBell : words.bellFailed),
    );
  };
  return (
    <>
      <button
        type="button"
        class="send tool"
        aria-label={words.bell}
        title={words.bell}
        aria-pressed={on}
        onClick={press}
      >
        <svg class={`icon${on ? " rings" : ""}`} viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0" />
        </svg>
      </button>
      {trouble && (
        <p class="emoji said-so" role="alert">
          {trouble}
        </p>
      )}
    </>
  );
}

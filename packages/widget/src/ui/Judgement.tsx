import type { VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { ChatMessage } from "../client/messages.ts";
import { judgementTexts } from "../texts/judgement.ts";
import { judgementStyles } from "./styles/judgement.ts";
import type { Ui } from "./ui.ts";

/** Whether an answer helped. Loaded with the first answer that can be judged. */
export function Judgement({ ui, message }: { ui: Ui; message: ChatMessage }): VNode {
  const { addStyles, talkToPerson, chat } = ui;
  const { id, helpful } = message;
  const texts = judgementTexts[ui.texts.spoken];
  const [thanks, setThanks] = useState(false);
  useLayoutEffect(() => addStyles(judgementStyles), []);
  const vote = (value: boolean) => (
    <button
      class="plain small"
      aria-label={value ? texts.yes : texts.no}
      aria-pressed={helpful === value}
      onClick={() => {
        setThanks(true);
        if (helpful !== value) chat.judge(id, value);
      }}
    >
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M7 10.5V21M7 10.5 11.3 2.6a2.6 2.6 0 0 1 3.6 3L14 10h5.4a2 2 0 0 1 2 2.4l-1.3 7A2 2 0 0 1 18 21H3V10.5z" />
      </svg>
    </button>
  );
  return (
    <div class="judgement" role="group" aria-label={texts.helpful}>
      <span role="status">{thanks ? texts.thanks : helpful === undefined && texts.helpful}</span>
      {vote(true)}
      <span class="turned">{vote(false)}</span>
      {thanks && helpful === false && (
        <button class="text" onClick={talkToPerson}>
          {ui.texts.talkToPerson}
        </button>
      )}
    </div>
  );
}

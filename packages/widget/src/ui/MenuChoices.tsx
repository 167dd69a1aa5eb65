import type { VNode } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import { menuStyles } from "./styles/menu.ts";
import type { Ui } from "./ui.ts";

interface MenuChoicesProps {
  ui: Ui;
  withBot: boolean;
  close: () => void;
}

/** What may be chosen in the header's menu. */
export function MenuChoices({ ui, withBot, close }: MenuChoicesProps): VNode {
  const { chat, texts, talkToPerson, addStyles } = ui;
  useLayoutEffect(() => {
    addStyles(menuStyles);
  }, []);
  const choose = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <div class="menu">
      {withBot && (
        <button onClick={choose(talkToPerson)}>
          <Icon name="person" />
          {texts.talkToPerson}
        </button>
      )}
      <button onClick={choose(chat.end)}>
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M15 4h3a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-3M10 8l-4 4 4 4m-4-4h9" />
        </svg>
        {texts.endConversation}
      </button>
    </div>
  );
}

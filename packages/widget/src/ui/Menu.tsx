import type { VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import { menuStyles } from "./styles/menu.ts";
import type { Ui } from "./ui.ts";

/** What can be done about a conversation, behind a button of the header. Loaded once there is one. */
export function Menu({ ui, withBot }: { ui: Ui; withBot: boolean }): VNode {
  const { chat, texts, talkToPerson, addStyles } = ui;
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => addStyles(menuStyles), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.key !== "Escape") return;
    event.stopPropagation();
    setOpen(false);
  };
  const choose = (act: () => void) => () => {
    setOpen(false);
    act();
  };
  return (
    <div onKeyDown={onKeyDown}>
      <button class="plain" aria-label={texts.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4.5 12h1m6 0h1m6 0h1" />
        </svg>
      </button>
      {open && (
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
      )}
    </div>
  );
}

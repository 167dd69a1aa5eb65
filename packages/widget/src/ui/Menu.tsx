import { saveText, transcriptOf } from "@parley/client";
import type { Author } from "@parley/protocol";
import type { VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import { menuStyles } from "./styles/menu.ts";
import { useRichTexts } from "./rich/use-rich-texts.ts";
import type { Ui } from "./ui.ts";

/** All that was said, from its beginning. What cannot be loaded now is left out. */
async function save({ chat, settings, texts }: Ui, name: string): Promise<void> {
  for (let known = -1; chat.hasOlder.peek() && known !== chat.events.peek().length;) {
    known = chat.events.peek().length;
    await chat.loadOlder();
  }
  const nameOf = (author: Author) =>
    author.kind === "visitor" ? texts.you : (author as { name?: string }).name || (settings.title ?? texts.bot);
  saveText(transcriptOf(chat.events.peek(), { language: texts.spoken, nameOf }), `${name}.txt`);
}

/** What can be done about a conversation, behind a button of the header. Loaded once there is one. */
export function Menu({ ui, withBot }: { ui: Ui; withBot: boolean }): VNode {
  const { chat, texts, talkToPerson, addStyles } = ui;
  const [open, setOpen] = useState(false);
  const words = useRichTexts(ui);
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
          {words && (
            <button onClick={choose(() => void save(ui, words.save))}>
              <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                <path d="M12 4v12m-5-5 5 5 5-5M5 20h14" />
              </svg>
              {words.save}
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

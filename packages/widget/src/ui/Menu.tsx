import { saveText, transcriptOf } from "@parley/client";
import type { Author, ConversationStatus } from "@parley/protocol";
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { FindTexts } from "../texts/finding/find-texts.ts";
import { findTexts } from "../texts/finding/load.ts";
import { Icon } from "./Icon.tsx";
import { menuStyles } from "./styles/menu.ts";
import { useRichTexts } from "./rich/use-rich-texts.ts";
import type { Ui } from "./ui.ts";
import { useLate } from "./use-late.ts";

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
export function Menu({ ui, status }: { ui: Ui; status: ConversationStatus }): VNode {
  const { chat, texts, talkToPerson, addStyles } = ui;
  const [open, setOpen] = useState(false);
  const [finding, find] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const words = useRichTexts(ui);
  const [named, setNamed] = useState<FindTexts>();
  const late = useLate(finding, () => import("./finding/Find.tsx"));
  useEffect(() => {
    if (open) findTexts(texts.spoken).then(setNamed, () => {});
  }, [open, texts.spoken]);
  useLayoutEffect(() => addStyles(menuStyles), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.key !== "Escape") return;
    event.stopPropagation();
    setOpen(false);
  };
  const over = () => {
    find(false);
    button.current?.focus();
  };
  const choose = (act: () => void) => () => {
    setOpen(false);
    act();
  };
  return (
    <div onKeyDown={onKeyDown}>
      <button ref={button} class="plain" aria-label={texts.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4.5 12h1m6 0h1m6 0h1" />
        </svg>
      </button>
      {open && (
        <div class="menu">
          {status === "bot" && (
            <button onClick={choose(talkToPerson)}>
              <Icon name="person" />
              {texts.talkToPerson}
            </button>
          )}
          {named && (
            <button onClick={choose(() => find(true))}>
              <FindIcon />
              {named.search}
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
          {status !== "closed" && (
            <button onClick={choose(chat.end)}>
              <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                <path d="M15 4h3a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-3M10 8l-4 4 4 4m-4-4h9" />
              </svg>
              {texts.endConversation}
            </button>
          )}
        </div>
      )}
      {finding && late && named && <late.Find ui={ui} words={named} over={over} />}
    </div>
  );
}

function FindIcon(): VNode {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zm5-2 4.5 4.5" />
    </svg>
  );
}

import {
  type CannedReply,
  FIRST_INBOX,
  fillBlanks,
  type InboxItem,
  isFor,
  type Known,
  type Locale,
} from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { useDesk } from "../../desk/use-desk.ts";
import { inLanguage } from "../../language/language.ts";
import { findReplies, inserted, lookedFor } from "./canned-replies.ts";
import { copilotTexts } from "./texts.ts";
import { put, type Writing } from "./writing.ts";

const MOST = 8;

interface PickerNeeds extends Writing {
  item: InboxItem;
  known: Known;
}

/** Canned replies under `/`: a list above the text, moved through with the arrows, taken with Enter or Tab. */
export function useCannedPicker({ item, known, ...writing }: PickerNeeds) {
  const { area } = writing;
  const { knowledge } = useDesk();
  const id = useId();
  const wanted = useSignal<string | undefined>(undefined);
  const at = useSignal(0);
  /** What was written when the list was closed: it stays closed until something else is. */
  const closedAt = useRef<string | undefined>(undefined);
  const locale: Locale = item.visitor.locale.startsWith("zh") ? "zh-CN" : "en";
  const { inboxId = FIRST_INBOX } = item.conversation;
  const { value } = knowledge.state;
  const all = value.status === "ready" ? value.value.cannedReplies.filter((one) => isFor(one, inboxId)) : [];
  const words = wanted.value;
  const found = words === undefined ? [] : findReplies(all, words, locale).slice(0, MOST);
  // Words with blanks between them that fit nothing are a sentence with a slash in it.
  const open = words !== undefined && (found.length > 0 || !/\s/.test(words));
  const chosen = Math.min(at.value, found.length - 1);
  const picked = found[chosen];

  const close = () => {
    wanted.value = undefined;
    closedAt.current = area.current?.value;
  };
  const look = () => {
    const box = area.current;
    const wants = box && box.value !== closedAt.current;
    const next = wants && document.activeElement === box ? lookedFor(box.value, box.selectionStart) : undefined;
    if (wants) closedAt.current = undefined;
    if (next !== wanted.peek()) at.value = 0;
    wanted.value = next;
  };
  const take = (reply: CannedReply) => {
    const box = area.current;
    if (!box) return;
    const filled = fillBlanks(inLanguage(reply.text, locale), known);
    const next = inserted(box.value, box.selectionStart, filled);
    close();
    closedAt.current = next.text;
    put(writing, next, filled);
  };
  const move = (by: number) => {
    at.value = (chosen + by + found.length) % Math.max(1, found.length);
  };
  const keys: Record<string, (() => void) | undefined> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: close,
    // Words that fit no reply were hardly meant for the visitor.
    Enter: () => picked && take(picked),
    ...(picked && { Tab: () => take(picked) }),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) return;
    const run = open && !event.shiftKey && !event.altKey ? keys[event.key] : undefined;
    if (!run) return;
    event.preventDefault();
    // Where one writes, Enter sends.
    event.stopPropagation();
    run();
  };

  return {
    look,
    /** Hears of keys before who sends with them, and says what the list is to where one writes. Answers what ends that. */
    listen(): () => void {
      const box = area.current;
      const form = box?.form;
      if (!box || !form) return () => undefined;
      const looking = ["keyup", "click", "input"];
      form.addEventListener("keydown", onKeyDown, true);
      for (const event of looking) box.addEventListener(event, look);
      say(box, { "aria-autocomplete": "list", "aria-controls": open && id });
      say(box, { "aria-activedescendant": open && found.length > 0 && `${id}-${chosen}` });
      return () => {
        form.removeEventListener("keydown", onKeyDown, true);
        for (const event of looking) box.removeEventListener(event, look);
      };
    },
    list: open && <Replies id={id} found={found} chosen={chosen} locale={locale} onTake={take} />,
  };
}

function say(box: HTMLElement, attributes: Record<string, string | false>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false) box.removeAttribute(name);
    else box.setAttribute(name, value);
  }
}

interface RepliesProps {
  id: string;
  found: readonly CannedReply[];
  chosen: number;
  locale: Locale;
  onTake: (reply: CannedReply) => void;
}

function Replies({ id, found, chosen, locale, onTake }: RepliesProps) {
  const texts = copilotTexts();
  return (
    <div class="canned" id={id} role="listbox" aria-label={texts.canned}>
      {found.map((reply, index) => (
        <div
          key={reply.shortcut}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(reply);
          }}
        >
          <b>/{reply.shortcut}</b>
          <span>{inLanguage(reply.text, locale)}</span>
          {reply.folder && <small>{reply.folder}</small>}
        </div>
      ))}
      {found.length === 0 && (
        <div role="option" aria-disabled="true" aria-selected="false">
          {texts.noCanned}
        </div>
      )}
    </div>
  );
}

import { type CannedReply, type Conversation, FIRST_INBOX, type InboxItem, isFor, type Locale } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useId, useRef } from "preact/hooks";
import { inLanguage } from "../language/language.ts";
import type { KnowledgeBase } from "../desk/knowledge.ts";
import { useDesk } from "../desk/use-desk.ts";
import { fill, findReplies, inserted, lookedFor } from "./canned-replies.ts";
import { conversationWords } from "./words.ts";

const MOST = 8;

interface PickerNeeds {
  area: RefObject<HTMLTextAreaElement | null>;
  item: InboxItem;
  enabled: boolean;
  write: (text: string) => void;
}

/** Canned replies under `/`: a list above the text, moved through with the arrows, taken with Enter or Tab. */
export function useCannedPicker({ area, item, enabled, write }: PickerNeeds) {
  const { knowledge, me } = useDesk();
  const id = useId();
  const wanted = useSignal<string | undefined>(undefined);
  const at = useSignal(0);
  /** What was written when the list was closed: it stays closed until something else is. */
  const closedAt = useRef<string | undefined>(undefined);
  const locale: Locale = item.visitor.locale === "zh-CN" ? "zh-CN" : "en";
  const words = enabled ? wanted.value : undefined;
  const open = words !== undefined;
  const found = open ? findReplies(known(knowledge, item.conversation), words, locale).slice(0, MOST) : [];
  const chosen = Math.min(at.value, found.length - 1);
  const picked = found[chosen];

  const close = () => {
    wanted.value = undefined;
    closedAt.current = area.current?.value;
  };
  const look = () => {
    const box = area.current;
    const wants = box && enabled && box.value !== closedAt.current;
    const next = wants ? lookedFor(box.value, box.selectionStart) : undefined;
    if (wants) closedAt.current = undefined;
    if (next !== wanted.peek()) at.value = 0;
    wanted.value = next;
  };
  const take = (reply: CannedReply) => {
    const box = area.current;
    if (!box) return;
    const filled = fill(inLanguage(reply.text, locale), {
      visitor_name: item.visitor.profile.name,
      agent_name: me.name,
    });
    const next = inserted(box.value, box.selectionStart, filled);
    write(next.text);
    close();
    requestAnimationFrame(() => {
      box.focus();
      box.setSelectionRange(next.caret, next.caret);
    });
  };
  const begin = () => {
    const box = area.current;
    if (!box) return;
    const before = box.value.slice(0, box.selectionStart);
    const gap = before === "" || /\s$/.test(before) ? "/" : " /";
    write(before + gap + box.value.slice(box.selectionStart));
    const caret = before.length + gap.length;
    requestAnimationFrame(() => {
      box.focus();
      box.setSelectionRange(caret, caret);
      look();
    });
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

  return {
    look,
    begin,
    /** Whether the key was for the list. */
    onKeyDown(event: KeyboardEvent): boolean {
      const run = open && !event.shiftKey ? keys[event.key] : undefined;
      if (!run) return false;
      event.preventDefault();
      run();
      return true;
    },
    attributes: {
      "aria-autocomplete": "list" as const,
      "aria-controls": open ? id : undefined,
      "aria-activedescendant": open && found.length ? `${id}-${chosen}` : undefined,
    },
    list: open && <Replies id={id} found={found} chosen={chosen} locale={locale} onTake={take} />,
  };
}

/** Those that are for its inbox. */
function known({ state }: KnowledgeBase, { inboxId = FIRST_INBOX }: Conversation): readonly CannedReply[] {
  const all = state.value.status === "ready" ? state.value.value.cannedReplies : [];
  return all.filter((reply) => isFor(reply, inboxId));
}

interface RepliesProps {
  id: string;
  found: readonly CannedReply[];
  chosen: number;
  locale: Locale;
  onTake: (reply: CannedReply) => void;
}

function Replies({ id, found, chosen, locale, onTake }: RepliesProps) {
  return (
    <div class="canned" id={id} role="listbox" aria-label={conversationWords().canned}>
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
        </div>
      ))}
      {found.length === 0 && (
        <div role="option" aria-disabled="true" aria-selected="false">
          {conversationWords().noCanned}
        </div>
      )}
    </div>
  );
}

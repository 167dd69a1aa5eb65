import { type InboxItem, MAX_TEXT_LENGTH, newId } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { visitorName } from "../desk/visitor-name.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { type DraftKind, drafts } from "../desk/drafts.ts";
import type { Outgoing } from "../desk/outbox.ts";
import { quoting, quotingIn } from "../desk/quoting.ts";
import { useCopilot } from "./use-copilot.ts";
import { useDrafting } from "./use-drafting.ts";
import { useFiles } from "./use-files.ts";
import { useTypingNotice } from "./use-typing-notice.ts";
import { conversationWords } from "./words.ts";

interface WriterProps {
  item: InboxItem;
  kind: DraftKind;
  area: RefObject<HTMLTextAreaElement | null>;
  /** Files are sent where one has the conversation; words wait for that. */
  mine: boolean;
}

const TALLEST = 220;
const ROOM_SHOWN_BELOW = 500;

/** The text being written, with canned replies under `/`; Enter sends, Shift+Enter begins a line. */
export function Writer({ item, kind, area, mine }: WriterProps) {
  const { outboxes } = useDesk();
  const words = conversationWords();
  const { id } = item.conversation;
  const isReply = kind === "reply";
  const text = drafts.read(id, kind);
  const notice = useTypingNotice(id, isReply);
  const write = (next: string) => {
    drafts.write(id, kind, next);
    notice.typed(next !== "");
  };
  const copilot = useCopilot();
  const assist = isReply && copilot;
  const writing = { area, write, open: useSignal<"articles" | "macros" | undefined>(undefined) };
  const room = MAX_TEXT_LENGTH - text.length;
  const sendable = text.trim() !== "" && room >= 0;
  const send = () => {
    if (!sendable) return;
    outboxes.of(id).add({ id: newId(), conversationId: id, what: outgoing(kind, text.trim(), quotingIn(id)?.id) });
    stopQuoting(kind);
    write("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Safari ends a composition before the keydown; 229 is the only sign of it.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") area.current?.closest(".conversation")?.querySelector<HTMLElement>(".thread")?.focus();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  useEffect(() => grow(area.current), [text]);
  const prompt = isReply ? words.replyTo(visitorName(item.visitor)) : words.noteHint;
  return (
    <form
      class="composer-body"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {assist && <assist.Assist {...writing} item={item} text={text} />}
      <Above conversationId={id} kind={kind} />
      <textarea
        ref={area}
        rows={1}
        data-reply
        value={text}
        aria-label={prompt}
        placeholder={prompt}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => notice.typed(false)}
      />
      <div class="composer-foot">
        {isReply && <Tools conversationId={id} mine={mine} writing={writing} text={text} />}
        <Room left={room} />
        <Button type="submit" tone="primary" icon="send" disabled={!sendable}>
          {isReply ? words.send : words.saveNote}
        </Button>
      </div>
    </form>
  );
}

type Writing = Parameters<NonNullable<ReturnType<typeof useCopilot>>["Tools"]>[0];

interface ToolsProps {
  conversationId: string;
  mine: boolean;
  writing: Writing;
  text: string;
}

/** What can be sent, or put in, beside one's own words. */
function Tools({ conversationId, mine, writing, text }: ToolsProps) {
  const files = useFiles();
  const copilot = useCopilot();
  const drafting = useDrafting();
  return (
    <>
      {mine && files && <files.Tools conversationId={conversationId} />}
      {copilot && <copilot.Tools {...writing} />}
      {drafting && <drafting.Drafting {...writing} conversationId={conversationId} text={text} />}
    </>
  );
}

/** What the reply quotes. */
function Above({ conversationId, kind }: { conversationId: string; kind: DraftKind }) {
  const rich = useFiles();
  return rich && kind === "reply" ? <rich.Quoting conversationId={conversationId} /> : null;
}

function stopQuoting(kind: DraftKind): void {
  if (kind === "reply") quoting.value = undefined;
}

function outgoing(kind: DraftKind, text: string, quote?: string): Outgoing["what"] {
  if (kind === "note") return { type: "note", text };
  return { type: "reply", content: { type: "text", text, ...(quote && { quote: { id: quote } }) } };
}

function Room({ left }: { left: number }) {
  const words = conversationWords();
  if (left >= ROOM_SHOWN_BELOW) return <span class="room" />;
  return (
    <span class={left < 0 ? "room bad" : "room"} role="status">
      {left < 0 ? words.tooLong(-left) : words.left(left)}
    </span>
  );
}

function grow(area: HTMLTextAreaElement | null): void {
  if (!area) return;
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight, TALLEST)}px`;
}

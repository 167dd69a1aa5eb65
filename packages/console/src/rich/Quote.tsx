import type { InboxItem, MessageEvent, Quoted } from "@parley/protocol";
import { readMarkdown, textOf } from "@parley/protocol/markdown";
import { quoting, quotingIn } from "../desk/quoting.ts";
import { useDesk } from "../desk/use-desk.ts";
import { uiWords } from "../ui/words.ts";
import { richTexts } from "./texts.ts";

function Arrow() {
  return (
    <svg class="icon" width={14} height={14} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M10 5 4 11l6 6M4 11h9a7 7 0 0 1 7 7v1" />
    </svg>
  );
}

const nameOf = (kind: Quoted["by"]): string => (kind === "agent" ? "" : uiWords().authors[kind]);

/** What a message quotes, above its words; pressing it goes there. */
export function Quote({ quote: { id, by, name, text } }: { quote: Quoted }) {
  return (
    <button
      type="button"
      class="quote"
      dir="auto"
      title={richTexts().toQuoted}
      onClick={({ currentTarget }) => {
        const there = currentTarget.closest(".thread")?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
        there?.scrollIntoView({ block: "center" });
        there?.focus();
      }}
    >
      <bdi>{name ?? nameOf(by)}</bdi> {text}
    </button>
  );
}

/** Begins a reply that quotes a message, for who has the conversation. */
export function Reply({ event, item }: { event: MessageEvent; item: InboxItem }) {
  const { state } = item.conversation;
  const { me } = useDesk();
  if (state.status !== "agent" || state.agent.id !== me.id) return null;
  const { reply } = richTexts();
  return (
    <button
      type="button"
      class="button quiet only-icon small answering"
      data-id={event.id}
      aria-label={reply}
      title={reply}
      onClick={({ currentTarget }) => {
        quoting.value = event;
        currentTarget.closest(".conversation")?.querySelector<HTMLElement>("textarea[data-reply]")?.focus();
      }}
    >
      <Arrow />
    </button>
  );
}

/** What the reply that is being written quotes. */
export function Quoting({ conversationId }: { conversationId: string }) {
  const event = quotingIn(conversationId);
  if (!event) return null;
  const { author, content } = event;
  const text = author.kind === "visitor" ? content.text : textOf(readMarkdown(content.text));
  const { cancel } = richTexts();
  return (
    <div class="quoting">
      <Arrow />
      <span dir="auto">
        <bdi>{("name" in author && author.name) || nameOf(author.kind)}</bdi> {text.slice(0, 200)}
      </span>
      <button
        type="button"
        class="button quiet only-icon small"
        aria-label={cancel}
        title={cancel}
        onClick={({ currentTarget }) => {
          currentTarget.closest("form")?.querySelector<HTMLElement>("textarea")?.focus();
          quoting.value = undefined;
        }}
      >
        ×
      </button>
    </div>
  );
}

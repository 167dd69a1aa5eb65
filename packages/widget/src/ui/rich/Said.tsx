import type { Quoted } from "@parley/protocol";
import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect } from "preact/hooks";
import type { ChatMessage } from "../../client/messages.ts";
import { CloseIcon, ReplyIcon } from "./icons.tsx";
import { markdown, plain } from "../markdown.ts";
import { nameOf } from "../name-of.ts";
import { quoteStyles } from "../styles/quote.ts";
import { saidStyles } from "../styles/said.ts";
import type { Ui } from "../ui.ts";
import { useLate } from "../use-late.ts";
import { useRichTexts } from "./use-rich-texts.ts";

interface SaidProps {
  ui: Ui;
  message: ChatMessage;
}

/** What is shown of a message that is more than words; nothing of others. What shows it is loaded with the first. */
export function shown(ui: Ui, message: ChatMessage): VNode | undefined {
  const { content } = message;
  const { quote } = content as { quote?: Quoted };
  if (content.type === "file") return <File ui={ui} message={message} />;
  if (content.type === "cards" || content.type === "form" || content.type === "place")
    return <Rich ui={ui} message={message} />;
  if (isSurvey(message)) return <Survey ui={ui} message={message} />;
  return (
    quote && (
      <Words message={message}>
        <Quote ui={ui} quote={quote} />
      </Words>
    )
  );
}

/** By the ids of the engine's own messages; who is no bot has others. */
const isSurvey = ({ author, id }: Pick<ChatMessage, "author" | "id">) =>
  author.kind === "bot" && id.startsWith("survey:");

function Words({ message: { author, text }, children }: { message: ChatMessage; children?: ComponentChildren }): VNode {
  return (
    <div class="bubble" dir="auto">
      {children}
      {author.kind === "visitor" ? <p class="asis">{plain(text)}</p> : markdown(text)}
    </div>
  );
}

function File({ ui, message }: SaidProps): VNode {
  const late = useLate(true, () => import("../files/Files.tsx"));
  const { quote } = message.content as { quote?: Quoted };
  return (
    <>
      {quote && <Quote ui={ui} quote={quote} />}
      {late ? <late.Shown ui={ui} message={message} /> : <div class="bubble">{message.text}</div>}
    </>
  );
}

function Rich({ ui, message }: SaidProps): VNode {
  const late = useLate(true, () => import("./Rich.tsx"));
  return late ? <late.Rich ui={ui} message={message} /> : <Words message={message} />;
}

function Survey({ ui, message }: SaidProps): VNode {
  const late = useLate(true, () => import("../survey/Survey.tsx"));
  return late ? <late.Survey ui={ui} message={message} /> : <Words message={message} />;
}

/** What is quoted, above the words that quote it; pressing it goes there. */
function Quote({ ui, quote: { id, by, name, text } }: { ui: Ui; quote: Quoted }): VNode {
  const words = useRichTexts(ui);
  const who = by === "visitor" ? ui.texts.you : nameOf({ author: { name } as ChatMessage["author"] }, ui);
  return (
    <button
      class="quote"
      dir="auto"
      title={words?.toQuoted}
      onClick={({ currentTarget }) => {
        const there = currentTarget.closest(".thread")?.querySelector<HTMLElement>(`[id="${id}"]`);
        there?.scrollIntoView({ block: "center" });
        there?.querySelector<HTMLElement>(".reply")?.focus();
      }}
    >
      <bdi>{who}</bdi> {text}
    </button>
  );
}

/** Where an answer came from. Nothing to press where there is nothing more to read. */
export function Origin({ ui, message: { content } }: SaidProps): VNode | undefined {
  const { title = "", passage = "" } = (content.type === "text" && content.source) || {};
  const late = useLate(!!passage, () => import("../Passage.tsx"));
  if (!title) return undefined;
  if (passage && late) return <late.Passage ui={ui} title={title} text={passage} />;
  return <p class="footer">{`${ui.texts.source} · ${title}`}</p>;
}

const isAnswer = ({ author, content, id }: ChatMessage): boolean =>
  author.kind === "bot" &&
  content.type === "text" &&
  !content.aside &&
  !isSurvey({ author, id }) &&
  !!(content.source ?? !content.choices?.[0]);

/** Whether an answer helped, and what begins a reply to a message. */
export function Below({ ui, message, newest }: SaidProps & { newest: boolean }): VNode {
  const judged = isAnswer(message) && (newest || message.helpful !== undefined);
  const late = useLate(judged, () => import("../Judgement.tsx"));
  return (
    <>
      <By ui={ui} message={message} />
      {judged && late && <late.Judgement ui={ui} message={message} />}
      <Reply ui={ui} message={message} />
    </>
  );
}

/** Where they answered by another way. */
function By({ ui, message: { author } }: SaidProps): VNode | undefined {
  const texts = useRichTexts(ui);
  return author.kind === "visitor" && author.by === "email" ? <p class="footer">✉ {texts?.asking.email}</p> : undefined;
}

/** Begins a reply that quotes the message. */
function Reply({ ui, message }: SaidProps): VNode | undefined {
  const words = useRichTexts(ui);
  useLayoutEffect(() => ui.addStyles(saidStyles + quoteStyles), []);
  // What is not stored yet has nothing that it is known by, and a button without words has no name.
  if (message.seq === undefined || !words) return undefined;
  return (
    <button
      class="reply"
      aria-label={words.reply}
      title={words.reply}
      onClick={({ currentTarget }) => {
        ui.quoting.value = message;
        currentTarget.closest(".panel")?.querySelector<HTMLElement>(".composer textarea")?.focus();
      }}
    >
      <ReplyIcon />
    </button>
  );
}

/** What the visitor's next words will quote. */
export function Quoting({ ui, message }: SaidProps): VNode {
  const words = useRichTexts(ui);
  const own = message.author.kind === "visitor";
  return (
    <div class="quoting">
      <ReplyIcon />
      <span dir="auto">
        <bdi>{own ? ui.texts.you : nameOf(message, ui)}</bdi> {message.text.slice(0, 200)}
      </span>
      {words && (
        <button
          type="button"
          class="plain"
          aria-label={words.cancel}
          title={words.cancel}
          onClick={({ currentTarget }) => {
            currentTarget.closest("form")?.querySelector<HTMLElement>("textarea")?.focus();
            ui.quoting.value = undefined;
          }}
        >
          <CloseIcon />
        </button>
      )}
    </div>
  );
}

import type { Content, Delivery, InboxItem, MessageEvent } from "@parley/protocol";
import { visitorName } from "../desk/visitor-name.ts";
import { clock } from "../language/format.ts";
import { href } from "../route.ts";
import { Icon } from "../ui/Icon.tsx";
import { Markdown, PlainText } from "../ui/Markdown.tsx";
import { Badge } from "../ui/parts.tsx";
import { DeliveryMark } from "./DeliveryMark.tsx";
import { Insight } from "./Insight.tsx";
import { authorName } from "./Line.tsx";
import type { NoteEvent, Row } from "./rows.ts";
import { useFiles } from "./use-files.ts";
import { conversationWords } from "./words.ts";

interface MessageProps {
  row: Extract<Row, { type: "message" }>;
  item: InboxItem;
  /** Whether the visitor has had it on screen; nothing where it is not told, as on other houses' channels. */
  read: boolean | undefined;
  /** Where it stands on such a channel. */
  delivery?: Delivery | undefined;
}

/** Something that was said, with what the bot made of it. */
export function Message({ row: { event, leads, insight, helpful }, item, read, delivery }: MessageProps) {
  const { author } = event;
  const name = author.kind === "visitor" ? visitorName(item.visitor) : authorName(author);
  return (
    <article class={`message ${author.kind}${leads ? " leads" : ""}`} aria-label={name}>
      {leads && (
        <header>
          {author.kind === "bot" && <Icon name="bot" size={14} />}
          <bdi>{name}</bdi> <time>{clock(event.at)}</time>
        </header>
      )}
      <div class="bubble" title={clock(event.at)}>
        <Words event={event} />
      </div>
      {author.kind === "agent" && read !== undefined && <Seen read={read} />}
      {delivery && <DeliveryMark delivery={delivery} item={item} />}
      {helpful !== undefined && <Judgement helpful={helpful} />}
      {insight && <Insight insight={insight} />}
    </article>
  );
}

function Seen({ read }: { read: boolean }) {
  const words = conversationWords();
  return <p class="delivery">{read ? words.read : words.sent}</p>;
}

function Judgement({ helpful }: { helpful: boolean }) {
  const words = conversationWords();
  return (
    <p class="delivery">
      <Badge tone={helpful ? "good" : "bad"}>{helpful ? words.helpful : words.notHelpful}</Badge>
    </p>
  );
}

/** Visitors' words as they were written (SPEC C3), everybody else's as Markdown (C4); a file's name until what shows files is there. */
function Words({ event: { author, content, conversationId } }: { event: MessageEvent }) {
  const files = useFiles();
  if (content.type === "file")
    return files ? <files.Shown conversationId={conversationId} file={content.file} /> : <p>{content.text}</p>;
  return (
    <>
      {author.kind === "visitor" ? (
        <p class="plain" dir="auto">
          {content.type === "choice" && <span class="muted">{conversationWords().picked} </span>}
          <PlainText text={content.text} />
        </p>
      ) : (
        <Markdown text={content.text} />
      )}
      {content.type === "text" && <Extras content={content} />}
    </>
  );
}

function Extras({ content }: { content: Extract<Content, { type: "text" }> }) {
  const words = conversationWords();
  const { choices, source } = content;
  return (
    <>
      {choices && choices.length > 0 && (
        <ul class="offered" aria-label={words.choices}>
          {choices.map(({ label, value }) => (
            <li key={value}>{label}</li>
          ))}
        </ul>
      )}
      {source && (
        <p class="source">
          <Icon name="book" size={13} /> {words.source}:{" "}
          <a href={href("knowledge", "articles", source.articleId)}>{source.title}</a>
        </p>
      )}
    </>
  );
}

/** A private note. */
export function Note({ event }: { event: NoteEvent }) {
  return (
    <article class="message note leads" aria-label={conversationWords().note}>
      <header>
        <Icon name="note" size={14} />
        <b>{authorName(event.author)}</b> <time>{clock(event.at)}</time>
        <span class="muted">{conversationWords().note}</span>
      </header>
      <div class="bubble">
        <Markdown text={event.text} />
      </div>
    </article>
  );
}

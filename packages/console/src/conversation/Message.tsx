import type { Delivery, InboxItem, MessageEvent } from "@parley/protocol";
import { visitorName } from "../desk/visitor-name.ts";
import { clock } from "../language/format.ts";
import { Icon } from "../ui/Icon.tsx";
import { Markdown, PlainText } from "../ui/Markdown.tsx";
import { Badge } from "../ui/parts.tsx";
import { DeliveryMark } from "./DeliveryMark.tsx";
import { authorName } from "./Line.tsx";
import type { NoteEvent, Row } from "./rows.ts";
import { useDrafting } from "./use-drafting.ts";
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
  const rich = useFiles();
  const name = author.kind === "visitor" ? visitorName(item.visitor) : authorName(author);
  return (
    <article class={`message ${author.kind}${leads ? " leads" : ""}`} aria-label={name} data-seq={event.seq}>
      {leads && (
        <header>
          {author.kind === "bot" && <Icon name="bot" size={14} />}
          <bdi>{name}</bdi> <time>{clock(event.at)}</time>
        </header>
      )}
      <div class="bubble" title={clock(event.at)}>
        <Words event={event} rich={rich} />
      </div>
      {rich && <rich.Reply event={event} item={item} />}
      <Translated conversationId={item.conversation.id} event={event} />
      {author.kind === "agent" && read !== undefined && <Seen read={read} />}
      {delivery && <DeliveryMark delivery={delivery} item={item} />}
      <Understood helpful={helpful} insight={insight} />
    </article>
  );
}

/** A visitor's words in the language of whoever reads them, where that is asked for. */
function Translated({ conversationId, event }: { conversationId: string; event: MessageEvent }) {
  const drafting = useDrafting();
  if (!drafting || event.author.kind !== "visitor") return null;
  return <drafting.Translation conversationId={conversationId} event={event} />;
}

/** What the bot made of it, and whether that helped. */
function Understood({ helpful, insight }: Pick<MessageProps["row"], "helpful" | "insight">) {
  const rich = useFiles();
  return (
    <>
      {helpful !== undefined && <Judgement helpful={helpful} />}
      {rich && insight && <rich.Insight insight={insight} />}
    </>
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

/** Visitors' words as they were written (SPEC C3), everybody else's as Markdown (C4); what is more than words, once what shows that is there. */
function Words({ event, rich }: { event: MessageEvent; rich: ReturnType<typeof useFiles> }) {
  const { author, content } = event;
  const words =
    author.kind === "visitor" || content.type === "file" ? (
      <p class="plain" dir="auto">
        {content.type === "choice" && <span class="muted">{conversationWords().picked} </span>}
        <PlainText text={content.text} />
      </p>
    ) : (
      <Markdown text={content.text} />
    );
  return rich ? <rich.Said event={event} words={words} /> : words;
}

/** A private note. */
export function Note({ event }: { event: NoteEvent }) {
  return (
    <article class="message note leads" aria-label={conversationWords().note} data-seq={event.seq}>
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

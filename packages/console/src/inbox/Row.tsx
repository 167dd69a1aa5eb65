import type { ConversationState, InboxItem } from "@parley/protocol";
import type { ComponentChildren } from "preact";
import { useArranging } from "../conversation/use-arranging.ts";
import { deskWords } from "../desk/words.ts";
import { now, span, waited } from "../language/format.ts";
import { href } from "../route.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Avatar, Badge } from "../ui/parts.tsx";
import type { Place } from "../ui/rows.ts";
import { isOffered } from "./alerts.ts";
import { isUnread } from "./groups.ts";
import { visitorName } from "../desk/visitor-name.ts";
import { inboxWords } from "./words.ts";

interface RowProps extends Place {
  item: InboxItem;
  open: boolean;
  children?: ComponentChildren;
}

/** A conversation in the list. */
export function Row({ item, open, children, ...place }: RowProps) {
  const { me, seen, inbox } = useDesk();
  const { conversation, visitor } = item;
  const there = inbox.online.value.has(conversation.id);
  const unread = isUnread(item, me.id, seen.upTo.value[conversation.id] ?? 0);
  const name = visitorName(visitor);
  const part = useArranging();
  return (
    <li {...place} class={`row${open ? " open" : ""}${unread ? " unread" : ""}`}>
      {children}
      <a href={href("inbox", conversation.id)} aria-current={open ? "true" : undefined}>
        <Avatar name={visitor.profile.name || visitor.profile.email} seed={visitor.id} online={there} />
        <span class="row-top">
          <bdi class="row-name">{name}</bdi>
          <span class="said">{there ? inboxWords().here : inboxWords().left}</span>
          <Time item={item} />
        </span>
        <span class="row-bottom">
          <Preview item={item} />
          {unread && (
            <b class="unread-dot">
              <span class="said">{inboxWords().unread}</span>
            </b>
          )}
        </span>
        <Tag item={item} there={there} />
        {part && <part.Marks item={item} />}
        {part && <part.Left item={item} />}
      </a>
    </li>
  );
}

function Time({ item: { conversation } }: { item: InboxItem }) {
  const { state, updatedAt } = conversation;
  if (state.status !== "queued") return <time class="row-time">{span(now.value - updatedAt)}</time>;
  const since = now.value - state.since;
  return (
    <time class={`row-time waited${since > 120_000 ? " long" : ""}`}>
      <span class="said">{inboxWords().waitingFor} </span>
      {waited(since)}
    </time>
  );
}

function Preview({ item: { conversation, preview } }: { item: InboxItem }) {
  const { me, typing } = useDesk();
  const words = inboxWords();
  const writing = typing.value.get(conversation.id);
  if (writing && writing.until > now.value) return <span class="row-preview typing">{words.typing}</span>;
  if (!preview) return <span class="row-preview" />;
  const { by, text } = preview;
  const who = by === me.name ? words.by.you : by in words.by ? words.by[by as "visitor"] : `${by}: `;
  return (
    <span class="row-preview">
      {who}
      <bdi>{text}</bdi>
    </span>
  );
}

function Tag({ item, there }: { item: InboxItem; there: boolean }) {
  const { state } = item.conversation;
  if (state.status === "queued") return <Waiting item={item} state={state} there={there} />;
  if (state.status === "agent") return <Holder state={state} there={there} />;
  if (state.status === "closed" && state.score) {
    return (
      <span class="row-tag stars" role="img" aria-label={inboxWords().rated(state.score)}>
        {"★".repeat(state.score)}
        <i>{"★".repeat(5 - state.score)}</i>
      </span>
    );
  }
  return null;
}

interface WaitingProps {
  item: InboxItem;
  state: Extract<ConversationState, { status: "queued" }>;
  there: boolean;
}

function Waiting({ item, state, there }: WaitingProps) {
  const { me } = useDesk();
  const words = inboxWords();
  const part = useArranging();
  return (
    <span class="row-tag">
      {isOffered(item, me.id) && <Badge tone="accent">{words.asked}</Badge>}
      {state.overdue && <Badge tone="bad">{words.overdue}</Badge>}
      <Badge tone={state.reason === "negative" ? "bad" : "warn"}>{deskWords().reasons[state.reason]}</Badge>
      {state.left && <Badge tone="accent">{words.message}</Badge>}
      {!there && <Badge>{words.left}</Badge>}
      {part && <part.Expected id={item.conversation.id} />}
    </span>
  );
}

function Holder({ state, there }: { state: Extract<ConversationState, { status: "agent" }>; there: boolean }) {
  const { me } = useDesk();
  const words = inboxWords();
  const others = state.agent.id !== me.id;
  if (!others && !state.overdue && there) return null;
  return (
    <span class="row-tag muted">
      {state.overdue && <Badge tone="bad">{words.unanswered}</Badge>}{" "}
      {others && deskWords().withAgent(state.agent.name)} {!there && <Badge>{words.left}</Badge>}
    </span>
  );
}

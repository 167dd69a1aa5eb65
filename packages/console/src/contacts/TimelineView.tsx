import type { ConversationEvent, InboxItem } from "@parley/protocol";
import { useEffect, useMemo } from "preact/hooks";
import { Line } from "../conversation/Line.tsx";
import { Message, Note } from "../conversation/Message.tsx";
import { rowsOf } from "../conversation/rows.ts";
import { useDesk } from "../desk/use-desk.ts";
import { day } from "../language/format.ts";
import { patient } from "../live/patient.ts";
import { href } from "../route.ts";
import { Button } from "../ui/Button.tsx";
import { attempt } from "../ui/toast.ts";
import { createTimeline, stretches } from "./timeline.ts";
import { contactWords } from "./words.ts";

/** All that was said with a contact, in whichever conversation, the newest first. */
export function TimelineView({ items }: { items: readonly InboxItem[] }) {
  const { live } = useDesk();
  const words = contactWords();
  const heads = items.map(({ conversation: { id, seq } }) => `${id}/${seq}`).join();
  const timeline = useMemo(
    () =>
      createTimeline(
        patient(live.ask),
        items.map(({ conversation }) => conversation),
      ),
    [heads],
  );
  const older = () => attempt(timeline.older);
  useEffect(() => void older(), [timeline]);
  const itemOf = new Map(items.map((item) => [item.conversation.id, item]));
  const found = stretches(timeline.events.value);
  return (
    <section class="card contact-timeline" aria-label={words.timeline}>
      <h2>{words.timeline}</h2>
      {items.length === 0 && <p class="muted">{words.noTimeline}</p>}
      {found.map((events) => (
        <Stretch key={events[0]?.id} events={events} item={itemOf.get(events[0]?.conversationId ?? "")} />
      ))}
      {!timeline.ended.value && <Button onClick={older}>{words.older}</Button>}
    </section>
  );
}

function Stretch({ events, item }: { events: readonly ConversationEvent[]; item: InboxItem | undefined }) {
  const { inbox } = useDesk();
  if (!item) return null;
  const { id, channel, inboxId = channel } = item.conversation;
  const name = inbox.sites.value.find((site) => site.id === inboxId)?.name ?? inboxId;
  return (
    <section class="stretch">
      <header>
        <b>{inboxId === channel ? name : `${name} · ${channel}`}</b>
        <a href={href("inbox", id)}>{contactWords().openConversation}</a>
      </header>
      {rowsOf(events).map((row) => {
        if (row.type === "day")
          return (
            <p key={row.key} class="thread-day">
              {day(row.at)}
            </p>
          );
        if (row.type === "line") return <Line key={row.key} event={row.event} />;
        if (row.type === "note") return <Note key={row.key} event={row.event} />;
        return <Message key={row.key} row={row} item={item} read={undefined} />;
      })}
    </section>
  );
}

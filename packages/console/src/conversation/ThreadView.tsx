import { hasOlder } from "@parley/client";
import type { InboxItem } from "@parley/protocol";
import { useRef } from "preact/hooks";
import { deliveryOf } from "../desk/deliveries.ts";
import { visitorName } from "../desk/visitor-name.ts";
import { day, now } from "../language/format.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { Loading } from "../ui/parts.tsx";
import { Line } from "./Line.tsx";
import { Message, Note } from "./Message.tsx";
import { Pending } from "./Pending.tsx";
import { type Row, rowsOf } from "./rows.ts";
import type { Thread } from "../desk/thread.ts";
import { useFiles } from "./use-files.ts";
import { useScroll } from "./use-scroll.ts";
import { conversationWords } from "./words.ts";

/** What was said, oldest first; older messages are fetched where one scrolls up. */
export function ThreadView({ item, thread }: { item: InboxItem; thread: Thread }) {
  const { outboxes } = useDesk();
  const words = conversationWords();
  const box = useRef<HTMLDivElement>(null);
  const log = thread.log.value;
  const phase = thread.phase.value;
  const pending = outboxes.of(thread.conversationId).pending.value;
  const files = useFiles();
  const going = useGoing(thread.conversationId);
  const { below, look, toEnd } = useScroll({
    box,
    first: log.events[0]?.seq ?? 0,
    length: log.events.length + pending.length + going,
    above: thread.loadingOlder.value,
    onTop: () => void thread.older().catch(() => undefined),
  });
  return (
    <div class="thread-frame">
      <div class="thread" ref={box} onScroll={look} role="log" aria-label={words.thread} tabIndex={0}>
        {phase === "loading" && <Loading lines={6} />}
        {thread.loadingOlder.value && <p class="thread-edge">{words.older}</p>}
        {phase === "ready" && !hasOlder(log) && <p class="thread-edge">{words.start}</p>}
        {rowsOf(log.events).map((row) => (
          <ThreadRow key={row.key} row={row} item={item} thread={thread} />
        ))}
        {pending.map((entry) => (
          <Pending key={entry.id} entry={entry} />
        ))}
        {files && <files.Going conversationId={thread.conversationId} />}
      </div>
      <VisitorTyping item={item} />
      {below && (
        <div class="below">
          <Button small icon="down" onClick={toEnd}>
            {words.newBelow}
          </Button>
        </div>
      )}
    </div>
  );
}

/** How many files are on their way. */
function useGoing(conversationId: string): number {
  const desk = useDesk();
  return useFiles()?.goingTo(desk, conversationId).length ?? 0;
}

function ThreadRow({ row, item, thread }: { row: Row; item: InboxItem; thread: Thread }) {
  switch (row.type) {
    case "day":
      return <p class="thread-day">{day(row.at)}</p>;
    case "line":
      return <Line event={row.event} />;
    case "note":
      return <Note event={row.event} />;
    case "message":
      return <Said row={row} item={item} thread={thread} />;
  }
}

function Said({ row, item, thread }: { row: Extract<Row, { type: "message" }>; item: InboxItem; thread: Thread }) {
  const deliveries = thread.deliveries.value;
  const read = deliveries ? undefined : row.event.seq <= thread.visitorRead.value;
  return <Message row={row} item={item} read={read} delivery={deliveries && deliveryOf(deliveries, row.event)} />;
}

function VisitorTyping({ item: { conversation, visitor } }: { item: InboxItem }) {
  const { typing } = useDesk();
  const writing = typing.value.get(conversation.id);
  if (!writing || writing.until <= now.value) return null;
  return (
    <p class="typing-line">
      <span class="typing-dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {conversationWords().typing(writing.name ?? visitorName(visitor))}
    </p>
  );
}

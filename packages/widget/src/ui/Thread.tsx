import type { ConversationEvent } from "@parley/protocol";
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { Ended } from "./Ended.tsx";
import { Message } from "./Message.tsx";
import { type Row, toRows } from "./timeline.ts";
import type { Ui } from "./ui.ts";
import { useLate } from "./use-late.ts";
import { useScroll } from "./use-scroll.ts";
import { useValue } from "./use-value.ts";
import { Welcome } from "./Welcome.tsx";

/** Rows shown at first, and how many more at the upper end. A virtual list is slower and harder to read aloud. */
const WINDOW = 60;
/** More rows than this are cut back when the visitor is at the end. */
const TRIM = 300;

/** After this long older messages may be asked for again, whatever became of the request. Milliseconds. */
const OLDER_LIMIT = 20_000;

/** What has been said, the newest at the end. */
export function Thread({ ui }: { ui: Ui }): VNode {
  const { chat, texts } = ui;
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLOListElement>(null);
  /** Until when an answer to a request for older messages is waited for. */
  const loading = useRef(0);
  const [readTo] = useState(() => chat.read.peek());
  const [size, setSize] = useState(WINDOW);
  const messages = useValue(chat.messages);
  const [upload] = useValue(chat.uploads).slice(-1);
  const older = useValue(chat.hasOlder);
  const rows = toRows(useValue(chat.events), messages, readTo);
  const shown = rows.slice(-size);
  const newest = messages[messages.length - 1];
  const own = newest?.author.kind === "visitor";
  const { away, unseen, toEnd, moved } = useScroll({
    box,
    inner,
    rows: shown,
    newest: (upload ?? newest)?.id,
    own: own || !!upload,
  });

  const late = useLate(away, () => import("./Jump.tsx"));

  const onScroll = () => {
    const atTop = moved();
    if (!away && size > TRIM) setSize(WINDOW);
    if (!atTop) return;
    if (rows.length > size) setSize(size + WINDOW);
    else if (older && Date.now() > loading.current) {
      loading.current = Date.now() + OLDER_LIMIT;
      void chat.loadOlder().then(() => {
        loading.current = 0;
        setSize(size + WINDOW);
      });
    }
  };

  return (
    <div class="middle">
      <div class="thread" ref={box} role="region" aria-label={texts.conversation} tabIndex={0} onScroll={onScroll}>
        <ol ref={inner}>
          {older && rows.length <= size && <li class="line">{texts.older}</li>}
          {shown.length === 0 && <Welcome ui={ui} />}
          {shown.map((row) => (
            <Line key={row.key} row={row} ui={ui} newest={row.kind === "message" && row.message === newest} />
          ))}
          <Going ui={ui} any={!!upload} />
          <Ended ui={ui} />
          <Typing ui={ui} />
        </ol>
      </div>
      {away && late && <late.Jump ui={ui} unseen={unseen} toEnd={toEnd} />}
    </div>
  );
}

/** Files on their way. What shows them is loaded with the first. */
function Going({ ui, any }: { ui: Ui; any: boolean }): VNode | undefined {
  const late = useLate(any, () => import("./files/Files.tsx"));
  return late && <late.Uploads ui={ui} />;
}

function Typing({ ui: { chat, texts } }: { ui: Ui }): VNode | undefined {
  const typing = useValue(chat.typing);
  return (
    typing && (
      <li class="message other last">
        <span class="bubble typing">
          <span class="unseen">{texts.typing(typing.name ?? texts.bot)}</span>
          <i />
          <i />
          <i />
        </span>
      </li>
    )
  );
}

function Line({ row, ui, newest }: { row: Row; ui: Ui; newest: boolean }): VNode {
  if (row.kind === "message") return <Message row={row} ui={ui} newest={newest} />;
  if (row.kind === "unread") return <li class="line new">{ui.texts.newDivider}</li>;
  if (row.kind === "notice") return <Happened event={row.event} ui={ui} />;
  return <li class="line">{dayOf(row.at, ui)}</li>;
}

function Happened({ event, ui }: { event: ConversationEvent; ui: Ui }): VNode {
  const late = useLate(true, () => import("./HandOver.tsx"));
  return <li class="line">{late && <late.Happening event={event} ui={ui} />}</li>;
}

function dayOf(at: number, { texts }: Ui): string {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days <= 0) return texts.today;
  if (days === 1) return texts.yesterday;
  return new Date(at).toLocaleDateString(texts.spoken, { month: "long", day: "numeric", weekday: "long" });
}

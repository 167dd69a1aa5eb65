import type { Author } from "@parley/protocol";
import { deskWords } from "../desk/words.ts";
import { clock } from "../language/format.ts";
import { href } from "../route.ts";
import { uiWords } from "../ui/words.ts";
import type { LineEvent } from "./rows.ts";
import { conversationWords } from "./words.ts";

/** Something that happened between the messages. */
export function Line({ event }: { event: LineEvent }) {
  return (
    <div class={`line ${event.type}`}>
      <span>
        {says(event)} <time>{clock(event.at)}</time>
      </span>
      {event.type === "merged" && <a href={href("inbox", event.into)}>{conversationWords().goTo}</a>}
      {event.type === "joined" && <a href={href("inbox", event.from)}>{conversationWords().goTo}</a>}
      {event.type === "claimed" && event.because && <q>{event.because}</q>}
      {event.type === "rated" && (
        <>
          <span class="stars" aria-hidden="true">
            {"★".repeat(event.score)}
            <i>{"★".repeat(5 - event.score)}</i>
          </span>
          {event.comment && <q>{event.comment}</q>}
        </>
      )}
    </div>
  );
}

function says(event: LineEvent): string {
  const words = conversationWords();
  switch (event.type) {
    case "opened":
      return words.opened;
    case "queued":
      return words.queued(deskWords().reasons[event.reason]);
    case "claimed":
      return words.claimed(event.agent.name, event.from?.name, event.by?.name);
    case "released":
      if (event.author.kind === "system") return words.givenBack;
      return event.to === "bot"
        ? words.releasedToBot(authorName(event.author))
        : words.releasedToQueue(authorName(event.author));
    case "closed":
      return event.author.kind === "system" ? words.closedIdle : words.closed(authorName(event.author));
    case "overdue":
      return event.wanted === "agent" ? words.overdueAgent : words.overdueReply;
    case "erased":
      return words.erased;
    case "merged":
      return words.merged(event.by.name);
    case "joined":
      return words.joined(event.by.name);
    case "rated":
      return words.rated(event.score);
  }
}

/** What to call whoever did something. */
export function authorName(author: Author): string {
  if (author.kind === "agent") return author.name;
  return (author.kind === "bot" && author.name) || uiWords().authors[author.kind];
}

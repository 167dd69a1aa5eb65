import { now, span } from "../language/format.ts";
import { href } from "../route.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Avatar } from "../ui/parts.tsx";
import { isPending } from "../desk/seen.ts";
import { calledFor } from "./called-for.ts";
import { inboxWords } from "./words.ts";

/** Notes that name one and that one has not read, also those written while no console was open. */
export function Mentions() {
  const { inbox, seen } = useDesk();
  const pending = inbox.mentions.value.filter((mention) => isPending(mention, seen));
  if (!pending.length) return null;
  const title = inboxWords().mentions;
  return (
    <section class="group mentions" aria-label={title}>
      <h3>
        {title} <span class="tally">{pending.length}</span>
      </h3>
      <ul>
        {pending.map(({ conversationId, seq, by, text, about, at }) => (
          <li class="row" key={`${conversationId}/${seq}`}>
            <a href={href("inbox", conversationId)}>
              <Avatar name={by} seed={by} />
              <span class="row-top">
                <bdi class="row-name">{by}</bdi>
                <time class="row-time">{span(now.value - at)}</time>
              </span>
              <span class="row-bottom">
                <bdi class="row-preview">{calledFor({ about, text })}</bdi>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

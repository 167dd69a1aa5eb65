import type { FoundWords, Visitor } from "@parley/protocol";
import { visitorName } from "../desk/visitor-name.ts";
import { moment } from "../language/format.ts";
import { href } from "../route.ts";
import { Badge } from "../ui/parts.tsx";
import { searchTexts } from "./texts.ts";

/** Something that was found: who said it to whom, when, and the words around it. It leads to the place in the conversation. */
export function Hit({ hit, visitors }: { hit: FoundWords; visitors: readonly Visitor[] }) {
  const { conversationId, seq, visitorId, author, at, kind, text, marks } = hit;
  const texts = searchTexts();
  const visitor = visitors.find(({ id }) => id === visitorId);
  const whose = visitor && visitorName(visitor);
  const by = author.kind === "agent" ? author.name : author.kind === "bot" ? (author.name ?? texts.bot) : undefined;
  return (
    <li>
      <a href={`${href("inbox", conversationId)}?at=${seq}`}>
        <span class="hit-head">
          <b dir="auto">{whose}</b>
          {by && <span class="muted">{by}</span>}
          {kind !== "message" && <Badge>{kind === "note" ? texts.noted : texts.rated}</Badge>}
          <time class="muted" dateTime={new Date(at).toISOString()}>
            {moment(at)}
          </time>
        </span>
        <span dir="auto">{highlighted(text, marks)}</span>
      </a>
    </li>
  );
}

function highlighted(text: string, marks: FoundWords["marks"]) {
  const parts: preact.ComponentChildren[] = [];
  let done = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(done, from), <mark>{text.slice(from, to)}</mark>);
    done = to;
  }
  return [...parts, text.slice(done)];
}

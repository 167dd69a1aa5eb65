import type { InboxItem } from "@parley/protocol";
import { inboxWords } from "../inbox/words.ts";
import { Icon } from "../ui/Icon.tsx";
import { Badge } from "../ui/parts.tsx";
import { handoverOf } from "./handover.ts";
import type { Thread } from "./thread.ts";
import { conversationWords } from "./words.ts";

/** What whoever takes over should know: why, what it is about, and what the bot has tried. */
export function Handover({ item: { conversation }, thread }: { item: InboxItem; thread: Thread }) {
  const words = conversationWords();
  const handover = handoverOf(conversation, thread.log.value.events);
  if (!handover) return null;
  const { note, reason } = handover;
  return (
    <details class="handover" open>
      <summary>
        <Icon name="transfer" size={14} />
        {words.handover}
        <Badge tone={reason === "negative" ? "bad" : "warn"}>{inboxWords().reasons[reason]}</Badge>
      </summary>
      <p>{note.summary}</p>
      {note.tried.length ? (
        <p class="tried">
          <span class="muted">{words.tried}:</span>
          {note.tried.map((title, index) => (
            <Badge key={index}>{title}</Badge>
          ))}
        </p>
      ) : (
        <p class="muted">{words.triedNothing}</p>
      )}
    </details>
  );
}

import type { InboxItem } from "@parley/protocol";
import { deskWords } from "../desk/words.ts";
import { useIntentTitle } from "../desk/use-intent-title.ts";
import { Icon } from "../ui/Icon.tsx";
import { Badge } from "../ui/parts.tsx";
import { handoverOf } from "./handover.ts";
import type { Thread } from "../desk/thread.ts";
import { conversationWords } from "./words.ts";

/** What whoever takes over should know: why, what it is about in the visitor's words, and what the bot has tried. */
export function Handover({ item: { conversation }, thread }: { item: InboxItem; thread: Thread }) {
  const words = conversationWords();
  const titleOf = useIntentTitle();
  const handover = handoverOf(conversation, thread.log.value.events);
  if (!handover) return null;
  const { note, reason } = handover;
  const { problem, guess, tried } = note;
  return (
    <details class="handover" open>
      <summary>
        <Icon name="transfer" size={14} />
        {words.handover}
        <Badge tone={reason === "negative" ? "bad" : "warn"}>{deskWords().reasons[reason]}</Badge>
        {guess && <Badge>{titleOf(guess.intent, guess.title)}</Badge>}
      </summary>
      <p dir="auto">{problem ? `“${problem.join("” “")}”` : note.summary}</p>
      {tried.length > 0 && (
        <p class="tried">
          <span class="muted">{words.tried}:</span>
          {tried.map((one, index) => (
            <Badge key={index}>
              {typeof one === "string"
                ? one
                : `${words.decisions[one.did]}: ${one.intent ? titleOf(one.intent, one.title) : one.title}`}
            </Badge>
          ))}
        </p>
      )}
    </details>
  );
}

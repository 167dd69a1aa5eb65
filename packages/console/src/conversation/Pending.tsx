import { useDesk } from "../desk/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { Markdown } from "../ui/Markdown.tsx";
import { explain } from "../ui/words.ts";
import { ChatError } from "@parley/protocol";
import { drafts } from "../desk/drafts.ts";
import type { Outgoing } from "../desk/outbox.ts";
import { conversationWords } from "./words.ts";

/** Something one has written that the engine has not confirmed. */
export function Pending({ entry }: { entry: Outgoing }) {
  const { outboxes } = useDesk();
  const words = conversationWords();
  const { id, conversationId, what, failed } = entry;
  const outbox = outboxes.of(conversationId);
  const text = what.type === "note" ? what.text : (what.content.text ?? "");
  const isWords = what.type === "note" || what.content.type === "text";
  const edit = () => {
    drafts.write(conversationId, what.type, text);
    outbox.discard(id);
  };
  return (
    <article class={`message pending ${what.type === "note" ? "note" : "agent"}${failed ? " failed" : ""}`}>
      <div class="bubble">{isWords ? <Markdown text={text} /> : text}</div>
      {failed ? (
        <div class="delivery bad" role="alert">
          <span>
            {words.notSent}: {explain(new ChatError(failed.code, failed.message))}
          </span>
          <Button small onClick={() => outbox.retry(id)}>
            {words.retry}
          </Button>
          {isWords && (
            <Button small tone="quiet" onClick={edit}>
              {words.edit}
            </Button>
          )}
          <Button small tone="quiet" onClick={() => outbox.discard(id)}>
            {words.discard}
          </Button>
        </div>
      ) : (
        <p class="delivery">{words.sending}</p>
      )}
    </article>
  );
}

import { useEffect, useRef } from "preact/hooks";
import { visitorName } from "../desk/visitor-name.ts";
import { useDesk } from "../desk/use-desk.ts";
import type { Leaving } from "../desk/leaving.ts";
import { conversationWords } from "./words.ts";

/** Says what is about to happen with a conversation, and takes it back. */
export function LeavingNotice({ leaving, focused }: { leaving: Leaving; focused?: boolean }) {
  const { inbox, leavings } = useDesk();
  const words = conversationWords();
  const undo = useRef<HTMLButtonElement>(null);
  const { conversationId, how } = leaving;
  const item = inbox.items.value.get(conversationId);
  const name = item ? visitorName(item.visitor) : conversationId;
  useEffect(() => {
    if (focused) undo.current?.focus();
  }, []);
  return (
    <div class="leaving" role="status">
      <span>{how.to === "agent" ? words.leaving.agent(name, how.name) : words.leaving[how.to](name)}</span>
      <button ref={undo} type="button" class="button plain small" onClick={() => leavings.undo(conversationId)}>
        {words.undo}
      </button>
    </div>
  );
}

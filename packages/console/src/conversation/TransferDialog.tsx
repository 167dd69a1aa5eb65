import { type AgentRef, sees } from "@parley/protocol";
import { useDesk } from "../desk/use-desk.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Avatar } from "../ui/parts.tsx";
import { deskWords } from "../desk/words.ts";
import { conversationWords } from "./words.ts";

/** Picks the colleague who gets the conversation. */
export function TransferDialog({ onPick, onClose }: { onPick: (agent: AgentRef) => void; onClose: () => void }) {
  const { inbox, me, thread } = useDesk();
  const words = conversationWords();
  const { inboxId } = inbox.items.value.get(thread.value?.conversationId ?? "")?.conversation ?? {};
  const others = inbox.presence.value.filter(({ agent, inboxes }) => agent.id !== me.id && sees({ inboxes }, inboxId));
  return (
    <Dialog title={words.transferTo} onClose={onClose}>
      {others.length === 0 && <p class="dialog-text muted">{words.nobody}</p>}
      <ul class="picks">
        {others.map(({ agent, availability, conversations, capacity }) => (
          <li key={agent.id}>
            <button
              type="button"
              onClick={() => {
                onClose();
                onPick(agent);
              }}
            >
              <Avatar name={agent.name} seed={agent.id} online={availability === "available"} />
              <span>
                <b>{agent.name}</b>
                <small>
                  {deskWords().availability[availability]} · {deskWords().load(conversations, capacity)}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

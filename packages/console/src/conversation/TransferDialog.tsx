import { type AgentRef, sees } from "@parley/protocol";
import { useDesk } from "../desk/use-desk.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Avatar } from "../ui/parts.tsx";
import { deskWords } from "../desk/words.ts";
import { conversationWords } from "./words.ts";

interface TransferProps {
  /** The conversation's inbox: only who sees it is offered. */
  inboxId: string | undefined;
  /** Who has it now, if anybody. */
  holder: string | undefined;
  onPick: (agent: AgentRef) => void;
  onClose: () => void;
}

/** Picks the member of the team who gets a conversation. */
export function TransferDialog({ inboxId, holder, onPick, onClose }: TransferProps) {
  const { inbox } = useDesk();
  const words = conversationWords();
  const others = inbox.presence.value.filter(({ agent, inboxes }) => agent.id !== holder && sees({ inboxes }, inboxId));
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

import { useEffect } from "preact/hooks";
import { Conversation } from "../conversation/Conversation.tsx";
import { route } from "../route.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Empty } from "../ui/parts.tsx";
import { List } from "./List.tsx";
import { inboxWords } from "./words.ts";

/** The list of conversations and the one that is open. */
export function Inbox() {
  const desk = useDesk();
  const { section, rest } = route.value;
  const conversationId = section === "inbox" ? rest[0] : undefined;
  const words = inboxWords();
  useEffect(() => desk.show(conversationId), [conversationId]);
  const thread = desk.thread.value;
  return (
    <div class={conversationId ? "inbox with-conversation" : "inbox"}>
      {!conversationId && <h1 class="said">{words.conversations}</h1>}
      <List open={conversationId} />
      {thread && thread.conversationId === conversationId ? (
        <Conversation key={conversationId} thread={thread} />
      ) : (
        <div class="no-conversation">
          <Empty icon="inbox" title={words.pick}>
            {words.pickText}
          </Empty>
        </div>
      )}
    </div>
  );
}

import type { ContactConversation, Identity, InboxItem } from "@parley/protocol";
import { useLoader } from "../live/load.ts";
import { Fetched } from "../ui/parts.tsx";
import { useTasks } from "../conversation/arranging/use-tasks.ts";
import { ReplyTo } from "../conversation/ways/ReplyTo.tsx";
import { readConversations } from "./calls.ts";
import { TimelineView } from "./TimelineView.tsx";

/** What was said with a contact; fetched anew when another identity has come or gone. */
export function Conversations({ id, identities }: { id: string; identities: readonly Identity[] }) {
  const tasks = useTasks();
  const loader = useLoader(() => readConversations(id), identities.map(({ visitorId }) => visitorId).join());
  return (
    <Fetched from={loader}>
      {(all) => (
        <>
          {tasks && <tasks.OfContact id={id} />}
          {all[0] && <ReplyTo from={all[0].conversation.id} />}
          <TimelineView items={all.flatMap((one) => itemOf(one, identities))} />
        </>
      )}
    </Fetched>
  );
}

/** As the inbox has it: with who it is with. */
function itemOf({ conversation, preview }: ContactConversation, identities: readonly Identity[]): InboxItem[] {
  const identity = identities.find(({ visitorId }) => visitorId === conversation.visitorId);
  return identity ? [{ conversation, preview, visitor: { ...identity, id: identity.visitorId } }] : [];
}

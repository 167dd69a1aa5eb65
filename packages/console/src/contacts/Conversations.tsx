import type { ContactConversation, Identity, InboxItem } from "@parley/protocol";
import { useLoader } from "../live/load.ts";
import { Failed, Loading } from "../ui/parts.tsx";
import { readConversations } from "./calls.ts";
import { TimelineView } from "./TimelineView.tsx";

/** What was said with a contact; fetched anew when another identity has come or gone. */
export function Conversations({ id, identities }: { id: string; identities: readonly Identity[] }) {
  const loader = useLoader(() => readConversations(id), identities.map(({ visitorId }) => visitorId).join());
  const state = loader.state.value;
  if (state.status === "loading") return <Loading />;
  if (state.status === "failed") return <Failed error={state.error} onRetry={loader.reload} />;
  return <TimelineView items={state.value.flatMap((one) => itemOf(one, identities))} />;
}

/** As the inbox has it: with who it is with. */
function itemOf({ conversation, preview }: ContactConversation, identities: readonly Identity[]): InboxItem[] {
  const identity = identities.find(({ visitorId }) => visitorId === conversation.visitorId);
  return identity ? [{ conversation, preview, visitor: { ...identity, id: identity.visitorId } }] : [];
}

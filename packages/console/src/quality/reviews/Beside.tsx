import { useEffect } from "preact/hooks";
import { ThreadView } from "../../conversation/ThreadView.tsx";
import { useDesk } from "../../desk/use-desk.ts";
import { Failed, Loading } from "../../ui/parts.tsx";

/** What was said in a conversation, to be read while it is judged. */
export function Beside({ id }: { id: string }) {
  const desk = useDesk();
  useEffect(() => {
    desk.show(id);
    return () => desk.show(undefined);
  }, [id]);
  const thread = desk.thread.value;
  const item = desk.inbox.items.value.get(id);
  if (!thread || thread.conversationId !== id) return <Loading lines={6} />;
  if (thread.phase.value === "failed")
    return <Failed error={thread.failure.value} onRetry={() => thread.open().catch(() => undefined)} />;
  return item ? <ThreadView item={item} thread={thread} /> : <Loading lines={6} />;
}

import type { ConversationEvent } from "@parley/protocol";
import { openStore } from "../../packages/engine/src/store/open.ts";
import type { Doc } from "../../packages/engine/src/store/store.ts";

/** Every conversation's log as it is stored, read without an engine. */
export async function storedLogs(where: string): Promise<Map<string, ConversationEvent[]>> {
  const opened = await openStore(where);
  const found = await opened.collection<Doc & ConversationEvent>("events").find({}, { sort: { seq: 1 } });
  await opened.close();
  const logs = new Map<string, ConversationEvent[]>();
  for (const event of found) logs.set(event.conversationId, [...(logs.get(event.conversationId) ?? []), event]);
  return logs;
}

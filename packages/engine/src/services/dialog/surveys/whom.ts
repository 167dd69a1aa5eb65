import type { AgentRef, ConversationEvent } from "@parley/protocol";
import type { Events } from "../events.ts";

/** Events that are read at once. */
const AT_ONCE = 200;

/** Whether the visitor spoke in the newest episode, and the last agent in it. It reads no more than it has to. */
export async function whomWith(events: Events, conversationId: string): Promise<{ spoke: boolean; agent?: AgentRef }> {
  let spoke = false;
  let agent: AgentRef | undefined;
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const older = await events.find({ conversationId, seq: { $lt: before } }, { sort: { seq: -1 }, limit: AT_ONCE });
    const began = older.findIndex(({ type }) => type === "opened");
    const theirs = began < 0 ? older : older.slice(0, began);
    spoke ||= theirs.some(isTheVisitors);
    agent ??= theirs.flatMap((event) => (event.type === "claimed" ? [event.agent] : []))[0];
    const isAll = began >= 0 || older.length < AT_ONCE || (spoke && agent !== undefined);
    before = older.at(-1)?.seq ?? 0;
    if (isAll) return { spoke, ...(agent && { agent }) };
  }
}

const isTheVisitors = (event: ConversationEvent) => event.type === "message" && event.author.kind === "visitor";

import type { AgentRef, ConversationEvent } from "@parley/protocol";
import type { Events } from "../events.ts";

/** Events that are read at once. */
const AT_ONCE = 200;

/** Whether the visitor spoke in the newest episode, and the last agent in it. It reads no more than it has to. */
export async function whomWith(events: Events, conversationId: string): Promise<{ spoke: boolean; agent?: AgentRef }> {
  let spoke = false;
  let agent: AgentRef | undefined;
  for (let before: number | undefined = Number.MAX_SAFE_INTEGER; before !== undefined && !(spoke && agent);) {
    const older: readonly ConversationEvent[] = await events.find(
      { conversationId, seq: { $lt: before } },
      { sort: { seq: -1 }, limit: AT_ONCE },
    );
    const { theirs, goesOn } = ofEpisode(older);
    spoke ||= theirs.some(isTheVisitors);
    agent ??= theirs.flatMap((event) => (event.type === "claimed" ? [event.agent] : []))[0];
    before = goesOn ? older.at(-1)?.seq : undefined;
  }
  return { spoke, ...(agent && { agent }) };
}

/** What of them is of the newest episode, and whether there may be more of it. */
function ofEpisode(newestFirst: readonly ConversationEvent[]) {
  const began = newestFirst.findIndex(({ type }) => type === "opened");
  if (began >= 0) return { theirs: newestFirst.slice(0, began), goesOn: false };
  return { theirs: newestFirst, goesOn: newestFirst.length === AT_ONCE };
}

const isTheVisitors = (event: ConversationEvent) => event.type === "message" && event.author.kind === "visitor";

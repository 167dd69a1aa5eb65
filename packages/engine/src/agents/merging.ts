import { ChatError, MergeConversation, type Receipt } from "@parley/protocol";
import type { Users } from "../services/users/contract.ts";
import { receive, receiptOf, type Spine } from "../spine/receive.ts";
import { handle, type Handling } from "../transport/wire.ts";
import { requireSeen } from "./access.ts";
import type { AgentSocket } from "./session.ts";

export interface MergingParts extends Handling {
  spine: Spine;
  users: Pick<Users, "contact">;
}

/** Letters of an id. */
const LONGEST = 64;

/** Makes one of two conversations of a contact: one is closed and says where it goes on, the other says which went on in it (SPEC W10). */
export function listenToMerging(socket: AgentSocket, parts: MergingParts): void {
  const { spine, users } = parts;

  async function merge({ conversationId, id, into }: MergeConversation): Promise<Receipt> {
    const { member } = socket.data;
    const agent = { id: member.id, name: member.name };
    await requireSeen(member, into, spine.inboxOf);
    const refusal = await whyNot(conversationId, into);
    const command = { do: "merge" as const, agent, into, force: member.role !== "agent" };
    const merged = await receive(spine, { conversationId, id, command, refusal });
    // Sent again, it is the same: whatever was cut off in between is made good then.
    const joined = { do: "join" as const, agent, from: conversationId };
    await receive(spine, { conversationId: into, id: `joined-${id}`.slice(-LONGEST), command: joined });
    return receiptOf(id, merged);
  }

  async function whyNot(conversationId: string, into: string): Promise<ChatError | undefined> {
    if (conversationId === into) return new ChatError("invalid", "A conversation cannot go on in itself.");
    const [one, other] = await Promise.all([
      spine.dialog.get({ conversationId }),
      spine.dialog.get({ conversationId: into }),
    ]);
    const [from, to] = [one.conversation.visitorId, other.conversation.visitorId];
    if (from !== to && !(await areOne(from, to)))
      return new ChatError("invalid", "That conversation is somebody else's.");
    if (other.conversation.state.status !== "closed") return undefined;
    return new ChatError("conflict", "That conversation is over.", { details: { reason: "over" } });
  }

  /** Whether two visitors are one contact. */
  async function areOne(visitorId: string, other: string): Promise<boolean> {
    const { identities } = await users.contact({ id: visitorId });
    return identities.some((one) => one.visitorId === other);
  }

  socket.on("merge", handle(MergeConversation, merge, parts));
}

import {
  ChatError,
  InConversation,
  Plan,
  type Receipt,
  SnoozeConversation,
  TagConversation,
  Unplan,
} from "@parley/protocol";
import * as v from "valibot";
import type { Command } from "../services/dialog/contract.ts";
import { receive, receiptOf } from "../spine/receive.ts";
import { handle } from "../transport/wire.ts";
import { listenToMerging, type MergingParts } from "./merging.ts";
import type { AgentSocket } from "./session.ts";

const OneConversation = v.object({ conversationId: v.string() });

/** Carries out how agents arrange conversations for themselves: tags, what is put aside, what is to happen later, which are one (SPEC W). */
export function listenToArranging(socket: AgentSocket, parts: MergingParts): void {
  listenToMerging(socket, parts);
  const { spine } = parts;
  const { dialog } = spine;
  const me = () => ({ id: socket.data.member.id, name: socket.data.member.name });
  const force = () => socket.data.member.role !== "agent";
  const mine = () => (force() ? {} : { agentId: me().id });

  const act = async ({ conversationId, id }: InConversation, command: Command, refusal?: ChatError): Promise<Receipt> =>
    receiptOf(id, await receive(spine, { conversationId, id, command, refusal }));

  /** One that is not on the list any more can still be taken off. */
  async function tag({ tag, on, ...place }: TagConversation): Promise<Receipt> {
    const known = !on || (await dialog.settings({})).desk.value.tags.some(({ id }) => id === tag);
    const refusal = known ? undefined : new ChatError("invalid", "There is no such tag.");
    return await act(place, { do: "tag", author: { kind: "agent", ...me() }, tag, on }, refusal);
  }

  const snooze = ({ until, ...place }: SnoozeConversation) =>
    act(place, { do: "snooze", agent: me(), force: force(), ...(until !== undefined && { until }) });

  socket.on("tag", handle(TagConversation, tag, parts));
  socket.on("snooze", handle(SnoozeConversation, snooze, parts));
  socket.on(
    "wake",
    handle(InConversation, (place) => act(place, { do: "wake", agent: me(), force: force() }), parts),
  );
  socket.on(
    "planned",
    handle(
      OneConversation,
      async ({ conversationId }) => ({ planned: await dialog.planned({ conversationId, ...mine() }) }),
      parts,
    ),
  );
  socket.on(
    "plan",
    handle(Plan, (plan) => dialog.plan({ ...plan, agent: me(), force: force() }), parts),
  );
  socket.on(
    "unplan",
    handle(Unplan, ({ conversationId, id }) => dialog.unplan({ conversationId, id, ...mine() }), parts),
  );
}

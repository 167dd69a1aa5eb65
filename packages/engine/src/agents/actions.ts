import {
  AgentMessage,
  AgentNote,
  type AgentRef,
  ChatError,
  ClaimConversation,
  CloseConversation,
  FIRST_INBOX,
  type FilesTicket,
  InConversation,
  type Member,
  type Receipt,
  ReleaseConversation,
  ResendMessage,
  sees,
  TransferConversation,
} from "@parley/protocol";
import * as v from "valibot";
import type { Command } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import type { AgentSocket } from "./session.ts";
import type { AgentsPresence } from "./presence.ts";
import { releasing } from "./releasing.ts";
import type { Capacity } from "../spine/settings.ts";
import type { Channel } from "../spine/channel.ts";
import type { FileTickets } from "../spine/file-tickets.ts";
import { listenToHelp } from "./help.ts";
import { whyNotClosed } from "../spine/wrap-up.ts";
import { receive, receiptOf, type Spine } from "../spine/receive.ts";
import { handle, type Handling } from "../transport/wire.ts";

const OneConversation = v.object({ conversationId: v.string() });

export interface ActionParts extends Handling {
  spine: Spine;
  users: Users;
  presence: AgentsPresence;
  channels: ReadonlyMap<string, Channel>;
  capacity?: Capacity | undefined;
  /** Gives tickets for files. */
  files: FileTickets;
}

/** Carries out what agents do with conversations. */
export function listenToActions(socket: AgentSocket, parts: ActionParts): void {
  const { spine, users, presence, capacity } = parts;
  const me = () => ({ id: socket.data.member.id, name: socket.data.member.name });
  const author = () => ({ kind: "agent" as const, ...me() });
  /** Those who supervise may act on conversations that others hold. */
  const force = () => socket.data.member.role !== "agent";
  const most = async (agentId = me().id) => (force() ? undefined : (await capacity?.())?.(agentId));

  const act = async (
    { conversationId, id }: v.InferOutput<typeof InConversation>,
    command: Command,
    refusal?: ChatError,
  ): Promise<Receipt> => {
    return receiptOf(id, await receive(spine, { conversationId, id, command, refusal }));
  };

  socket.on(
    "send",
    handle(AgentMessage, (input) => act(input, { do: "say", author: author(), content: input.content }), parts),
  );
  socket.on(
    "note",
    handle(AgentNote, (input) => act(input, { do: "note", author: author(), text: input.text }), parts),
  );
  socket.on(
    "claim",
    handle(
      ClaimConversation,
      async (input) =>
        await act(input, {
          do: "claim",
          agent: me(),
          ...(force() && (await takenFrom(users, input))),
          most: await most(),
          force: force(),
        }),
      parts,
    ),
  );
  const release = releasing({ spine, act, author, force });
  socket.on("release", handle(ReleaseConversation, release, parts));
  socket.on(
    "decline",
    handle(InConversation, (input) => act(input, { do: "decline", agent: me() }), parts),
  );
  socket.on("close", handle(CloseConversation, close, parts));
  socket.on("resend", handle(ResendMessage, resend, parts));
  socket.on("files", handle(OneConversation, files, parts));

  async function close({ code, ...input }: CloseConversation): Promise<Receipt> {
    const refusal = await whyNotClosed(spine.dialog, code);
    return await act(input, { do: "close", author: author(), force: force(), ...(code && { code }) }, refusal);
  }

  async function files({ conversationId }: v.InferOutput<typeof OneConversation>): Promise<FilesTicket> {
    const { inboxId = FIRST_INBOX } = (await spine.dialog.get({ conversationId })).conversation;
    return await parts.files.ticket({ conversationId, inboxId, by: { kind: "agent", id: me().id } });
  }

  /** As for words, it is the agent's who has the conversation. */
  async function resend({ conversationId, messageId }: ResendMessage): Promise<Record<string, never>> {
    const { conversation } = await spine.dialog.get({ conversationId });
    const { state } = conversation;
    const isMine = state.status === "agent" && state.agent.id === me().id;
    if (!isMine && !force()) throw new ChatError("forbidden", "Claim the conversation first.");
    const { delivery } = await spine.dialog.resend({ conversationId, id: messageId });
    if (!delivery) throw new ChatError("notFound", "There is no such message to send.");
    parts.channels.get(conversation.channel)?.resend?.(delivery);
    return {};
  }

  /** Why nobody can be handed over to them: the visitor would wait for who is not there. */
  async function absence({ id, name }: AgentRef): Promise<ChatError | undefined> {
    const here = (await presence.present()).find(({ agent }) => agent.id === id);
    const availability = here ? here.availability : "offline";
    if (availability === "available" || (here && force()) || id === me().id) return undefined;
    return new ChatError("conflict", `${name} is ${availability}.`, { details: { availability } });
  }

  /** Why somebody cannot be handed a conversation. */
  async function unfit(member: Member | undefined, conversationId: string): Promise<ChatError | undefined> {
    if (!member) return new ChatError("notFound", "There is no such member of the team.");
    if (sees(member, await spine.inboxOf.of(conversationId))) return await absence(member);
    return new ChatError("conflict", `${member.name} does not see this inbox.`, { details: { reason: "inbox" } });
  }

  async function transfer(input: TransferConversation): Promise<Receipt> {
    const member = (await users.team({})).find(({ id, disabled }) => id === input.agentId && !disabled);
    const refusal = await unfit(member, input.conversationId);
    const to = { id: input.agentId, name: member?.name ?? "" };
    return await act(input, { do: "transfer", agent: me(), to, force: force(), most: await most(to.id) }, refusal);
  }

  socket.on("transfer", handle(TransferConversation, transfer, parts));
  listenToHelp(socket, parts, { release, act, transfer, close });
}

/** Whom a conversation is taken from, and why. */
async function takenFrom(users: Pick<Users, "team">, { from, because }: ClaimConversation) {
  if (from === undefined) return {};
  const holder = (await users.team({})).find(({ id }) => id === from);
  return { from, ...(holder && { fromName: holder.name }), ...(because && { because }) };
}

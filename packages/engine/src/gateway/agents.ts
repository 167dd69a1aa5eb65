import {
  AgentHistory,
  AgentMessage,
  AgentNote,
  AgentSync,
  type AgentWelcome,
  Availability,
  ChatError,
  ClaimConversation,
  Heads,
  InConversation,
  type OpenedConversation,
  OpenConversation,
  ReadMarker,
  type Receipt,
  ReleaseConversation,
  TransferConversation,
} from "@parley/protocol";
import * as v from "valibot";
import type { Channel } from "../channels/channel.ts";
import type { Command } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import type { AgentNamespace, AgentSocket } from "./agent-session.ts";
import type { Inbox } from "./inbox.ts";
import type { AgentsPresence } from "./presence.ts";
import { receive, receiptOf, type Spine } from "./receive.ts";
import { handle, type Handling, hear } from "./wire.ts";

export interface AgentParts extends Handling {
  spine: Spine;
  users: Users;
  inbox: Inbox;
  presence: AgentsPresence;
  channels: ReadonlyMap<string, Channel>;
  /** Conversations that an agent may have at once, if there is a limit. */
  capacity?: number | undefined;
  /** Agents came, went, or changed what they are available for. */
  onPresence: () => void;
}

/** Room of all consoles. */
export const EVERYONE = "everyone";
/** Room of one member's consoles. */
export const memberRoom = (memberId: string) => `member:${memberId}`;

const Nothing = v.object({});
const In = v.object({ conversationId: v.string() });
const TypingIn = v.object({ conversationId: v.string(), on: v.boolean() });
const ReadIn = v.object({ ...In.entries, ...ReadMarker.entries });
const SetAvailability = v.object({ availability: Availability });

/** Listens to agents' consoles. Who connects was checked at the handshake. */
export function serveAgents(agents: AgentNamespace, parts: AgentParts): void {
  agents.on("connection", (socket) => {
    void socket.join([EVERYONE, memberRoom(socket.data.member.id)]);
    listenToInbox(socket, parts);
    listenToActions(socket, parts);
    listenToSigns(socket, agents, parts);
    parts.onPresence();
    socket.on("disconnecting", () => {
      for (const room of socket.rooms) if (isConversation(room)) void tellViewers(agents, parts, room);
    });
    socket.on("disconnect", parts.onPresence);
  });
}

const isConversation = (room: string) => room !== EVERYONE && !room.startsWith("member:");

function listenToInbox(socket: AgentSocket, parts: AgentParts): void {
  const { inbox, presence, onPresence } = parts;
  const { dialog } = parts.spine;
  async function hello(): Promise<AgentWelcome> {
    const { id, name, email, role } = socket.data.member;
    return { me: { id, name, email, role }, inbox: await inbox.all(), presence: await presence.present() };
  }

  socket.on("hello", handle(Nothing, hello, parts));
  socket.on(
    "sync",
    handle(AgentSync, (asked) => dialog.read(asked), parts),
  );
  socket.on(
    "history",
    handle(AgentHistory, (asked) => dialog.history(asked), parts),
  );
  socket.on(
    "heads",
    handle(
      Heads,
      async ({ heads }) => {
        const items = await inbox.all();
        return { items: items.filter(({ conversation: { id, seq } }) => seq > (heads[id] ?? 0)) };
      },
      parts,
    ),
  );
  socket.on(
    "availability",
    handle(
      SetAvailability,
      async ({ availability }) => {
        socket.data.availability = availability;
        onPresence();
        return {};
      },
      parts,
    ),
  );
}

function listenToActions(socket: AgentSocket, parts: AgentParts): void {
  const { spine, users, capacity } = parts;
  const me = () => ({ id: socket.data.member.id, name: socket.data.member.name });
  const author = () => ({ kind: "agent" as const, ...me() });
  /** Those who supervise may act on conversations that others hold. */
  const force = () => socket.data.member.role !== "agent";
  const most = () => (force() ? undefined : capacity);

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
      (input) => act(input, { do: "claim", agent: me(), from: force() ? input.from : undefined, most: most() }),
      parts,
    ),
  );
  socket.on(
    "release",
    handle(
      ReleaseConversation,
      (input) => act(input, { do: "release", agent: me(), to: input.to, force: force() }),
      parts,
    ),
  );
  socket.on(
    "close",
    handle(InConversation, (input) => act(input, { do: "close", author: author(), force: force() }), parts),
  );
  socket.on(
    "transfer",
    handle(
      TransferConversation,
      async (input) => {
        const to = (await users.team({})).find(({ id, disabled }) => id === input.agentId && !disabled);
        const refusal = to ? undefined : new ChatError("notFound", "There is no such member of the team.");
        const { id, name } = to ?? { id: input.agentId, name: "" };
        const command = { agent: me(), to: { id, name }, force: force(), most: most() };
        return await act(input, { do: "transfer", ...command }, refusal);
      },
      parts,
    ),
  );
}

function listenToSigns(socket: AgentSocket, agents: AgentNamespace, parts: AgentParts): void {
  const { spine, inbox, presence, channels } = parts;

  async function open({ conversationId, after }: OpenConversation): Promise<OpenedConversation> {
    const item = await inbox.item(conversationId);
    if (!item) throw new ChatError("notFound", "There is no such conversation.");
    await socket.join(conversationId);
    const page = await spine.dialog.read({ conversationId, after });
    const viewers = await presence.viewers(conversationId);
    void tellViewers(agents, parts, conversationId);
    return { item, page, viewers: viewers.filter(({ id }) => id !== socket.data.member.id) };
  }

  socket.on("open", handle(OpenConversation, open, parts));
  socket.on(
    "leave",
    handle(
      In,
      async ({ conversationId }) => {
        await socket.leave(conversationId);
        void tellViewers(agents, parts, conversationId);
        return {};
      },
      parts,
    ),
  );
  socket.on(
    "typing",
    hear(TypingIn, ({ conversationId, on }) => {
      if (!socket.rooms.has(conversationId)) return;
      const typing = { conversationId, name: socket.data.member.name, on };
      for (const channel of channels.values()) channel.typing?.(typing);
      socket.to(conversationId).volatile.emit("typing", typing);
    }),
  );
  socket.on(
    "read",
    hear(ReadIn, ({ conversationId, seq }) => {
      if (!socket.rooms.has(conversationId)) return;
      for (const channel of channels.values()) channel.read?.(conversationId, seq);
    }),
  );
}

async function tellViewers(agents: AgentNamespace, { presence, onError }: AgentParts, conversationId: string) {
  try {
    const viewers = await presence.viewers(conversationId);
    agents.to(conversationId).volatile.emit("viewers", { conversationId, agents: viewers });
  } catch (error) {
    onError(error);
  }
}

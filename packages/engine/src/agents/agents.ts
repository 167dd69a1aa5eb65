import {
  conversationOf,
  conversationRoom,
  everyoneRoom,
  isConversation,
  memberRoom,
  workspaceOf,
} from "../transport/workspace.ts";
import {
  AgentHistory,
  AgentSync,
  type AgentWelcome,
  ChatError,
  type Compared,
  type Conversation,
  Heads,
  type InboxItem,
  inboxesOf,
  type LogPage,
  type OpenedConversation,
  OpenConversation,
  pageForAgent,
  ReadMarker,
  sees,
  SetAvailability,
  type Wait,
} from "@parley/protocol";
import * as v from "valibot";
import type { Channel } from "../spine/channel.ts";
import type { Users } from "../services/users/contract.ts";
import type { AgentNamespace, AgentSocket } from "./session.ts";
import type { Inbox } from "./inbox.ts";
import type { AgentsPresence } from "./presence.ts";
import { confine, inboxesFor } from "./access.ts";
import { listenToActions } from "./actions.ts";
import { listenToArranging } from "./arranging.ts";
import { listenToLive, type LiveSites } from "./live.ts";
import { mentionsOf } from "./mentions.ts";
import { waysTo } from "./other-ways.ts";
import type { FileTickets } from "../spine/file-tickets.ts";
import type { Spine } from "../spine/receive.ts";
import type { Capacity } from "../spine/settings.ts";
import { handle, type Handling, hear } from "../transport/wire.ts";

export interface AgentParts extends Handling {
  spine: Spine;
  users: Users;
  inbox: Inbox;
  presence: AgentsPresence;
  /** Those of some conversations whose visitors are there. */
  there: (conversationIds: readonly string[]) => Promise<ReadonlySet<string>>;
  channels: ReadonlyMap<string, Channel>;
  /** Conversations that an agent may have at once, if there is a limit. */
  capacity?: Capacity | undefined;
  /** Gives tickets for files. */
  files: FileTickets;
  /** Who is on the sites. */
  live: LiveSites;
  /** How long those who wait are likely to. */
  waits: () => Promise<{ conversationId: string; inboxId: string; wait: Wait }[]>;
  /** Agents came, went, or changed what they are available for. */
  onPresence: () => void;
}

const Nothing = v.object({});
const In = v.object({ conversationId: v.string() });
const TypingIn = v.object({ conversationId: v.string(), on: v.boolean() });
const ReadIn = v.object({ ...In.entries, ...ReadMarker.entries });
/** How many of the newest events a console is told the deliveries of, at least. */
const LATEST = 100;

/** Listens to agents' consoles. Who connects was checked at the handshake. */
export function serveAgents(agents: AgentNamespace, parts: AgentParts): void {
  agents.on("connection", (socket) => {
    const workspace = workspaceOf(socket.request);
    void socket.join([everyoneRoom(workspace), memberRoom(socket.data.member.id, workspace)]);
    confine(socket, parts.spine.inboxOf);
    listenToInbox(socket, parts);
    listenToActions(socket, parts);
    listenToArranging(socket, parts);
    listenToLive(socket, parts);
    listenToSigns(socket, agents, parts);
    socket.on("disconnecting", () => {
      for (const room of socket.rooms) {
        const id = conversationOf(room);
        if (id !== undefined) void tellViewers(agents, parts, id);
      }
    });
    socket.on("disconnect", () => socket.data.present && parts.onPresence());
  });
}

const idsOf = (items: readonly InboxItem[]) => items.map(({ conversation }) => conversation.id);

function listenToInbox(socket: AgentSocket, parts: AgentParts): void {
  const { inbox, presence, there, users, onPresence } = parts;
  const { dialog, inboxOf } = parts.spine;
  async function hello(): Promise<AgentWelcome> {
    const { member } = socket.data;
    const { id, name, email, role } = member;
    const seen = inboxesOf(member);
    if (!socket.data.present) onPresence();
    socket.data.present = true;
    const [listed, inboxes, settings] = await Promise.all([
      inbox.all(seen),
      inboxesFor(member, dialog),
      dialog.settings({}),
    ]);
    const teams = settings.routing.value.teams.map(({ id, name }) => ({ id, name }));
    const [online, team, mentions] = await Promise.all([
      there(idsOf(listed)),
      presence.present(),
      mentionsOf({ users, dialog, inboxOf }, member),
    ]);
    const me = { id, name, email, role, ...(seen && { inboxes: [...seen] }) };
    const known = { me, inboxes, ...(teams.length > 0 && { teams }) };
    return { ...known, inbox: listed, online: [...online], presence: team, mentions };
  }

  /** Also of what the console knows beyond the list. */
  async function heads({ heads }: Heads): Promise<Compared> {
    const { member } = socket.data;
    const seen = inboxesOf(member);
    const listed = await inbox.all(seen);
    const all = Object.keys(heads).filter(isConversation);
    const named = seen ? await inboxOf.those(all, (inboxId) => sees(member, inboxId)) : all;
    const online = await there([...new Set([...idsOf(listed), ...named])]);
    const items = listed.filter(({ conversation: { id, seq } }) => seq > (heads[id] ?? 0));
    return { items, online: [...online] };
  }

  socket.on("hello", handle(Nothing, hello, parts));
  socket.on(
    "sync",
    handle(AgentSync, async (asked) => pageForAgent(await dialog.read(asked)), parts),
  );
  socket.on(
    "history",
    handle(AgentHistory, async (asked) => pageForAgent(await dialog.history(asked)), parts),
  );
  async function waits() {
    const seen = (await parts.waits()).filter(({ inboxId }) => sees(socket.data.member, inboxId));
    return { waits: Object.fromEntries(seen.map(({ conversationId, wait }) => [conversationId, wait])) };
  }

  socket.on("heads", handle(Heads, heads, parts));
  socket.on("waits", handle(Nothing, waits, parts));
  socket.on(
    "availability",
    handle(
      SetAvailability,
      async (set) => {
        await users.setAvailability({ memberId: socket.data.member.id, ...set });
        onPresence();
        return {};
      },
      parts,
    ),
  );
}

function listenToSigns(socket: AgentSocket, agents: AgentNamespace, parts: AgentParts): void {
  const { spine, users, inbox, presence, there, channels } = parts;
  const isOpen = (conversationId: string) =>
    isConversation(conversationId) && socket.rooms.has(conversationRoom(conversationId));

  async function open({ conversationId, after }: OpenConversation): Promise<OpenedConversation> {
    const item = await inbox.item(conversationId);
    if (!item) throw new ChatError("notFound", "There is no such conversation.");
    await socket.join(conversationRoom(conversationId));
    const [page, viewers, read, present] = await Promise.all([
      spine.dialog.read({ conversationId, after }),
      presence.viewers(conversationId),
      spine.dialog.readTo({ conversationId }),
      there([conversationId]),
    ]);
    void tellViewers(agents, parts, conversationId);
    const deliveries = await deliveriesOf(item.conversation, page);
    const { channel, inboxId = channel } = item.conversation;
    const window = channels.get(channel)?.windowIn?.(inboxId);
    const beyond = { ...(deliveries && { deliveries }), ...(window && { window }) };
    return { item, page: pageForAgent(page), viewers, read, online: present.has(conversationId), ...beyond };
  }

  async function deliveriesOf({ id, channel }: Conversation, { events, head }: LogPage) {
    if (!channels.get(channel)?.resend) return undefined;
    const first = events[0]?.seq ?? head - LATEST;
    return await spine.dialog.deliveries({
      conversationId: id,
      after: Math.max(0, Math.min(first, head - LATEST) - 1),
    });
  }

  async function hasRead(conversationId: string, to: number): Promise<void> {
    const { seq } = await spine.dialog.markRead({ conversationId, by: "agents", seq: to });
    await users.readMentions({ memberId: socket.data.member.id, conversationId, seq: Math.min(to, seq) });
    for (const channel of channels.values()) channel.read?.(conversationId, seq);
  }

  socket.on("open", handle(OpenConversation, open, parts));
  socket.on(
    "ways",
    handle(
      In,
      async ({ conversationId }) => ({
        ways: await waysTo({ dialog: spine.dialog, users, channels }, socket.data.member, conversationId),
      }),
      parts,
    ),
  );
  socket.on(
    "leave",
    handle(
      In,
      async ({ conversationId }) => {
        if (!isOpen(conversationId)) return {};
        await socket.leave(conversationRoom(conversationId));
        void tellViewers(agents, parts, conversationId);
        return {};
      },
      parts,
    ),
  );
  socket.on(
    "typing",
    hear(TypingIn, ({ conversationId, on }) => {
      if (!isOpen(conversationId)) return;
      const typing = { conversationId, name: socket.data.member.name, on };
      for (const channel of channels.values()) channel.typing?.(typing);
      socket.to(conversationRoom(conversationId)).volatile.emit("typing", typing);
    }),
  );
  socket.on(
    "read",
    hear(ReadIn, ({ conversationId, seq }) => {
      if (!isOpen(conversationId)) return;
      hasRead(conversationId, seq).catch(parts.onError);
    }),
  );
}

async function tellViewers(agents: AgentNamespace, { presence, onError }: AgentParts, conversationId: string) {
  try {
    const viewers = await presence.viewers(conversationId);
    agents.to(conversationRoom(conversationId)).volatile.emit("viewers", { conversationId, agents: viewers });
  } catch (error) {
    onError(error);
  }
}

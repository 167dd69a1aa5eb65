import type { IncomingMessage } from "node:http";
import { ChatError, inboxesOf, type Member } from "@parley/protocol";
import type { AgentNamespace, AgentSocket } from "./session.ts";
import { hold } from "../transport/wire.ts";

export interface OpenSessionsParts {
  agents: AgentNamespace;
  /** The member whose console sends this request; throws `unauthorized`. A look on the side is no use of the session. */
  memberOf: (request: IncomingMessage, aside?: boolean) => Promise<Member>;
  /** The room of all consoles of the session that came with this request. */
  roomOf: (request: IncomingMessage) => string;
  now?: (() => number) | undefined;
}

/** Milliseconds after which a session is looked at again before its console may do something: so long a dismissed one can still act. */
const TRUSTED = 10_000;
/** Milliseconds after which it is looked at although its console asks nothing, so that nobody listens on. */
const LOOK = 30_000;
/** The same for the first time: what other nodes were told of a session a moment ago they may believe for a second. */
const FIRST_LOOK = 2_000;
/** Milliseconds between two searches for what is due. */
const SWEEP = 2_000;

/** What decides where a console belongs. */
const standing = (member: Member) => `${member.role} ${inboxesOf(member)?.join() ?? ""}`;

/** Ends consoles with their sessions (SPEC V6), whether somebody here ended those, another node did, or their time is over. */
export function createOpenSessions({ agents, memberOf, roomOf, now = Date.now }: OpenSessionsParts) {
  const looks = new WeakMap<AgentSocket, { trusted: number; due: number }>();

  /** Rejects, and ends the console, if its session is over; rejects as well if nobody can say so now. */
  async function look(socket: AgentSocket, aside: boolean): Promise<void> {
    const at = now();
    const before = standing(socket.data.member);
    try {
      socket.data.member = await memberOf(socket.request, aside);
      // Changed on a node that could not tell us: it connects anew, into the rooms that are right now.
      if (standing(socket.data.member) !== before) throw new ChatError("unauthorized", "Connect again.");
      looks.set(socket, { trusted: at + TRUSTED, due: at + LOOK });
    } catch (cause) {
      if (ChatError.from(cause).code === "unauthorized") socket.disconnect();
      throw cause;
    }
  }

  async function sweep(): Promise<void> {
    const due = [...agents.sockets.values()].filter((socket) => (looks.get(socket)?.due ?? 0) <= now());
    // Where nobody can say whether a session goes on, it does until somebody can.
    await Promise.allSettled(due.map((socket) => look(socket, true)));
  }

  const timer = setInterval(() => void sweep(), SWEEP).unref();

  return {
    /** Watches a console that has just been let in. */
    watch(socket: AgentSocket): void {
      looks.set(socket, { trusted: now() + TRUSTED, due: now() + FIRST_LOOK });
      void socket.join(roomOf(socket.request));
      // Packets wait for a look where the last one is too long ago.
      hold(socket, () => (now() < (looks.get(socket)?.trusted ?? 0) ? undefined : look(socket, false)));
    },
    /** Ends all consoles in a room, here at once and on the other nodes. */
    end(room: string): void {
      // Over Redis the way to oneself is as long, and as uncertain, as to others.
      agents.local.in(room).disconnectSockets();
      agents.in(room).disconnectSockets();
    },
    sweep,
    stop: () => clearInterval(timer),
  };
}

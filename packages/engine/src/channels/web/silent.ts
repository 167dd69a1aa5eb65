import type { Socket } from "socket.io";
import type { VisitorSession } from "./session.ts";

/** Milliseconds in which a visitor's connection must have said hello, and once more for an engine that was slow to answer (SPEC V9). */
const PATIENCE = 10_000;
const SWEEP = 2_000;

/** Ends connections that never say who they are: they would cost descriptors for as long as somebody likes. */
export function endSilent(now: () => number = Date.now) {
  /** The oldest first; `late` when it is looked at. */
  const waiting = new Map<Socket, { late: number; again: boolean }>();

  function sweep(): void {
    for (const [socket, { late, again }] of waiting) {
      if (late > now()) return;
      waiting.delete(socket);
      const { conversationId } = socket.data as VisitorSession;
      if (conversationId !== undefined || !socket.connected) continue;
      if (again) waiting.set(socket, { late: now() + PATIENCE, again: false });
      else socket.disconnect(true);
    }
  }

  const timer = setInterval(sweep, SWEEP).unref();
  return {
    watch(socket: Socket): void {
      waiting.set(socket, { late: now() + PATIENCE, again: false });
      socket.once("hello", () => {
        const there = waiting.get(socket);
        if (there) there.again = true;
      });
    },
    sweep,
    stop: () => clearInterval(timer),
  };
}

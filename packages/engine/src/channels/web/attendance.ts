import { conversationRoom } from "../../transport/workspace.ts";
import type { Attendance } from "@parley/protocol";
import type { VisitorNamespace } from "./session.ts";
import type { Cluster } from "../../transport/cluster.ts";
import { elsewhere } from "../../transport/elsewhere.ts";
import { gather } from "../../spine/gather.ts";

export interface AttendanceParts {
  visitors: VisitorNamespace;
  /** The other nodes, if there may be any. */
  cluster?: Cluster | undefined;
  /** Hears of conversations of an inbox whose visitors came or left since. */
  tell: (inboxId: string, moved: Attendance) => void;
  onError: (error: unknown) => void;
  now?: () => number;
}

/** Milliseconds after which who has no connection any more has left: going on to the next page takes less. */
export const GRACE = 5_000;
/** Milliseconds in which comings and goings are gathered, and what each of the last time adds. */
const GATHER = { least: 1_000, each: () => 2 };
/** Conversations that one push names at most. */
export const MOVED_AT_ONCE = 500;

/** Which visitors are there (SPEC P6): asked of the sockets themselves, of all nodes, so that it cannot go stale. */
export function createAttendance({ visitors, cluster, tell, onError, now = Date.now }: AttendanceParts) {
  /** When the last connection here of a conversation's visitor ended, of those who may be back in a moment. */
  const leaving = new Map<string, number>();
  /** Those that may have come or left, and of which inbox they are. */
  const moved = gather<string>(GATHER, look, onError);

  const isLeaving = (id: string) => now() - (leaving.get(id) ?? -Infinity) < GRACE;
  const isHere = (id: string) => visitors.adapter.rooms.has(conversationRoom(id)) || isLeaving(id);
  visitors.on("there", (ids, answer) => answer(ids.filter(isHere)));

  async function of(ids: readonly string[]): Promise<Set<string>> {
    const here = ids.filter(isHere);
    const others = ids.filter((id) => !isHere(id));
    const there = others.length === 0 ? [] : await elsewhere<string>(cluster, (done) => ask(others, done));
    return new Set([...here, ...there]);
  }

  function ask(ids: string[], done: (late: Error | null, answers?: string[][]) => void): void {
    visitors.serverSideEmit("there", ids, done);
  }

  async function look(gathered: ReadonlyMap<string, string>): Promise<void> {
    for (const [id, inboxId] of gathered) if (isLeaving(id)) moved.add(id, inboxId);
    const settled = [...gathered].filter(([id]) => !isLeaving(id));
    for (const [id] of settled) leaving.delete(id);
    const there = await of(settled.map(([id]) => id));
    for (const inboxId of new Set(settled.map(([, inbox]) => inbox))) {
      const ids = settled.filter(([, inbox]) => inbox === inboxId).map(([id]) => id);
      for (let from = 0; from < ids.length; from += MOVED_AT_ONCE) {
        const part = ids.slice(from, from + MOVED_AT_ONCE);
        tell(inboxId, { came: part.filter((id) => there.has(id)), left: part.filter((id) => !there.has(id)) });
      }
    }
  }

  return {
    /** Those of some conversations whose visitors are there, on whatever node. */
    of,
    /** A visitor with whom there is something to talk about is there. */
    came(conversationId: string, inboxId: string): void {
      leaving.delete(conversationId);
      moved.add(conversationId, inboxId);
    },
    /** A connection of theirs ended; they may have others. */
    left(conversationId: string, inboxId: string): void {
      if (visitors.adapter.rooms.has(conversationRoom(conversationId))) return;
      leaving.set(conversationId, now());
      moved.add(conversationId, inboxId);
    },
    stop: () => moved.stop(),
  };
}
export type VisitorAttendance = ReturnType<typeof createAttendance>;

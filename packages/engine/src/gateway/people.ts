import { createInbox } from "../agents/inbox.ts";
import { createLists } from "../agents/lists.ts";
import { createPresence } from "../agents/presence.ts";
import type { AgentNamespace } from "../agents/session.ts";
import { createAttendance } from "../channels/web/attendance.ts";
import type { VisitorNamespace } from "../channels/web/session.ts";
import type { Services } from "../services.ts";
import type { Channel } from "../spine/channel.ts";
import { gather } from "../spine/gather.ts";
import { createInboxOf } from "../spine/inbox-of.ts";
import { createQueue } from "../spine/queue.ts";
import type { Capacity } from "../spine/settings.ts";
import type { Cluster } from "../transport/cluster.ts";
import { everyoneRoom, seeingRooms } from "../transport/workspace.ts";

/** Milliseconds after which what was saved holds on every node. */
const SETTINGS_HOLD = 2_500;

interface PeopleParts {
  services: Pick<Services, "users" | "dialog">;
  visitors: VisitorNamespace;
  agents: AgentNamespace;
  channels: ReadonlyMap<string, Channel>;
  capacity: Capacity;
  cluster: Cluster | undefined;
  onError: (error: unknown) => void;
}

/** Who is there, of visitors and of the team, who waits, and what consoles list of it all. */
export function watchPeople({ services, visitors, agents, channels, capacity, cluster, onError }: PeopleParts) {
  const { users, dialog } = services;
  const inbox = createInbox(dialog, users);
  const presence = createPresence({ agents, dialog, users, capacity, cluster });
  const attendance = createAttendance({
    visitors,
    cluster,
    tell(inboxId, moved) {
      agents.to(seeingRooms(inboxId)).emit("online", moved);
      queue.announce([...moved.came, ...moved.left]).catch(onError);
    },
    onError,
  });
  const queue = createQueue({ dialog, users, channels, available: presence.available, there: attendance.of, onError });
  const lists = createLists({ agents, inbox, onError });
  const present = gather<true>(
    { least: 300 },
    async () => void agents.to(everyoneRoom()).emit("presence", await presence.present()),
    onError,
  );
  const places = gather<true>({ least: 300 }, () => queue.announce(), onError);

  let told: NodeJS.Timeout | undefined;
  async function tellPromises(): Promise<void> {
    for (const { conversation } of await inbox.all()) {
      const { status } = conversation.state;
      if (status === "queued" || status === "agent") lists.refresh(conversation.id);
    }
  }

  return {
    inbox,
    inboxOf: createInboxOf(dialog),
    presence,
    attendance,
    queue,
    lists,
    /** What agents have may have changed. */
    onHeld: () => present.add("presence", true),
    /** Agents came, went, or changed what they are available for. */
    onPresence() {
      present.add("presence", true);
      places.add("places", true);
    },
    /** What is promised may have changed with the settings: consoles are told of all that waits for somebody, once the settings hold. */
    onSettings(): void {
      clearTimeout(told);
      told = setTimeout(() => void tellPromises().catch(onError), SETTINGS_HOLD).unref();
    },
    /** Passes on what is gathered. */
    async stop(): Promise<void> {
      clearTimeout(told);
      await Promise.all([lists.stop(), present.stop(), places.stop(), attendance.stop()]);
    },
  };
}
export type People = ReturnType<typeof watchPeople>;

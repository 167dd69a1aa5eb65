import type { Conversation, ConversationEvent } from "@parley/protocol";
import type { Consoles } from "../agents/consoles.ts";
import { callBack, callMentioned, callPromised } from "../agents/mentions.ts";
import type { AgentNamespace } from "../agents/session.ts";
import type { Services } from "../services.ts";
import type { Channel } from "../spine/channel.ts";
import { createDeliver } from "../spine/deliver.ts";
import { createLanes } from "../spine/lanes.ts";
import { createPieces } from "../spine/pieces.ts";
import { type Spine, takeTurn } from "../spine/receive.ts";
import { followRecent } from "../spine/reports.ts";
import type { Metrics } from "./metrics.ts";
import type { People } from "./people.ts";

/** Hears of events that are now in a conversation's log. */
export type Watcher = (conversation: Conversation, events: readonly ConversationEvent[]) => void;

interface PathParts {
  services: Pick<Services, "users" | "dialog" | "analytics">;
  agents: AgentNamespace;
  consoles: Consoles;
  people: People;
  channels: ReadonlyMap<string, Channel>;
  /** Others who want to hear of what is now in logs. */
  watchers: ReadonlySet<Watcher>;
  metrics: Metrics;
  onError: (error: unknown) => void;
}

/** The path of what is said, from being stored to being shown: to visitors, to consoles, to lists and to reports. */
export function layPath({ services, agents, consoles, people, channels, watchers, metrics, onError }: PathParts) {
  const { users, dialog, analytics } = services;
  const { queue, lists, inboxOf } = people;
  const lanes = createLanes(onError);
  const out = createDeliver({
    channels,
    showAgents(event) {
      metrics.event(event);
      consoles.event(event);
      if (event.type === "note") callMentioned({ agents, users, inboxOf }, event).catch(onError);
      if (event.type === "woken" || event.type === "reminded")
        callBack({ agents, users, inboxOf, dialog }, event).catch(onError);
      if (event.type === "promise") callPromised({ agents, users, inboxOf }, event).catch(onError);
    },
    onMoved(conversation, events) {
      lists.moved(conversation, events);
      for (const watch of watchers) watch(conversation, events);
    },
    onHeld: people.onHeld,
    announceQueue: () => queue.announce(),
    analytics,
    onError,
  });
  const path: Omit<Spine, "pieces"> = {
    dialog,
    lanes,
    deliver: out.deliver,
    inboxOf,
    standing: queue.standing,
    placeOf: queue.placeOf,
    async onContact({ id, visitorId }, contact) {
      await users.updateVisitor({ visitorId, profile: contact });
      lists.refresh(id);
    },
    onStored: metrics.stored,
  };
  const pieces = createPieces((conversationId, messageId) => takeTurn(path, conversationId, messageId));
  const caughtUp = followRecent(dialog, analytics).catch(onError);

  return {
    spine: { ...path, pieces } satisfies Spine,
    /** Lets the bot answer what waits for more, and waits until all that came in is done. */
    async drain(): Promise<void> {
      pieces.flush();
      await lanes.drain();
    },
    /** Passes on what is gathered. */
    async stop(): Promise<void> {
      await Promise.all([caughtUp, out.stop()]);
    },
  };
}

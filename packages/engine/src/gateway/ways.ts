import { serveAgents } from "../agents/agents.ts";
import type { Consoles } from "../agents/consoles.ts";
import type { AgentNamespace } from "../agents/session.ts";
import type { LiveSites } from "../agents/live.ts";
import { watchTraining } from "../agents/training.ts";
import { watchAtWork } from "../agents/at-work.ts";
import { watchPresence } from "../agents/watch-presence.ts";
import type { VisitorNamespace } from "../channels/web/session.ts";
import type { Sites } from "../channels/web/sites.ts";
import type { Telling } from "../channels/web/telling.ts";
import { createSightings, type OwnPages } from "../channels/web/sightings.ts";
import { webChannel } from "../channels/web/web.ts";
import type { ChannelFiles } from "../spine/arriving.ts";
import type { FileTickets } from "../spine/file-tickets.ts";
import type { Services } from "../services.ts";
import type { Channel } from "../spine/channel.ts";
import { includedChannels } from "../channels/included.ts";
import { connectChannels } from "../spine/channels.ts";
import type { ChannelType } from "../spine/port.ts";
import type { Spine } from "../spine/receive.ts";
import type { Capacity } from "../spine/settings.ts";
import type { Cluster } from "../transport/cluster.ts";
import type { Limits } from "../transport/limits.ts";
import type { Load } from "../transport/load.ts";
import type { People } from "./people.ts";

interface WayParts {
  services: Pick<Services, "users" | "nlu">;
  spine: Spine;
  /** Gives tickets for files. */
  files: FileTickets & { channel: ChannelFiles };
  people: People;
  limits: Limits;
  load: Load;
  onError: (error: unknown) => void;
}

interface ChannelParts extends WayParts {
  visitors: VisitorNamespace;
  sites: Pick<Sites, "rulesOf">;
  ownPages: OwnPages;
  consoles: Consoles;
  push: Telling;
  /** Where they are entered, by their names. */
  channels: Map<string, Channel>;
  /** Those beside the web. */
  given: readonly ChannelType[];
  /** Hosts that they may call though their addresses are not public. */
  channelHosts: readonly string[];
  /** Accounts of houses from which agents answer. */
  bridges: readonly ChannelType[];
  /** Throws `unavailable` while the engine is about to stop. */
  admit: () => void;
}

/** Opens the ways to visitors: the web, and the channels that were given. */
export function openChannels({
  services,
  people,
  consoles,
  visitors,
  sites,
  ownPages,
  given,
  channelHosts,
  bridges,
  admit,
  ...rest
}: ChannelParts) {
  const { spine, limits, channels, onError } = rest;
  const { users } = services;
  const { queue, lists, attendance } = people;
  const web = webChannel(visitors, {
    ...rest,
    users,
    rulesOf: sites.rulesOf,
    saw: createSightings({ ...ownPages, dialog: spine.dialog, onError }),
    placeOf: (conversation) => queue.placeOf(conversation),
    attendance,
    agents: { ...consoles, refresh: (conversationId) => lists.refresh(conversationId) },
    invitations: (words) => others.invitations(words),
  });
  channels.set(web.type, web);
  const others = connectChannels({
    given,
    files: rest.files.channel,
    included: [...includedChannels(), ...bridges],
    allowed: channelHosts,
    address: ownPages.publicUrl === undefined ? undefined : `${ownPages.publicUrl}/channels`,
    channels,
    spine,
    users,
    admit(visitorId) {
      admit();
      limits.take("message", visitorId);
    },
    show: consoles.delivery,
    there: attendance.of,
    onError,
  });
  return others;
}

interface ConsoleParts extends WayParts {
  agents: AgentNamespace;
  channels: ReadonlyMap<string, Channel>;
  capacity: Capacity;
  cluster: Cluster | undefined;
  live: LiveSites;
}

/** Opens the way to agents: their consoles, and what is shown there of training and of who is present. */
export function openConsoles({ services, people, agents, cluster, ...rest }: ConsoleParts) {
  const { onError } = rest;
  const { inbox, presence, attendance, queue, onPresence } = people;
  const seen = { inbox, presence, there: attendance.of, waits: queue.waits };
  serveAgents(agents, { ...rest, users: services.users, ...seen, onPresence });
  const training = watchTraining({ nlu: services.nlu, agents, onError });
  const atWork = watchAtWork({ agents, users: services.users, onError });
  const clustered = cluster !== undefined;
  const watch = watchPresence({ agents, presence, clustered, announceQueue: () => queue.announce(), onError });
  return {
    stop(): void {
      training.stop();
      watch.stop();
      atWork.stop();
    },
  };
}

import { everyoneRoom, memberRoom, sessionRoom } from "../transport/workspace.ts";
import type { Server as HttpServer } from "node:http";
import { ChatError, type ConversationEvent, type Member } from "@parley/protocol";
import type { Router } from "express";
import type { Channel } from "../spine/channel.ts";
import { connectChannels } from "../spine/channels.ts";
import type { ChannelType } from "../spine/port.ts";
import { webChannel } from "../channels/web/web.ts";
import type { Config } from "../config.ts";
import type { Journal } from "../journal.ts";
import type { Services } from "../services.ts";
import { serveAgents } from "../agents/agents.ts";
import { consolesOf } from "../agents/consoles.ts";
import { joinCluster, warnOfPolling } from "../transport/cluster.ts";
import { createAttendance } from "../channels/web/attendance.ts";
import { briefly } from "../spine/briefly.ts";
import { conditionOf, watchElsewhere } from "./condition.ts";
import { createDeliver } from "../spine/deliver.ts";
import { gather } from "../spine/gather.ts";
import { createGiveBack } from "../spine/give-back.ts";
import { createHttp } from "./http.ts";
import { createInbox } from "../agents/inbox.ts";
import { createLanes } from "../spine/lanes.ts";
import { createLoad } from "../transport/load.ts";
import type { Limits } from "../transport/limits.ts";
import { createLists } from "../agents/lists.ts";
import { createMetrics } from "./metrics.ts";
import { callMentioned } from "../agents/mentions.ts";
import { createPresence } from "../agents/presence.ts";
import { createQueue } from "../spine/queue.ts";
import { followRecent } from "../spine/reports.ts";
import { createPieces } from "../spine/pieces.ts";
import { showAll, type Spine, takeTurn } from "../spine/receive.ts";
import { createSockets, type SocketParts } from "./sockets.ts";
import { watchProxies } from "../transport/proxies.ts";
import { sendAway } from "../transport/draining.ts";
import { startTimers } from "../spine/timers.ts";
import { watchTraining } from "../agents/training.ts";
import { type IsSecure, trustOf } from "../transport/trust.ts";
import { watchPresence } from "../agents/watch-presence.ts";

export interface GatewayParts {
  services: Services;
  config: Config;
  journal: Journal;
  /** Where the engine is mounted in a host's app, for example `/chat`; empty at the root. */
  base: string;
  limits: Limits;
  /** Ways to reach visitors beside the web. */
  channels: readonly ChannelType[];
  isSecure: IsSecure;
  api: Router;
  /** Where the services run that do not run in this process. */
  elsewhere: Config["remote"];
  rpc?: Router | undefined;
  memberOf: SocketParts["memberOf"];
  roomOf: SocketParts["roomOf"];
}

/** Milliseconds in which requests that were begun are answered before connections are ended. */
const FINISH = 3_000;
/** Everything that faces people: the sockets of visitors and agents, the channels, HTTP. */
export function createGateway(parts: GatewayParts) {
  const { services, config, journal } = parts;
  const { users, dialog, analytics, nlu } = services;
  const metrics = createMetrics();
  const onError = (error: unknown) => (metrics.error(), journal.error({ err: error }, "something went wrong"));
  let draining = false;
  const admit = () => {
    if (draining) throw new ChatError("unavailable", "This engine is about to stop.", { retryAfter: 1_000 });
  };
  let attached = false;
  const load = createLoad();
  const elsewhere = watchElsewhere(parts.elsewhere);
  const trust = trustOf(config.trustProxy);
  const own = { publicUrl: config.publicUrl, isSecure: parts.isSecure };
  const cluster = config.redisUrl ? joinCluster(config.redisUrl, { journal, secret: config.secret }) : undefined;

  const { io, visitors, agents, sessions, silent } = createSockets({
    path: `${parts.base}/socket.io/`,
    users,
    allowedOrigins: config.allowedOrigins,
    memberOf: parts.memberOf,
    roomOf: parts.roomOf,
    limits: parts.limits,
    trust,
    ...own,
    admit,
    onSlowReader: () => {
      metrics.slowReader();
      journal.info(
        "a client did not read what it was sent; its connection was ended, and it asks for what it missed when it is back",
      );
    },
    cluster,
  });

  const channels = new Map<string, Channel>();
  const lanes = createLanes(onError);
  const consoles = consolesOf(agents);
  const inbox = createInbox(dialog, users);
  const presence = createPresence({ agents, dialog, users, capacity: config.capacity, cluster });
  const attendance = createAttendance({
    visitors,
    cluster,
    tell(moved) {
      agents.to(everyoneRoom()).emit("online", moved);
      queue.announce([...moved.came, ...moved.left]).catch(onError);
    },
    onError,
  });
  const queue = createQueue({ dialog, channels, agentsOnline: presence.agentsOnline, there: attendance.of });
  const lists = createLists({ agents, inbox, onError });
  const present = gather<true>(
    { least: 300 },
    async () => void agents.to(everyoneRoom()).emit("presence", await presence.present()),
    onError,
  );
  const places = gather<true>({ least: 300 }, () => queue.announce(), onError);
  const out = createDeliver({
    channels,
    showAgents: (event: ConversationEvent) => {
      metrics.event(event);
      consoles.event(event);
      if (event.type === "note") callMentioned({ agents, users }, event).catch(onError);
    },
    onMoved: lists.moved,
    onHeld: () => present.add("presence", true),
    announceQueue: () => queue.announce(),
    analytics,
    onError,
  });
  const path: Omit<Spine, "pieces"> = {
    dialog,
    lanes,
    deliver: out.deliver,
    agentsOnline: briefly(presence.agentsOnline),
    absent: briefly(queue.absent),
    async onContact({ id, visitorId }, contact) {
      await users.updateVisitor({ visitorId, profile: contact });
      lists.refresh(id);
    },
    onStored: metrics.stored,
  };
  const pieces = createPieces((conversationId, messageId) => takeTurn(path, conversationId, messageId));
  const spine: Spine = { ...path, pieces };
  const caughtUp = followRecent(dialog, analytics).catch(onError);
  const web = webChannel(visitors, {
    spine,
    users,
    limits: parts.limits,
    load,
    placeOf: (conversation) => queue.placeOf(conversation),
    attendance,
    agents: { ...consoles, refresh: (conversationId) => lists.refresh(conversationId) },
    onError,
  });
  channels.set(web.type, web);
  const others = connectChannels({
    given: parts.channels,
    channels,
    spine,
    users,
    admit(visitorId) {
      admit();
      parts.limits.take("message", visitorId);
    },
    show: consoles.delivery,
    onError,
  });

  const onPresence = () => {
    present.add("presence", true);
    places.add("places", true);
  };
  serveAgents(agents, {
    spine,
    users,
    inbox,
    presence,
    there: attendance.of,
    channels,
    capacity: config.capacity,
    onPresence,
    load,
    onError,
  });
  const training = watchTraining({ nlu, agents, onError });
  const absences = cluster && watchPresence({ agents, presence, announceQueue: () => queue.announce(), onError });

  const giveBack = createGiveBack({
    services,
    show: (outcomes) => showAll(spine, outcomes),
  });
  const timers = startTimers({ services, spine, times: config.times, giveBack: giveBack.ofAll, onError });

  metrics.people({ visitors, agents, queue });

  const facts = {
    metrics,
    metricsToken: config.metricsToken,
    trust,
    isSecure: own.isSecure,
    onError,
    leaving: () => draining,
    condition: () => conditionOf({ services, elsewhere, cluster, channels: others, draining }),
  };
  const onRequest = watchProxies(config.trustProxy, journal);
  const app = createHttp({ ...facts, onRequest, api: parts.api, channels: others.routes, demo: config.demo });

  return {
    app,
    /** For other processes: the services that run here. It has a port of its own, where no people come. */
    rpc: parts.rpc && createHttp({ ...facts, rpc: parts.rpc }),
    io,
    attach(server: HttpServer): void {
      attached = true;
      io.attach(server);
      if (cluster) warnOfPolling(io, journal);
    },
    /** A member's role, password or right to be here changed: their consoles connect anew, or cannot. */
    memberChanged({ id, disabled }: Member): void {
      sessions.end(memberRoom(id));
      if (disabled) giveBack.of(id).catch(onError);
    },
    /** A session ended, and its consoles with it. */
    sessionEnded: (token: string) => sessions.end(sessionRoom(token)),
    /** Sends clients away, finishes what was begun, loses nothing. */
    async close(): Promise<void> {
      draining = true;
      timers.stop();
      sessions.stop();
      silent.stop();
      training.stop();
      absences?.stop();
      await sendAway(visitors, agents);
      await load.finish(FINISH);
      pieces.flush();
      await lanes.drain();
      await others.stop();
      await Promise.all([caughtUp, out.stop(), lists.stop(), present.stop(), places.stop(), attendance.stop()]);
      // Socket.IO cannot close what was never attached.
      if (attached) await io.close();
      cluster?.close();
    },
  };
}
export type Gateway = ReturnType<typeof createGateway>;

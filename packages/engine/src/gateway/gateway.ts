import { memberRoom, sessionRoom } from "../transport/workspace.ts";
import type { Server as HttpServer } from "node:http";
import { ChatError, type Member } from "@parley/protocol";
import type { Router } from "express";
import type { Channel } from "../spine/channel.ts";
import type { ChannelType } from "../spine/port.ts";
import type { Config } from "../config.ts";
import type { Journal } from "../journal.ts";
import type { Services } from "../services.ts";
import { createBridges } from "../agents/bridges/bridges.ts";
import { consolesOf } from "../agents/consoles.ts";
import { joinCluster, warnOfPolling } from "../transport/cluster.ts";
import { conditionOf, watchElsewhere } from "./condition.ts";
import { createGiveBack } from "../spine/give-back.ts";
import { createFiles } from "../files/files.ts";
import { createHttp } from "./http.ts";
import { createLive } from "../live/live.ts";
import { takeInboxes } from "./inbox-pages.ts";
import { createLoad } from "../transport/load.ts";
import type { Limits } from "../transport/limits.ts";
import { startPushing } from "../push/push.ts";
import { createMetrics } from "./metrics.ts";
import { layPath, type Watcher } from "./path.ts";
import { watchPeople } from "./people.ts";
import { openChannels, openConsoles } from "./ways.ts";
import { showAll } from "../spine/receive.ts";
import { createSockets, type SocketParts } from "./sockets.ts";
import { watchProxies } from "../transport/proxies.ts";
import { sendAway } from "../transport/draining.ts";
import { createSites } from "../channels/web/sites.ts";
import { type Capacity, capacityOf } from "../spine/settings.ts";
import { startTimers } from "../spine/timers.ts";
import { type IsSecure, trustOf } from "../transport/trust.ts";

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

/** Milliseconds after which connections are ended that nothing is done over. */
const LAST = 1_000;

const UNREAD =
  "a client did not read what it was sent; its connection was ended, and it asks for what it missed when it is back";

const consoleAt = ({ publicUrl }: Config) => (publicUrl === undefined ? undefined : `${publicUrl}/console`);

/** Everything that faces people: the sockets of visitors and agents, the channels, HTTP. */
export function createGateway(parts: GatewayParts) {
  const { services, config, journal } = parts;
  const metrics = createMetrics();
  const onError = (error: unknown) => (metrics.error(), journal.error({ err: error }, "something went wrong"));
  let draining = false;
  const admit = () => {
    if (draining) throw new ChatError("unavailable", "This engine is about to stop.", { retryAfter: 1_000 });
  };
  let attached: HttpServer | undefined;
  const load = createLoad();
  const elsewhere = watchElsewhere(parts.elsewhere);
  const trust = trustOf(config.trustProxy);
  const own = { publicUrl: config.publicUrl, isSecure: parts.isSecure };
  const sites = createSites(services.dialog);
  const cluster = config.redisUrl ? joinCluster(config.redisUrl, { journal, secret: config.secret }) : undefined;

  const { io, visitors, agents, sessions, silent } = createSockets({
    path: `${parts.base}/socket.io/`,
    users: services.users,
    sites,
    mayAny: sites.mayAny,
    memberOf: parts.memberOf,
    roomOf: parts.roomOf,
    limits: parts.limits,
    trust,
    ...own,
    admit,
    onSlowReader: () => (metrics.slowReader(), journal.info(UNREAD)),
    cluster,
  });

  const channels = new Map<string, Channel>();
  const consoles = consolesOf(agents);
  const capacity: Capacity = async () => capacityOf(await services.dialog.settings({}));
  const people = watchPeople({ services, visitors, agents, channels, capacity, cluster, onError });
  const watchers = new Set<Watcher>();
  const { spine, ...path } = layPath({ services, agents, consoles, people, channels, watchers, metrics, onError });
  const files = createFiles({ services, limits: parts.limits, config, admit, onError });
  const live = createLive({ ...services, ...parts, spine, sites, visitors, cluster, admit });
  const push = startPushing({ dialog: services.dialog, there: people.attendance.of, config, onError });
  const way = { services, spine, files, people, channels, limits: parts.limits, load, onError };
  const ownPages = { publicUrl: config.publicUrl, base: parts.base, demo: config.demo };
  const bridges = createBridges({ ...services, spine, capacity, console: consoleAt(config), onError });
  watchers.add(bridges.moved);
  const theirs = { bridges: bridges.types, given: parts.channels, channelHosts: config.channelHosts, admit, push };
  const others = openChannels({ ...way, ...theirs, visitors, sites, ownPages, consoles });
  const serving = openConsoles({ ...way, agents, capacity, cluster, live });
  const giveBack = createGiveBack({ services, show: (outcomes) => showAll(spine, outcomes) });
  const timers = startTimers({ ...way, ...own, giveBack: giveBack.ofAll, present: people.presence.present });

  metrics.people({ visitors, agents, queue: people.queue });

  const facts = {
    metrics,
    metricsToken: config.metricsToken,
    trust,
    isSecure: own.isSecure,
    onError,
    leaving: () => draining,
    condition: () => conditionOf({ services, elsewhere, cluster, channels: others, draining }),
  };
  const served = { api: parts.api, channels: others.routes, files: files.routes, demo: config.demo, sites };
  const asked = { ...served, live, customers: way, onRequest: watchProxies(config.trustProxy, journal) };

  return {
    app: createHttp({ ...facts, ...asked }),
    /** For other processes: the services that run here. It has a port of its own, where no people come. */
    rpc: parts.rpc && createHttp({ ...facts, rpc: parts.rpc }),
    io,
    channels: others,
    settingsChanged: people.onSettings,
    push,
    attach(server: HttpServer): void {
      attached = server;
      io.attach(server);
      takeInboxes(server);
      if (cluster) warnOfPolling(io, journal);
    },
    /** A member's role, password, inboxes or right to be here changed: their consoles connect anew, or cannot. */
    memberChanged(member: Member): void {
      sessions.end(memberRoom(member.id));
      giveBack.of(member).catch(onError);
    },
    /** A session ended, and its consoles with it. */
    sessionEnded: (token: string) => sessions.end(sessionRoom(token)),
    /** Sends clients away, finishes what was begun, loses nothing. */
    async close(): Promise<void> {
      draining = true;
      for (const part of [timers, sessions, silent, serving]) part.stop();
      const answered = sendAway(visitors, agents).then(() => load.finish(FINISH));
      await Promise.all([answered, files.stop(FINISH), push.stop()]);
      await path.drain();
      await bridges.stop();
      await others.stop();
      await Promise.all([path.stop(), people.stop()]);
      if (attached) await endConnections(io, attached);
      cluster?.close();
    },
  };
}

/** A client that says nothing, or half of something, would keep its connection, and the engine, for a minute. */
async function endConnections(io: { close: () => Promise<void> }, server: HttpServer): Promise<void> {
  const last = setTimeout(() => server.closeAllConnections(), LAST);
  await io.close();
  clearTimeout(last);
}

export type Gateway = ReturnType<typeof createGateway>;

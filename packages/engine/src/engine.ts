import type { Server as HttpServer } from "node:http";
import type { TrainingStatus } from "@parley/protocol";
import type { Express } from "express";
import { type Config, readConfig } from "./config.ts";
import { apiRoutes } from "./api/routes.ts";
import { createGateway, type Gateway } from "./gateway/gateway.ts";
import { secureBy, trustOf } from "./transport/trust.ts";
import { createLimits, type Limited, type Rate, RATES } from "./transport/limits.ts";
import { memberOf, sessionToken } from "./api/session.ts";
import { includedBridges } from "./agents/bridges/included.ts";
import { includedChannels } from "./channels/included.ts";
import { checkChannels } from "./spine/channels.ts";
import type { ChannelType } from "./spine/port.ts";
import { checkAnswerers } from "./services/dialog/answerers/order.ts";
import type { GivenAnswerer } from "./services/dialog/answerers/port.ts";
import { sessionRoom } from "./transport/workspace.ts";
import { createLanguageModel } from "./language-model/language-model.ts";
import { createJournal, type Journal } from "./journal.ts";
import { createServices, rpcRoutes, type Services } from "./services.ts";
import { type ServiceName, SERVICES } from "./services/registry.ts";

export interface EngineOptions extends Partial<Config> {
  /** Where the engine is mounted in a host's app, for example `/chat`; at the root unless told. */
  base?: string;
  /** Services that run in this process: all that have no URL of their own, unless told. */
  services?: readonly ServiceName[];
  journal?: Journal;
  /** Ways to reach visitors beside the web, each with a `type` of its own. */
  channels?: readonly ChannelType[];
  /**
   * What answers beside the engine's own (`replies`, `intents`, `articles`), which are asked first. Where names of those are in the list, it is the
   * whole order; an inbox may have one of its own (`settings.bot.answerers`).
   */
  answerers?: readonly GivenAnswerer[];
  /** What anybody may do how often; `RATES` unless told. */
  rates?: Partial<Record<Limited, Rate>>;
  /** Hears how far training is, for the terminal. */
  onTraining?: (status: TrainingStatus) => void;
}

export interface Engine {
  /** To be mounted in an Express app: health, metrics, console, widget, API. */
  readonly app: Express;
  /** The services that run here, for other processes that know the `secret`; not to be served where people come. */
  readonly rpc: Express | undefined;
  readonly services: Services;
  /** Lets visitors and agents connect over this HTTP server. */
  attach(server: HttpServer): void;
  /** Resolves when the starter knowledge is there and a model answers. Conversations work before that. */
  ready(): Promise<void>;
  /** Where people reach it: `publicUrl` if it was told, else this machine's port and the base. Ends without a slash. */
  address(): string;
  /** The one-time link by which the first owner sets their name and password; nothing once there is one. Keep it to yourself. */
  ownerLink(): Promise<string | undefined>;
  /** Sends clients away, finishes what was begun, closes the store. Loses nothing. */
  close(): Promise<void>;
}

/** Makes an engine. What the options leave open is as it is without any configuration. */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const { base = "", onTraining, channels = [], answerers = [], ...given } = options;
  checkChannels(channels);
  const config: Config = { ...readConfig({}), demo: false, ...given };
  const journal = given.journal ?? createJournal(config.logLevel);
  const here = given.services ?? SERVICES.filter((name) => !config.remote[name]);
  checkAnswerers(answerers, here);
  const services = await createServices({ config, journal, here, answerers, ...(onTraining && { onTraining }) });
  const limits = createLimits({ rates: { ...RATES, ...options.rates } });
  const { publicUrl } = config;
  const languageModel = createLanguageModel({ dialog: services.dialog, allowed: config.channelHosts });
  const isSecure = secureBy(trustOf(config.trustProxy), publicUrl);
  let listening: HttpServer | undefined;
  const gateway: Gateway = createGateway({
    services,
    config,
    journal,
    base,
    limits,
    channels,
    isSecure,
    elsewhere: Object.fromEntries(Object.entries(config.remote).filter(([name]) => !here.some((one) => one === name))),
    api: apiRoutes({
      ...services,
      publicUrl,
      isSecure,
      journal,
      limits,
      languageModel,
      ...namesOf([...channels, ...includedChannels(), ...includedBridges()]),
      accountOf: (inbox) => gateway.channels.account(inbox),
      pushOf: ({ id }) => gateway.push.stateOf(id),
      checkAccount: (inbox) => gateway.channels.check(inbox),
      onSettings: () => gateway.settingsChanged(),
      onMember: (member) => gateway.memberChanged(member),
      onSessionEnd: (token) => gateway.sessionEnded(token),
      onForeign: ({ message, details }) => journal.warn({ ...details }, message),
    }),
    rpc: config.secret ? rpcRoutes(services, { here, secret: config.secret, journal }) : undefined,
    memberOf: (request, aside) => memberOf(services.users, request, isSecure(request), aside),
    roomOf: (request) => sessionRoom(sessionToken(request, isSecure(request)) ?? ""),
  });

  const address = () => publicUrl ?? `http://localhost:${portOf(listening) ?? config.port}${base}`;

  return {
    app: gateway.app,
    rpc: gateway.rpc,
    services,
    attach(server) {
      listening = server;
      gateway.attach(server);
    },
    address,
    async ownerLink() {
      const { token } = await services.users.ownerSetup({});
      return token && `${address()}/console/#/setup?token=${token}`;
    },
    ready: () => services.ready(),
    async close() {
      languageModel.stop();
      await gateway.close();
      await services.close();
    },
  };
}

/** The types of channels, and what they are called. */
function namesOf(channels: readonly Pick<ChannelType, "type" | "setup">[]) {
  const named = channels.flatMap(({ type, setup }) => (setup ? [[type, setup.name] as const] : []));
  return { channelTypes: [...new Set(channels.map(({ type }) => type))], channelNames: Object.fromEntries(named) };
}

function portOf(server: HttpServer | undefined): number | undefined {
  const address = server?.address();
  return typeof address === "object" && address !== null ? address.port : undefined;
}

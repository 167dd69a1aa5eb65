import * as v from "valibot";
import { placeOfFiles, type Places } from "./blobs/place.ts";
import { type ServiceName, SERVICES } from "./services/registry.ts";
import type { Times } from "./spine/settings.ts";
import type { TrustedProxies } from "./transport/trust.ts";
import {
  filesPlace,
  host,
  hosts,
  hours,
  keys,
  httpUrl,
  origins,
  place,
  proxies,
  publicUrl,
  redisUrl,
  scanner,
  secret,
  token,
  yes,
  zone,
} from "./settings.ts";
import type { FirstSettings } from "./services/registry.ts";
import type { Hours } from "@parley/protocol";

const port = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, "must be a port number"),
  v.transform(Number),
  v.maxValue(65_535, "must be a port number"),
);
/** The time zone of this machine. */
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const count = v.pipe(v.string(), v.regex(/^\d{1,6}$/, "must be a whole number"), v.transform(Number));

/** Where a service runs, if not in this process: `USERS_URL` and so on. */
const ADDRESSES = Object.fromEntries(SERVICES.map((name) => [addressName(name), v.optional(httpUrl)])) as Record<
  AddressName,
  ReturnType<typeof v.optional<typeof httpUrl, undefined>>
>;

const Environment = v.object({
  PORT: v.optional(port, "8080"),
  /** Address to listen on; all of them unless told. */
  HOST: v.optional(host, "0.0.0.0"),
  /** Folder of the embedded store and whatever else is kept on disk. */
  DATA_DIR: v.optional(place, "./data"),
  /** `mongodb://...`, or a folder for the embedded store; `DATA_DIR` unless told. */
  STORE: v.optional(place),
  /** Where the bytes of files are kept: a folder, `gridfs` of the store's MongoDB, `s3://key:secret@host/bucket?region=...`; beside what is stored unless told. */
  FILES: v.optional(filesPlace),
  /** Where people reach the engine: for links it prints, for cookies, and as the origin of its console. A path is taken off requests that have it. */
  PUBLIC_URL: v.optional(publicUrl),
  /** Origins of the sites that may show the widget, separated by commas, `https://*.example.com` for all below; any, if there are none. */
  ALLOWED_ORIGINS: v.optional(origins, ""),
  /** Proxies that say who connects (`X-Forwarded-For`): how many in a row, or their addresses and ranges, separated by commas. */
  TRUST_PROXY: v.optional(proxies, "0"),
  /** Whether the demo shop is served at `/`. */
  DEMO: v.optional(yes, "1"),
  /** `Authorization: Bearer ...` that `/metrics` asks for; without it only this machine may read them. */
  METRICS_TOKEN: v.optional(token),
  /** `clamd://host:port` of a virus scanner that looks at every file; none unless told. */
  FILES_SCANNER: v.optional(scanner),
  /** A database of networks in the format of MaxMind (`.mmdb`), by which agents see where about a visitor is; none unless told. */
  LIVE_PLACES: v.optional(v.string()),
  LOG_LEVEL: v.optional(v.picklist(["trace", "debug", "info", "warn", "error", "fatal", "silent"]), "info"),
  /** Whether the bot answers what it is sure of while a visitor waits for a person. */
  BOT_WHILE_WAITING: v.optional(yes, "true"),
  /** When people are there (`mo-fr 09:00-18:00, sa 10:00-16:00`), so that visitors read when somebody will be; nothing is said unless told. */
  TEAM_HOURS: v.optional(hours),
  /** The time zone of these hours; that of the machine unless told. */
  TEAM_ZONE: v.optional(zone),
  /** Conversations that an agent may have at once; 0: any number. Supervisors may take and hand on more. */
  AGENT_CAPACITY: v.optional(count, "0"),
  /** Minutes after which who waits for a person is told that it takes longer; 0: never. */
  WAITING_MINUTES: v.optional(count, "5"),
  /** Minutes after which an agent's answer is overdue; 0: never. */
  REPLY_MINUTES: v.optional(count, "10"),
  /** Hours without a word after which a conversation in which nobody waits is closed; 0: never. */
  IDLE_HOURS: v.optional(count, "24"),
  /** Days after its end at which what was said in a conversation is erased; 0: never. */
  RETENTION_DAYS: v.optional(count, "0"),
  /** Joins several nodes: what happens on one is pushed to those connected to another. */
  REDIS_URL: v.optional(redisUrl),
  /** What the processes of one deployment prove themselves with to each other. */
  SECRET: v.optional(secret),
  /** What secrets of channels are sealed with in the store, the first of several; each of the others opens what it has sealed. */
  SECRETS_KEY: v.optional(keys),
  /** Hosts (`host` or `host:port`) that channels may call though their addresses are not public, separated by commas. */
  CHANNEL_HOSTS: v.optional(hosts, ""),
  /** Where the services of an engine that faces people answer other processes; nowhere, unless told. Never where people come. */
  RPC_PORT: v.optional(port),
  RPC_HOST: v.optional(v.string(), "127.0.0.1"),
  ...ADDRESSES,
  /** What models are trained with and answer by; the best that works here unless told. Read by `services/nlu/model`. */
  PARLEY_NLU_RUNTIME: v.optional(v.picklist(["tensorflow", "tensorflow-wasm", "tensorflow-cpu", "plain"])),
  /** Whether models read sentence vectors, where `@parley/vectors` is installed; yes unless told. Read there as well. */
  PARLEY_NLU_VECTORS: v.optional(yes),
});

type AddressName = `${Uppercase<ServiceName>}_URL`;

/** The setting that says where a service runs. */
export function addressName(name: ServiceName): AddressName {
  return `${name.toUpperCase() as Uppercase<ServiceName>}_URL`;
}

/** How every complaint about the configuration begins. */
export const UNUSABLE = "The configuration is not usable:";

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const unlessNone = (count: number, unit: number) => (count === 0 ? undefined : count * unit);

/**
 * What an engine is made with. What settings of the store hold (`allowedOrigins`, `capacity`, `botWhileWaiting`, `team`, `times`) are
 * first values: from the first start on the store's hold, as they are changed in the console.
 */
export interface Config {
  port: number;
  host: string;
  /** `mongodb://...`, or a folder for the embedded store. */
  store: string;
  /** A folder, `gridfs` or `s3://...`; beside what is stored unless told. */
  files?: string | undefined;
  /** Where people reach the engine, without a slash at its end, as far as somebody has said. */
  publicUrl?: string | undefined;
  /** Origins of the sites that may show the widget; any, if empty. */
  allowedOrigins: readonly string[];
  trustProxy: TrustedProxies;
  /** Whether the demo shop is served at `/`; `createEngine` does not unless told. */
  demo: boolean;
  metricsToken?: string | undefined;
  /** Where a virus scanner looks at files, `clamd://host:port`. */
  scanner?: string | undefined;
  /** A file that says where networks are (`.mmdb`). */
  places?: string | undefined;
  logLevel: string;
  /** Conversations that an agent may have at once; any number, if it is left out. */
  capacity?: number | undefined;
  /** Whether the bot answers what it is sure of while a visitor waits for a person. */
  botWhileWaiting: boolean;
  /** When people are there, if that was said. */
  team?: { hours: Hours["week"]; zone: string } | undefined;
  times: Times;
  redisUrl?: string | undefined;
  secret?: string | undefined;
  /** What secrets of channels are sealed with, the first one, and opened. */
  secretsKeys?: readonly string[] | undefined;
  /** Hosts, or hosts with ports, that channels may call though their addresses are not public. */
  channelHosts: readonly string[];
  /** Where services of an engine answer other processes, if they do. */
  rpc?: { port: number; host: string } | undefined;
  /** Where services run that do not run in this process. */
  remote: Partial<Record<ServiceName, string>>;
}

/** Names of the environment that give the settings of a new store, or of one of a version before these, their first values. */
const FIRST_VALUES = [
  "ALLOWED_ORIGINS",
  "BOT_WHILE_WAITING",
  "TEAM_HOURS",
  "TEAM_ZONE",
  "AGENT_CAPACITY",
  "WAITING_MINUTES",
  "REPLY_MINUTES",
  "IDLE_HOURS",
  "RETENTION_DAYS",
] as const;

/** Those of these names that the environment has. */
export const firstValuesIn = (env: NodeJS.ProcessEnv): string[] => FIRST_VALUES.filter((name) => env[name]);

/** What the configuration says of settings that are kept in the store. */
export function firstSettings({ allowedOrigins, capacity = 0, botWhileWaiting, team, times }: Config): FirstSettings {
  const { agentWithin = 0, replyWithin = 0, closeAfter = 0, keepFor = 0 } = times;
  return {
    allowedOrigins,
    workspace: {
      ...(team && { hours: { week: team.hours, zone: team.zone } }),
      capacity,
      waitingMinutes: agentWithin / MINUTE,
      replyMinutes: replyWithin / MINUTE,
      idleHours: closeAfter / HOUR,
      retentionDays: keepFor / DAY,
    },
    bot: { whileWaiting: botWhileWaiting },
  };
}

function refuseContradiction(places: Places): void {
  try {
    placeOfFiles(places);
  } catch (error) {
    throw new Error(`${UNUSABLE}\n  FILES ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Knows all of the environment's names. Names every problem at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const read = v.safeParse(Environment, given);
  if (!read.success) {
    const problems = read.issues.map((issue) => `  ${v.getDotPath(issue)} ${issue.message}`);
    throw new Error(`${UNUSABLE}\n${problems.join("\n")}`);
  }
  const { PORT, HOST, DATA_DIR, STORE = DATA_DIR, FILES, PUBLIC_URL, SECRET, ...rest } = read.output;
  refuseContradiction({ store: STORE, files: FILES });
  const remote = Object.fromEntries(
    SERVICES.flatMap((name) => {
      const url = rest[addressName(name)];
      return url ? [[name, url]] : [];
    }),
  );
  if (Object.keys(remote).length > 0 && !SECRET)
    throw new Error(`${UNUSABLE}\n  SECRET is needed where services run apart`);
  return {
    port: PORT,
    host: HOST,
    store: STORE,
    files: FILES,
    publicUrl: PUBLIC_URL,
    allowedOrigins: rest.ALLOWED_ORIGINS,
    trustProxy: rest.TRUST_PROXY,
    demo: rest.DEMO,
    metricsToken: rest.METRICS_TOKEN,
    scanner: rest.FILES_SCANNER,
    places: rest.LIVE_PLACES,
    logLevel: rest.LOG_LEVEL,
    capacity: unlessNone(rest.AGENT_CAPACITY, 1),
    botWhileWaiting: rest.BOT_WHILE_WAITING,
    team: rest.TEAM_HOURS && { hours: rest.TEAM_HOURS, zone: rest.TEAM_ZONE ?? HERE },
    times: {
      agentWithin: unlessNone(rest.WAITING_MINUTES, MINUTE),
      replyWithin: unlessNone(rest.REPLY_MINUTES, MINUTE),
      closeAfter: unlessNone(rest.IDLE_HOURS, HOUR),
      keepFor: unlessNone(rest.RETENTION_DAYS, DAY),
    },
    redisUrl: rest.REDIS_URL,
    secret: SECRET,
    secretsKeys: rest.SECRETS_KEY,
    channelHosts: rest.CHANNEL_HOSTS,
    ...(rest.RPC_PORT !== undefined && { rpc: { port: rest.RPC_PORT, host: rest.RPC_HOST } }),
    remote,
  };
}

import { setTimeout as wait } from "node:timers/promises";
import { ChatError, type TrainingStatus } from "@parley/protocol";
import express, { type Router } from "express";
import type { Blobs } from "./blobs/blobs.ts";
import { openBlobs } from "./blobs/open.ts";
import { addressName, type Config, firstSettings, UNUSABLE } from "./config.ts";
import type { Journal } from "./journal.ts";
import { connect } from "./rpc/connect.ts";
import { type Contract, mapOperations, type Service } from "./rpc/contract.ts";
import { serve } from "./rpc/serve.ts";
import {
  type Called,
  callsOf,
  type Making,
  REGISTRY,
  type Running,
  type ServiceName,
  SERVICES,
} from "./services/registry.ts";
import type { GivenAnswerer } from "./services/dialog/answerers/port.ts";
import { openStore } from "./store/open.ts";
import { openKeys, type SecretKeys } from "./store/secrets/keys.ts";
import type { Store } from "./store/store.ts";
import { migrate } from "./upkeep/migrate.ts";

export interface ServiceParts {
  config: Config;
  journal: Journal;
  /** Services that run in this process; the others are called where the configuration says they run. */
  here: readonly ServiceName[];
  /** Services that this process calls by itself; all of them unless told. */
  called?: readonly ServiceName[];
  onTraining?: (status: TrainingStatus) => void;
  /** Answerers beside the engine's own; asked where the dialog service runs. */
  answerers?: readonly GivenAnswerer[] | undefined;
}

export interface Services extends Called {
  /** What is kept here; nothing where no service runs. */
  readonly store: Store | undefined;
  /** The bytes of files; whoever faces people and whoever holds conversations must be told the same place. */
  readonly blobs: Blobs;
  /** Resolves when the starter knowledge is there and a model answers. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** All services, here or elsewhere: who calls them cannot tell. Names every one that is called and nowhere to be found. */
export async function createServices(parts: ServiceParts): Promise<Services> {
  const { config, journal, here, onTraining, answerers } = parts;
  refuseMissing(parts);
  const blobs = await openBlobs(config);
  const keys = openKeys(config);
  const store = here.length > 0 ? await openMigrated(config.store, keys, journal) : undefined;
  const looked = here.includes("dialog") ? blobs.check().catch(tell(journal)) : undefined;
  const onError = (error: unknown) => journal.error({ err: error }, "a service failed");
  const visitorOf = async (visitorId: string) => (await called.users.visitors({ ids: [visitorId] }))[0];
  const contactOf = async (visitorId: string) => (await visitorOf(visitorId))?.profile ?? {};
  const personOf: NonNullable<Making["personOf"]> = async (visitorId) => {
    const found = await called.users.contact({ id: visitorId }).catch(absent);
    if (!found) return undefined;
    const { contact, identities } = found;
    const profiles = [contact, ...identities.map(({ profile }) => profile)];
    return { id: contact.id, profiles, visitorIds: identities.map(({ visitorId: id }) => id) };
  };
  const settings = { first: firstSettings(config), onFirst: () => journal.info(TAKEN_OVER) };
  const making = { onError, onTraining, answerers, contactOf, personOf, visitorOf, ...settings };
  const running = store ? await runAll(here, { store, blobs, keys, ...making }, config) : [];
  const called = Object.fromEntries(SERVICES.map((name) => [name, of(name, running, config)])) as unknown as Called;
  return {
    ...called,
    store,
    blobs,
    async ready() {
      await Promise.all(running.map(async ({ ready }) => await ready?.()));
    },
    async close() {
      // Those who call end before those they call.
      for (const { close } of running.toReversed()) await close?.();
      await store?.close();
      await Promise.race([looked, wait(LOOKING, undefined, { ref: false })]);
      await blobs.close();
    },
  };
}

const TAKEN_OVER =
  "hours, capacity, waiting times, retention and allowed origins are kept in the store from now on: change them in the console";

/** Milliseconds for which an engine that stops waits for a place of files that does not answer. */
const LOOKING = 2_000;

/** Conversations go on where files cannot be kept. */
const tell = (journal: Journal) => (error: unknown) => journal.warn({ err: error }, "files cannot be kept");

interface Here extends Running<Contract> {
  name: ServiceName;
}

/** Makes the services that run here, each after those it calls. */
async function runAll(here: readonly ServiceName[], making: Making, config: Config): Promise<Here[]> {
  const running: Here[] = [];
  async function run(name: ServiceName): Promise<void> {
    if (!here.includes(name) || running.some((one) => one.name === name)) return;
    for (const callee of callsOf(name)) await run(callee);
    const called = Object.fromEntries(callsOf(name).map((callee) => [callee, of(callee, running, config)]));
    running.push({ name, ...((await REGISTRY[name].create(making, called as never)) as Running<Contract>) });
  }
  for (const name of here) await run(name);
  return running;
}

/** A service: the one that runs here, else the one elsewhere. */
function of(name: ServiceName, running: readonly Here[], { remote, secret }: Config): Service<Contract> {
  const contract: Contract = REGISTRY[name].contract;
  const local = running.find((one) => one.name === name);
  if (local) return local.service;
  if (remote[name] && secret) return connect(contract, `${remote[name]}/rpc/${name}`, { secret });
  return mapOperations(contract, () => () => Promise.reject(new Error(`Nothing here calls ${name}.`)));
}

function refuseMissing({ config, here, called = SERVICES }: ServiceParts): void {
  const needed = new Set([...called, ...here.flatMap(callsOf)]);
  const missing = [...needed].filter((name) => !here.includes(name) && !(config.remote[name] && config.secret));
  if (missing.length === 0) return;
  const problems = missing.map((name) => `  ${addressName(name)} and SECRET must say where ${name} runs`);
  throw new Error(`${UNUSABLE}\n${problems.join("\n")}`);
}

/** Opens the store. Nothing reads or writes documents of a layout that this code does not know. */
async function openMigrated(where: string, keys: SecretKeys, journal: Journal): Promise<Store> {
  const onFallback = (reason: string) => journal.warn({ reason }, "the native store is not available");
  const store = await openStore(where, { onFallback });
  try {
    await migrate(store, { keys, say: (sentence) => journal.info(sentence) });
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

export interface RpcParts {
  here: readonly ServiceName[];
  secret: string;
  journal: Journal;
}

/** The services that run here, for other processes that know the secret. */
export function rpcRoutes(services: Services, { here, secret, journal }: RpcParts): Router {
  const router = express.Router();
  const onError = (error: unknown, path: string) => journal.error({ err: error, path }, "a call failed");
  const onRefused = (address: string) =>
    journal.warn({ address }, "calls of services that are not signed were refused");
  const guarded = { secret, onError, onRefused };
  for (const name of here) router.use(`/${name}`, serve<never>(services[name] as never, guarded));
  return router;
}

/** Of who was erased there is nobody. */
function absent(cause: unknown): undefined {
  if (ChatError.from(cause).code !== "notFound") throw cause;
}

import type { TrainingStatus } from "@parley/protocol";
import express, { type Router } from "express";
import { type Config, SERVICES, type ServiceName, UNUSABLE } from "./config.ts";
import type { Journal } from "./journal.ts";
import { connect } from "./rpc/connect.ts";
import { type Contract, mapOperations, type Service } from "./rpc/contract.ts";
import { serve } from "./rpc/serve.ts";
import { createAnalytics } from "./services/analytics/analytics.ts";
import { analytics as analyticsContract } from "./services/analytics/contract.ts";
import { dialog as dialogContract } from "./services/dialog/contract.ts";
import { createDialog } from "./services/dialog/dialog.ts";
import { nlu as nluContract } from "./services/nlu/contract.ts";
import { createNlu } from "./services/nlu/nlu.ts";
import { users as usersContract } from "./services/users/contract.ts";
import { createUsers } from "./services/users/users.ts";
import { openStore } from "./store/open.ts";
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
}

/** What each service calls. */
const CALLS: Record<ServiceName, readonly ServiceName[]> = {
  users: [],
  nlu: [],
  dialog: ["nlu"],
  analytics: ["dialog"],
};

/** The four services, here or elsewhere: who calls them cannot tell. Names every one that is called and nowhere to be found. */
export async function createServices({ config, journal, here, called = SERVICES, onTraining }: ServiceParts) {
  const needed = new Set([...called, ...here.flatMap((name) => CALLS[name])]);
  const missing = [...needed].filter((name) => !here.includes(name) && !(config.remote[name] && config.secret));
  if (missing.length > 0) {
    const problems = missing.map((name) => `  ${name.toUpperCase()}_URL and SECRET must say where ${name} runs`);
    throw new Error(`${UNUSABLE}\n${problems.join("\n")}`);
  }
  const closing: (() => Promise<void>)[] = [];
  const onError = (error: unknown) => journal.error({ err: error }, "a service failed");

  let opened: Store | undefined;
  if (here.length > 0) {
    const onFallback = (reason: string) => journal.warn({ reason }, "the native store is not available");
    opened = await openStore(config.store, { onFallback });
    await migrateOrClose(opened, (sentence) => journal.info(sentence));
  }
  const store = () => {
    if (!opened) throw new Error("No service runs here that keeps anything.");
    return opened;
  };

  const pick = <C extends Contract>(name: ServiceName, contract: C, make: () => Service<C>): Service<C> => {
    if (here.includes(name)) return make();
    const { remote, secret } = config;
    if (remote[name] && secret) return connect(contract, `${remote[name]}/rpc/${name}`, { secret });
    return mapOperations(contract, () => () => Promise.reject(new Error(`Nothing here calls ${name}.`)));
  };

  const users = pick("users", usersContract, () => createUsers({ store: store() }));
  let ready = async (): Promise<void> => {};
  const nlu = pick("nlu", nluContract, () => {
    const made = createNlu({ store: store(), onError, ...(onTraining && { onTraining }) });
    ready = () => made.ready();
    closing.push(() => made.close());
    return made.service;
  });
  const dialog = pick("dialog", dialogContract, () => {
    const made = createDialog({
      store: store(),
      nlu,
      answersWaiting: config.botWhileWaiting,
      team: config.team,
      onError,
    });
    closing.unshift(() => made.close());
    return made.service;
  });
  const analytics = pick("analytics", analyticsContract, () => {
    const made = createAnalytics({ store: store(), dialog, onError });
    closing.unshift(() => made.close());
    return made.service;
  });

  return {
    users,
    dialog,
    nlu,
    analytics,
    store: opened,
    /** Resolves when the starter knowledge is there and a model answers. */
    ready: () => ready(),
    async close(): Promise<void> {
      for (const close of closing) await close();
      await opened?.close();
    },
  };
}
export type Services = Awaited<ReturnType<typeof createServices>>;

/** Nothing reads or writes documents of a layout that this code does not know. */
async function migrateOrClose(store: Store, say: (sentence: string) => void): Promise<void> {
  try {
    await migrate(store, { say });
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

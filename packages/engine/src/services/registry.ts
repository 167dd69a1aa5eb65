import type { TrainingStatus } from "@parley/protocol";
import type { Blobs } from "../blobs/blobs.ts";
import type { Contract, Service } from "../rpc/contract.ts";
import type { SecretKeys } from "../store/secrets/keys.ts";
import type { Store } from "../store/store.ts";
import type { GivenParts } from "./dialog/answerers/given.ts";
import type { GivenAnswerer } from "./dialog/answerers/port.ts";
import type { PersonOf } from "./dialog/copilot/copilot.ts";
import type { VisitorOf } from "./dialog/sla/vips.ts";
import { analytics } from "./analytics/contract.ts";
import { dialog } from "./dialog/contract.ts";
import type { FirstSettings } from "./dialog/settings/settings.ts";
import { nlu } from "./nlu/contract.ts";
import { users } from "./users/contract.ts";

/** What a service may be made with. */
export interface Making {
  store: Store;
  /** Where bytes of files are. */
  blobs: Blobs;
  /** What secrets are sealed with. */
  keys: SecretKeys;
  /** Hears of what went wrong beside the path of a call. */
  onError: (error: unknown) => void;
  /** What settings begin with in a store that has none. */
  first: FirstSettings;
  /** Hears that a store was given them. */
  onFirst?: (() => void) | undefined;
  /** Answerers beside the engine's own, and what is known of who writes. */
  answerers?: readonly GivenAnswerer[] | undefined;
  contactOf?: GivenParts["contactOf"] | undefined;
  personOf?: PersonOf | undefined;
  visitorOf?: VisitorOf | undefined;
  /** Hears how far training is, if anybody wants to know. */
  onTraining?: ((status: TrainingStatus) => void) | undefined;
}

/** A service that runs in this process. */
export interface Running<C extends Contract> {
  service: Service<C>;
  /** Resolves when it can do all that it is for; it can be called before. */
  ready?: () => Promise<void>;
  /** Finishes what was begun. */
  close?: () => Promise<void>;
}

type Contracts = Readonly<Record<string, Contract>>;

interface Entry<C extends Contract, Calls extends Contracts> {
  contract: C;
  /** The contracts of the services that it calls, by their names. */
  calls: Calls;
  /** Whether nobody can be welcomed without it. Without the others people are offered, and reports wait. */
  needed: boolean;
  /** Makes it, to run here; loaded where it does. */
  create: (making: Making, called: { readonly [N in keyof Calls]: Service<Calls[N]> }) => Promise<Running<C>>;
}

const entry = <C extends Contract, Calls extends Contracts>(one: Entry<C, Calls>): Entry<C, Calls> => one;

/**
 * All services. Configuration (`NAME_URL`), `--services`, what answers other processes, readiness and the doctor follow from this:
 * to add one, write its folder and its entry.
 */
export const REGISTRY = {
  users: entry({
    contract: users,
    calls: {},
    needed: true,
    create: async ({ store }) => ({ service: (await import("./users/users.ts")).createUsers({ store }) }),
  }),
  dialog: entry({
    contract: dialog,
    calls: { nlu },
    needed: true,
    create: async (making, called) => (await import("./dialog/dialog.ts")).createDialog({ ...making, ...called }),
  }),
  nlu: entry({
    contract: nlu,
    calls: {},
    needed: false,
    create: async ({ store, onError, onTraining }) =>
      (await import("./nlu/nlu.ts")).createNlu({ store, onError, ...(onTraining && { onTraining }) }),
  }),
  analytics: entry({
    contract: analytics,
    calls: { dialog },
    needed: false,
    create: async ({ store, onError }, called) =>
      (await import("./analytics/analytics.ts")).createAnalytics({ store, ...called, onError }),
  }),
};

export type { FirstSettings };

export type ServiceName = keyof typeof REGISTRY;

/** The names of all services. */
export const SERVICES = Object.keys(REGISTRY) as readonly ServiceName[];

/** Every service as its callers see it, here or elsewhere. */
export type Called = { readonly [N in ServiceName]: Service<(typeof REGISTRY)[N]["contract"]> };

/** What a service calls. */
export const callsOf = (name: ServiceName): readonly ServiceName[] =>
  Object.keys(REGISTRY[name].calls) as readonly ServiceName[];

import type { TrainingStatus } from "@parley/protocol";
import type { Express } from "express";
import { type Config, UNUSABLE } from "./config.ts";
import { storeProblem } from "./gateway/condition.ts";
import { createHttp } from "./gateway/http.ts";
import { createMetrics } from "./gateway/metrics.ts";
import { secureBy, trustOf } from "./transport/trust.ts";
import type { Journal } from "./journal.ts";
import type { ServiceName } from "./services/registry.ts";
import { createServices, rpcRoutes, type Services } from "./services.ts";

export interface HostParts {
  config: Config;
  journal: Journal;
  /** Services that run in this process. */
  here: readonly ServiceName[];
  onTraining?: (status: TrainingStatus) => void;
}

/** A process that runs services for others and faces no people: health, metrics, and the services under `/rpc`. */
export async function createHost({ config, journal, here, onTraining }: HostParts) {
  if (!config.secret) throw new Error(`${UNUSABLE}\n  SECRET is needed where services run apart`);
  const services: Services = await createServices({
    config,
    journal,
    here,
    called: [],
    ...(onTraining && { onTraining }),
  });
  const trust = trustOf(config.trustProxy);
  const app: Express = createHttp({
    metrics: createMetrics(),
    metricsToken: config.metricsToken,
    trust,
    isSecure: secureBy(trust, config.publicUrl),
    onError: (error) => journal.error({ err: error }, "something went wrong"),
    rpc: rpcRoutes(services, { here, secret: config.secret, journal }),
    condition: async () => ({ problems: await storeProblem(services), weaknesses: {} }),
  });
  return { app, services, ready: () => services.ready(), close: () => services.close() };
}

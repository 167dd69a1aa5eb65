import type { ConversationEvent } from "@parley/protocol";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

interface People {
  visitors: { sockets: { size: number } };
  agents: { sockets: { size: number } };
  queue: { length: () => Promise<number> };
}

/** Prometheus metrics of one engine. Names and labels carry nothing of people. */
export function createMetrics() {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: "parley_" });

  const events = new Counter({
    name: "parley_events_total",
    help: "Events written to conversations' logs, by type and author.",
    labelNames: ["type", "author"],
    registers: [register],
  });
  const errors = new Counter({
    name: "parley_errors_total",
    help: "Unexpected errors.",
    registers: [register],
  });
  const slowReaders = new Counter({
    name: "parley_slow_readers_total",
    help: "Connections ended because their reader did not keep up.",
    registers: [register],
  });
  const store = new Histogram({
    name: "parley_receive_seconds",
    help: "From a request's arrival to its durable write.",
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [register],
  });

  function gauge(name: string, help: string, read: () => number | Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [register],
      async collect() {
        this.set(await read());
      },
    });
  }

  return {
    event(event: ConversationEvent): void {
      events.inc({ type: event.type, author: event.type === "message" ? event.author.kind : "" });
    },
    error: () => errors.inc(),
    slowReader: () => slowReaders.inc(),
    /** Something that came in was stored, after so many milliseconds. */
    stored: (milliseconds: number) => store.observe(milliseconds / 1000),
    /** Counts who is connected and who waits, whenever the metrics are read. */
    people({ visitors, agents, queue }: People): void {
      gauge("parley_visitors_connected", "Visitors connected to this node.", () => visitors.sockets.size);
      gauge("parley_agents_connected", "Consoles connected to this node.", () => agents.sockets.size);
      gauge("parley_queue_length", "Conversations waiting for an agent.", () => queue.length());
    },
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}
export type Metrics = ReturnType<typeof createMetrics>;

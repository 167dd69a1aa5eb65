import { createHash } from "node:crypto";
import type { Memory } from "../../spine/port.ts";

/** Words with which people say that they want no more messages, and that they do again: the whole of what they write. */
const STOP = new Set(
  "stop|stopall|stop all|unsubscribe|cancel|end|quit|revoke|optout|opt out|退订|退訂|取消订阅|td|t".split("|"),
);
const START = new Set(["start", "unstop", "subscribe", "订阅", "訂閱", "恢复订阅"]);

/** What a text says of whether its writer wants messages. Pure. */
export function wishOf(text: string): "stop" | "start" | undefined {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/[\s.!。！]+$/u, "");
  if (STOP.has(said)) return "stop";
  return START.has(said) ? "start" : undefined;
}

const hashOf = (what: string) => createHash("sha256").update(what).digest("base64url");
const nameOf = (number: string) => `stop ${hashOf(number)}`;
/** Milliseconds for which is known that a wish was heard: longer than a gateway hands a message over again. */
const KEPT = 48 * 3_600_000;

/**
 * Who wants no more messages. That outlives an erasure, as else they would be written to again: what is kept is a hash of the number and
 * nothing else.
 */
export function createStopping(memory: Memory) {
  /** Sets it, whoever else writes. */
  async function wishes(number: string, value: string): Promise<void> {
    const name = nameOf(number);
    for (;;) {
      const before = await memory.get(name);
      if ((before?.value ?? "") === value || (await memory.set(name, value, before?.version ?? 0))) return;
    }
  }

  return {
    /** Hears what somebody wrote, once however often it comes: what they wrote since then holds. */
    async heard(number: string, { id, text }: { id: string; text: string }): Promise<void> {
      const wish = wishOf(text);
      if (wish === undefined) return;
      const name = `wish ${hashOf(id)}`;
      if (await memory.get(name)) return;
      await wishes(number, wish === "stop" ? "stopped" : "");
      await memory.set(name, "heard", 0, Date.now() + KEPT);
    },
    hasStopped: async (number: string): Promise<boolean> => (await memory.get(nameOf(number)))?.value === "stopped",
  };
}
export type Stopping = ReturnType<typeof createStopping>;

import type { Memory } from "../spine/port.ts";
import { createGuard } from "../spine/guard/guarded-fetch.ts";
import { onTestFinished } from "vitest";
import type { PushNotice } from "./port.ts";

/** What nodes share, as the dialog service keeps it. */
export function sharedMemory(): Memory & { values: Map<string, { value: string; version: number; until?: number }> } {
  const values = new Map<string, { value: string; version: number; until?: number }>();
  const live = (key: string) => {
    const found = values.get(key);
    return found && (found.until ?? Infinity) > Date.now() ? found : undefined;
  };
  return {
    values,
    get: async (key) => live(key),
    async set(key, value, seen, until) {
      if ((live(key)?.version ?? 0) !== seen) return false;
      values.set(key, { value, version: (values.get(key)?.version ?? 0) + 1, ...(until !== undefined && { until }) });
      return true;
    },
  };
}

/** A way out that may call this machine, ended with the test. */
export function wayOut(allowed = ["127.0.0.1"]) {
  const guard = createGuard({ allowed });
  onTestFinished(() => guard.stop());
  return guard.fetch;
}

export const NOTICE: PushNotice = {
  id: "n1",
  collapse: "abcdefghijklmnopqrstuvwxyz012345",
  title: "您有新的回复",
  body: "打开会话即可查看。",
  url: "https://shop.example/help",
  inbox: "web",
};

export const inTime = (): AbortSignal => AbortSignal.timeout(60_000);

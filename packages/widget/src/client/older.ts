import { type Log, prepend } from "@parley/client";
import type { Transport } from "./transport.ts";

const HISTORY_PAGE = 60;

/** Puts older events before those of a log. Loaded when a visitor scrolls up to where the log begins. */
export async function loadOlder(transport: Pick<Transport, "request">, log: { value: Log }): Promise<void> {
  const before = log.value.events[0]?.seq;
  if (!before) return;
  const reply = await transport.request("history", { before, limit: HISTORY_PAGE });
  // Who was there may have been forgotten meanwhile.
  if (reply.ok && log.value.events[0]?.seq === before) log.value = prepend(log.value, reply.value);
}

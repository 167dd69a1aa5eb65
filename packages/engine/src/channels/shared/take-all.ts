import { ChatError, RETRYABLE } from "@parley/protocol";
import type { ChannelKit, Incoming } from "../../spine/port.ts";

/**
 * Takes messages of one call in by their time. After one that could not be taken no other of that person's is, so that all of them come
 * again in order. Throws why, where some have to come again.
 */
export async function takeAll(
  { receive, onError }: Pick<ChannelKit, "receive" | "onError">,
  messages: readonly Incoming[],
): Promise<void> {
  const problems = new Map<string, unknown>();
  for (const message of messages.toSorted(({ at = 0 }, other) => at - (other.at ?? 0))) {
    if (problems.has(message.from.id)) continue;
    try {
      await receive(message);
    } catch (error) {
      if (error instanceof ChatError && !RETRYABLE.includes(error.code)) onError(error);
      else problems.set(message.from.id, error);
    }
  }
  const [problem] = problems.values();
  if (problems.size > 0) throw problem;
}

import type { SendResult } from "../../services/dialog/contract.ts";
import type { Memory, Outgoing } from "../../spine/port.ts";
import type { Part } from "../../spine/render.ts";

/** Milliseconds for which is known how much of a message was sent: longer than it is tried to send it. */
const KEPT = 48 * 3_600_000;

/** Sends a message part by part. An attempt goes on where the one before it ended, whichever node it was: no part comes twice. */
export function createProgress(memory: Memory, now: () => number) {
  const keyOf = ({ key }: Outgoing) => `sent/${key}`;

  async function note(message: Outgoing, parts: number): Promise<void> {
    const before = await memory.get(keyOf(message));
    await memory.set(keyOf(message), String(parts), before?.version ?? 0, now() + KEPT);
  }

  return async function inParts(
    message: Outgoing,
    send: (part: Part, index: number) => Promise<SendResult>,
  ): Promise<SendResult> {
    const { parts } = message;
    // Who sends again what was blocked begins with the first attempt.
    const before = parts.length > 1 ? Number((await memory.get(keyOf(message)))?.value ?? 0) : 0;
    let result: SendResult = { is: "sent" };
    for (const [index, part] of parts.entries()) {
      if (index < before) continue;
      result = await send(part, index);
      if (result.is !== "sent") return result;
      if (index < parts.length - 1) await note(message, index + 1);
    }
    return result;
  };
}

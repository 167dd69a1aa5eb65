import { createHash } from "node:crypto";
import type { SendResult } from "../../services/dialog/contract.ts";
import type { Memory, Outgoing } from "../../spine/port.ts";

/** Milliseconds for which is known how much of a message was sent: longer than it is tried to send it. */
const KEPT = 48 * 3_600_000;
/** How often it is tried to note it where somebody else was first. */
const TRIES = 3;

/** Sends a message part by part. An attempt goes on where the one before it ended, whichever node it was: no part comes twice. */
export function createProgress(memory: Memory, now: () => number) {
  async function note(name: string, parts: number): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const before = await memory.get(name);
      if (Number(before?.value ?? 0) >= parts) return;
      if (await memory.set(name, String(parts), before?.version ?? 0, now() + KEPT)) return;
    }
  }

  return async function inParts<P>(
    { key, parts }: Pick<Outgoing, "key"> & { parts: readonly P[] },
    send: (part: P, index: number) => Promise<SendResult>,
  ): Promise<SendResult> {
    // How far a message came is of nobody.
    const name = `parts ${createHash("sha256").update(key).digest("base64url")}`;
    // Who sends again what was blocked begins with the first attempt.
    const before = parts.length > 1 ? Number((await memory.get(name))?.value ?? 0) : 0;
    let result: SendResult = { is: "sent" };
    for (const [index, part] of parts.entries()) {
      if (index < before) continue;
      result = await send(part, index);
      if (result.is !== "sent") return result;
      if (index < parts.length - 1) await note(name, index + 1);
    }
    return result;
  };
}

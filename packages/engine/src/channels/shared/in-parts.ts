import { createHash } from "node:crypto";
import type { Memory, Outgoing } from "../../spine/port.ts";
import type { Part } from "../../spine/render.ts";

/** Milliseconds for which it is remembered how far a message came: longer than it is tried. */
const REMEMBERED = 26 * 3_600_000;

/**
 * Sends the parts of a message one after the other, for a platform that does not know repeats. Where one fails, the next attempt goes on
 * with that one. Resolves to what the last one is called there.
 */
export async function inParts(
  memory: Memory,
  { key, parts, attempts }: Pick<Outgoing, "key" | "parts" | "attempts">,
  send: (part: Part) => Promise<string | undefined>,
): Promise<string | undefined> {
  // How far a message came is of nobody.
  const name = `parts ${createHash("sha256").update(key).digest("base64url")}`;
  const known = attempts > 1 && parts.length > 1 ? await memory.get(name) : undefined;
  let done = Number(known?.value ?? 0);
  let last: string | undefined;
  for (const part of parts.slice(done)) {
    last = await send(part);
    done += 1;
    if (done < parts.length) await note(memory, name, done);
  }
  return last;
}

async function note(memory: Memory, name: string, done: number): Promise<void> {
  const before = await memory.get(name);
  await memory.set(name, String(done), before?.version ?? 0, Date.now() + REMEMBERED);
}

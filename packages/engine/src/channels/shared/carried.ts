import { createHash } from "node:crypto";
import type { Memory } from "../../spine/port.ts";

/** What a button carries that stands for a value which is kept. */
const KEPT = /^~[\w-]{43}$/;
/** Milliseconds for which it is kept: buttons stay in a chat for ever, questions do not. */
const KEEP = 90 * 24 * 3_600_000;

/** What a button carries: the value itself, or what it is kept under where it has more bytes than the platform lets a button have. */
export async function carried(memory: Memory, value: string, most: number): Promise<string> {
  if (Buffer.byteLength(value) <= most && !KEPT.test(value)) return value;
  const name = `~${createHash("sha256").update(value).digest("base64url")}`;
  const known = await memory.get(name);
  await memory.set(name, value, known?.version ?? 0, Date.now() + KEEP);
  return name;
}

/** The value of a button that was pressed; nothing if it is kept no more. */
export async function valueOf(memory: Memory, data: string): Promise<string | undefined> {
  return KEPT.test(data) ? (await memory.get(data))?.value : data;
}

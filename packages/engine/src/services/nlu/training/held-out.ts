import { normalise } from "../../../text/normalise.ts";

const SHARE = 6;

/** A number from 0 to 2^32-1 that is the same for the same text everywhere (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Whether an utterance is kept for measuring instead of learning: one in six, always the same ones. */
export function isHeldOut(text: string): boolean {
  return hashOf(normalise(text)) % SHARE === 0;
}

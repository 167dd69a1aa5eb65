import type { MessageEvent } from "@parley/protocol";

/** A choice that was picked, and when. */
export interface Picked {
  value: string;
  at: number;
}

/** Milliseconds within which the same choice again is a slip of the finger. */
const TWICE = 2_000;

/** The choice that a message picks, if it does. */
export function pickedBy({ content, at }: MessageEvent): Picked | undefined {
  return content.type === "choice" ? { value: content.value, at } : undefined;
}

/** Whether the same choice was picked a moment before, as by a double click: it is answered once. */
export function isTwice(message: MessageEvent, before: Picked | undefined): boolean {
  const now = pickedBy(message);
  return now !== undefined && now.value === before?.value && now.at - before.at < TWICE;
}

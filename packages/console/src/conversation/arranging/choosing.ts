import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { KeyMap } from "../../ui/keys.ts";
import { chosen } from "./viewing.ts";

/** Chooses one, or no longer. */
export function toggle(id: string): void {
  const all = new Set(chosen.peek());
  if (!all.delete(id)) all.add(id);
  chosen.value = all;
}

/**
 * What is chosen after one step from one row to the next: both, but whoever comes back over what they chose takes the last one away again.
 * Pure.
 */
export function stepped(all: ReadonlySet<string>, from: string, to: string): Set<string> {
  const next = new Set(all);
  if (all.has(from) && all.has(to)) next.delete(from);
  else next.add(from).add(to);
  return next;
}

/** Choosing by keys: where it has come to, which is no more than looked at, and what keys do. It begins at what is open. */
export function useCursor(ids: readonly string[], open: string | undefined): { at: string | undefined; keys: KeyMap } {
  const reached = useSignal<string | undefined>(undefined);
  useEffect(() => {
    reached.value = undefined;
  }, [open]);
  const at = reached.value !== undefined && ids.includes(reached.value) ? reached.value : undefined;
  const from = at ?? open;
  const step = (by: number) => () => {
    const place = from === undefined ? -1 : ids.indexOf(from);
    const [here, to] = place < 0 ? [ids[0], ids[0]] : [ids[place], ids[place + by]];
    if (here === undefined || to === undefined) return;
    chosen.value = stepped(chosen.peek(), here, to);
    reached.value = to;
  };
  return {
    at,
    keys: { x: () => from && toggle(from), "shift ArrowDown": step(1), "shift ArrowUp": step(-1) },
  };
}

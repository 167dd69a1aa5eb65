import type { Wait } from "@parley/protocol";
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useDesk } from "../../desk/use-desk.ts";
import type { Live } from "../../live/live.ts";

/** Milliseconds after which they are looked for again, and after which the engine has one of who has just come. */
const AGAIN = 30_000;
const SOON = 2_500;

const waits = signal<Readonly<Record<string, Wait>>>({});
/** Who was looked for because they are new: of whom nothing can be said, it is not asked for again and again. */
const known = new Set<string>();
let shown = 0;
let again: ReturnType<typeof setInterval> | undefined;
let soon: ReturnType<typeof setTimeout> | undefined;

/** How long those who wait are likely to, by conversation; looked for while some of them are shown, for all of them at once. */
export function useWaits(ids: readonly string[]): Readonly<Record<string, Wait>> {
  const { live } = useDesk();
  useEffect(() => (ids.length === 0 ? undefined : follow(live, ids)), [live, ids.join()]);
  return waits.value;
}

function follow({ ask }: Pick<Live, "ask">, ids: readonly string[]): () => void {
  const look = () => void lookForWaits(ask);
  const isFirst = shown === 0;
  shown += 1;
  again ??= setInterval(look, AGAIN);
  const isNew = ids.some((id) => !known.has(id));
  for (const id of ids) known.add(id);
  if (isFirst) look();
  else if (isNew)
    soon ??= setTimeout(() => {
      soon = undefined;
      look();
    }, SOON);
  return () => {
    shown -= 1;
    if (shown > 0) return;
    clearInterval(again);
    clearTimeout(soon);
    again = soon = undefined;
    known.clear();
  };
}

/** Without an answer they stay as they were. */
async function lookForWaits(ask: Live["ask"]): Promise<void> {
  const found = await ask("waits", {}).catch(() => undefined);
  if (found) waits.value = found.waits;
}

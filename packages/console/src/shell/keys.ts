import { useEffect } from "preact/hooks";
import { shortcuts } from "../preferences.ts";

/** What single keys do: by key, or by `g` and a key after it (`"g i"`). */
export type KeyMap = Readonly<Record<string, () => unknown>>;

/** Listens for single keys while the component is there. Not while someone types, nor under a dialog. */
export function useKeys(keys: KeyMap): void {
  useEffect(() => {
    const listener = createKeyListener(keys);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  });
}

const SECOND_KEY_WITHIN = 1500;
/** When `g` was pressed, which waits for the key after it; shared by everything that listens. */
let startedAt = Number.NEGATIVE_INFINITY;

function createKeyListener(keys: KeyMap) {
  return (event: KeyboardEvent): void => {
    if (event.defaultPrevented || !isWanted(event) || isBusy(event.target)) return;
    const second = event.timeStamp - startedAt < SECOND_KEY_WITHIN;
    const run = keys[second ? `g ${event.key}` : event.key];
    if (event.key === "g" && !second) startedAt = event.timeStamp;
    if (!run) return;
    startedAt = Number.NEGATIVE_INFINITY;
    event.preventDefault();
    void run();
  };
}

/** Escape closes things also for who has switched single keys off. */
function isWanted(event: KeyboardEvent): boolean {
  if (!shortcuts.value && event.key !== "Escape") return false;
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open]")) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
}

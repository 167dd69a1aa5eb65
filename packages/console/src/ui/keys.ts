import { useLayoutEffect } from "preact/hooks";
import { shortcuts } from "../preferences.ts";
import { meaningOf, placeOf } from "./key-meaning.ts";

/**
 * What keys do: `j`, after `g` a second one (`g i`), or with Alt (`alt b`). A single key moves about or opens something; what a
 * visitor would notice takes Alt.
 */
export type KeyMap = Readonly<Record<string, () => unknown>>;
/** Where words go that are typed while nothing has the focus; it may be away for the moment. */
type Box = () => HTMLElement | null;

const SECOND_KEY_WITHIN = 1500;
const maps = new Set<KeyMap>();
const boxes = new Set<Box>();
/** When `g` was pressed, which waits for the key after it. */
let startedAt = Number.NEGATIVE_INFINITY;

/** Listens for keys while the component is there. Not while someone types, nor under a dialog. */
export function useKeys(keys: KeyMap): void {
  // At once, not after the next frame: what is on screen can be pressed.
  useLayoutEffect(() => enlist(maps, keys));
}

/** While the component is there and `on`, letters are words for that box, wherever the focus is, and commands take Alt. */
export function useTyping(box: Box, on: boolean): void {
  useLayoutEffect(() => (on ? enlist(boxes, box) : undefined), [on]);
}

function enlist<T>(all: Set<T>, one: T): () => void {
  if (maps.size + boxes.size === 0) document.addEventListener("keydown", listen);
  all.add(one);
  return () => {
    all.delete(one);
    if (maps.size + boxes.size === 0) document.removeEventListener("keydown", listen);
  };
}

function listen(event: KeyboardEvent): void {
  const meaning = meaningOf(event, {
    place: document.querySelector("dialog[open]") ? "dialog" : placeOf(event.target),
    writing: boxes.size > 0,
    singleKeys: shortcuts.value,
    afterG: event.timeStamp - startedAt < SECOND_KEY_WITHIN,
  });
  if (!meaning) return;
  // The letter itself is put in by the browser, where the focus is by then.
  if (meaning.write) return [...boxes].at(-1)?.()?.focus();
  const run = meaning.commands.map((key) => commandOf(key)).find((found) => found !== undefined);
  // Where Alt+G does something by itself it begins nothing: the command after it would be lost.
  startedAt = !run && meaning.commands.includes("g") ? event.timeStamp : Number.NEGATIVE_INFINITY;
  if (!run) return;
  event.preventDefault();
  void run();
}

/** What a key does here now, if it does something. What was enlisted last comes first: it lies on top. */
export function commandOf(key: string): (() => unknown) | undefined {
  return [...maps].findLast((map) => Object.hasOwn(map, key))?.[key];
}

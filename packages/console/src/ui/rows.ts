import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { placesIn } from "./rows-in-sight.ts";

/** Pixels after which it is looked anew what is in sight: less changes nothing. */
const STEP = 250;
/** Pixels of a row, as long as none has been drawn. */
const GUESS = 64;

/** What the element of a row says of its place: which of how many it is, where not all are drawn, and the room of those that are not. */
export interface Place {
  "aria-posinset"?: number;
  "aria-setsize"?: number;
  style?: { marginTop: string; marginBottom: string };
}

/**
 * Which rows of a long list are drawn: those in sight and near it, the one that is shown and the one with the focus. Rows are as high as they
 * are; what was drawn once is remembered. `list` is for their parent, which stands in the first child of what is marked `data-scrolls`.
 * When another row becomes `shown`, it is brought into sight.
 */
export function useRows(ids: readonly string[], shown: string | undefined) {
  const list = useRef<HTMLUListElement>(null);
  const heights = useRef(new Map<string, number>()).current;
  const guess = useRef(0);
  const before = useRef(shown);
  const focused = useRef<string | undefined>(undefined);
  const drawn = useRef<readonly string[]>([]);
  const sight = useSignal({ from: 0, tall: 1000 });
  const heightOf = (at: number) => heights.get(ids[at] ?? "") ?? (guess.current || GUESS);
  const keep = [shown, focused.current].map((id) => (id === undefined ? -1 : ids.indexOf(id)));
  const places = placesIn(ids.length, heightOf, sight.value, keep);
  const measure = () => {
    drawn.current.forEach((id, at) => {
      const height = list.current?.children[at]?.getBoundingClientRect().height;
      if (height) heights.set(id, height);
    });
    // It stays what it was at first, or rows that nobody has seen would move what is in sight.
    guess.current ||= heights.size && [...heights.values()].reduce((sum, height) => sum + height, 0) / heights.size;
  };
  const look = () => {
    const box = list.current?.closest("[data-scrolls]");
    if (!box?.clientHeight || !list.current) return;
    const from = box.getBoundingClientRect().top - list.current.getBoundingClientRect().top;
    const tall = box.clientHeight;
    const seen = sight.peek();
    if (Math.abs(from - seen.from) < STEP && tall === seen.tall) return;
    measure();
    sight.value = { from, tall };
  };
  useLayoutEffect(() => {
    drawn.current = places.map(({ at }) => ids[at] ?? "");
    measure();
    if (shown !== before.current) list.current?.children[drawn.current.indexOf(shown ?? "")]?.scrollIntoView(NEAREST);
    before.current = shown;
  });
  useLayoutEffect(() => watch(list.current, { look, focus: (at) => (focused.current = drawn.current[at]) }), []);
  const isWhole = places.length === ids.length;
  const rows = places.map(({ at, above, below }) => {
    const place: Place = isWhole ? {} : { "aria-posinset": at + 1, "aria-setsize": ids.length };
    // Most have none, and are not drawn anew for it.
    if (above || below) place.style = { marginTop: `${above}px`, marginBottom: `${below}px` };
    return { at, place };
  });
  return { list, rows };
}

const NEAREST = { block: "nearest", inline: "nearest" } as const;

interface Watching {
  look: () => void;
  /** The row at this place among the drawn has the focus; -1: none. */
  focus: (at: number) => void;
}

/** Tells when something else may be in sight, and where the focus goes. Answers how to stop. */
function watch(list: HTMLElement | null, { look, focus }: Watching): (() => void) | undefined {
  const box = list?.closest("[data-scrolls]");
  if (!list || !box) return undefined;
  const over = new AbortController();
  // In a frame of its own: what is drawn in answer changes the sizes that were told.
  let frame = 0;
  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(look);
  };
  const sizes = new ResizeObserver(soon);
  for (const one of [box, box.firstElementChild]) if (one) sizes.observe(one);
  box.addEventListener("scroll", look, { passive: true, signal: over.signal });
  const tell = () => focus([...list.children].findIndex((row) => row.contains(document.activeElement)));
  list.addEventListener("focusin", tell, { signal: over.signal });
  list.addEventListener("focusout", () => focus(-1), { signal: over.signal });
  look();
  return () => {
    cancelAnimationFrame(frame);
    sizes.disconnect();
    over.abort();
  };
}

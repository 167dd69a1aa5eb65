import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** Rows above and below what is in sight that are drawn as well. */
const MORE = 8;
/** Pixels of a row, as in the style sheet. */
const HEIGHT = 104;

/** Which of so many rows of one height are to be drawn, and how much room the others take. */
export function useWindow(box: RefObject<HTMLElement | null>, count: number) {
  const top = useSignal(0);
  const tall = useSignal(1000);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = () => {
      // Steps of some rows: a pixel changes nothing.
      top.value = Math.floor(element.scrollTop / (HEIGHT * 4)) * 4;
      tall.value = element.clientHeight;
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  const first = Math.max(0, Math.min(top.value, count) - MORE);
  const last = Math.min(count, top.value + Math.ceil(tall.value / HEIGHT) + 4 + MORE);
  return {
    first,
    last,
    before: first * HEIGHT,
    after: Math.max(0, count - last) * HEIGHT,
    /** Scrolls so that a row is in sight. */
    reveal(place: number): void {
      const element = box.current;
      if (!element) return;
      const at = place * HEIGHT;
      if (at < element.scrollTop) element.scrollTop = at;
      else if (at + HEIGHT > element.scrollTop + element.clientHeight)
        element.scrollTop = at + HEIGHT - element.clientHeight;
    },
  };
}

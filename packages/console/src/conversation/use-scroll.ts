import { type RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

const NEAR = 80;

interface ScrollNeeds {
  box: RefObject<HTMLElement | null>;
  /** Number of the first event shown; it falls when older ones come in front. */
  first: number;
  /** How much is shown. */
  length: number;
  /** Something above the messages that comes and goes. */
  above: boolean;
  onTop: () => void;
}

/**
 * Keeps what is read where it is: at the end while one is there, and in place when older messages come in front.
 * `below` says that something new is out of sight.
 */
export function useScroll({ box, first, length, above, onTop }: ScrollNeeds) {
  const last = useRef({ first: 0, length: 0, above: false, fromEnd: 0, atEnd: true });
  const [below, setBelow] = useState(false);

  const look = () => {
    const { current } = box;
    if (!current) return;
    const fromEnd = current.scrollHeight - current.scrollTop;
    const atEnd = fromEnd - current.clientHeight < NEAR;
    last.current = { ...last.current, fromEnd, atEnd };
    if (atEnd) setBelow(false);
    if (current.scrollTop < NEAR) onTop();
  };
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });

  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    const before = last.current;
    if (first < before.first || above !== before.above) current.scrollTop = current.scrollHeight - before.fromEnd;
    else if (before.atEnd) current.scrollTop = current.scrollHeight;
    else if (length > before.length) setBelow(true);
    last.current = { ...before, first, length, above, fromEnd: current.scrollHeight - current.scrollTop };
    // Not only when there is more to show: what is there grows too, as when a message is stored, or read.
  });

  useEffect(() => {
    const { current } = box;
    if (!current) return;
    // The composer grows, a keyboard comes up, a window is made smaller.
    const observer = new ResizeObserver(() => {
      if (last.current.atEnd) current.scrollTop = current.scrollHeight;
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, []);

  return { below, look, toEnd };
}

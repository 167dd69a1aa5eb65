import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Row } from "./timeline.ts";

/** Pixels that still count as the end. */
const NEAR = 80;
/** Pixels above what is scrolled to. */
const MARGIN = 16;

interface Scrolled {
  box: RefObject<HTMLElement | null>;
  inner: RefObject<HTMLElement | null>;
  rows: readonly Row[];
  /** Id of the newest message, and whether the visitor wrote it. */
  newest: string | undefined;
  own: boolean;
}

/**
 * Stays at the end while the visitor is there, stops where an answer begins that has no room, and stays at the same words while older ones are put before them. `away` says
 * that he is not at the end, `unseen` that something has come meanwhile.
 */
export function useScroll({ box, inner, rows, newest, own }: Scrolled) {
  const [place, setPlace] = useState({ away: false, unseen: false });
  const last = useRef({ atEnd: true, top: "", height: 0, room: 0, newest });

  const toEnd = () => {
    last.current.atEnd = true;
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  /** To the end, but no farther than to where the newest message begins, unless the visitor has gone on from there. */
  const follow = () => {
    const { current: element } = box;
    const message = [...(element?.querySelectorAll<HTMLElement>(".message,.welcome") ?? [])].pop();
    const top = (message?.offsetTop ?? 0) - MARGIN;
    if (!element || element.scrollTop > top || element.scrollHeight - element.clientHeight <= top) return toEnd();
    element.scrollTop = top;
    last.current.atEnd = false;
    setPlace({ away: true, unseen: false });
  };
  useLayoutEffect(() => {
    const { current: element } = box;
    const { atEnd, top, height, newest: before } = last.current;
    if (!element) return;
    const arrived = newest !== before;
    const key = rows[0]?.key ?? "";
    if (arrived && own) toEnd();
    else if (atEnd) follow();
    else if (key !== top && rows.some((row) => row.key === top)) element.scrollTop += element.scrollHeight - height;
    else if (arrived) setPlace({ away: true, unseen: true });
    Object.assign(last.current, { top: key, height: element.scrollHeight, newest });
  });
  useEffect(() => {
    // What a site's own tests run in has no sizes.
    if (!globalThis.ResizeObserver) return undefined;
    const sizes = new ResizeObserver(() => last.current.atEnd && follow());
    if (box.current) sizes.observe(box.current);
    if (inner.current) sizes.observe(inner.current);
    return () => sizes.disconnect();
  }, []);

  return {
    ...place,
    toEnd,
    /** To be called when the visitor scrolls. Answers whether he is at the upper end. */
    moved(): boolean {
      const { current: element } = box;
      if (!element) return false;
      const { clientHeight, scrollHeight } = element;
      const { current: before } = last;
      // What grows below, a composer that grows or a keyboard that appears takes the end away; the visitor has not left it.
      if (before.atEnd && (clientHeight !== before.room || scrollHeight > before.height)) follow();
      Object.assign(before, { room: clientHeight, height: scrollHeight });
      const atEnd = element.scrollHeight - element.scrollTop - clientHeight < NEAR;
      before.atEnd = atEnd;
      if (atEnd === place.away) setPlace({ away: !atEnd, unseen: false });
      return element.scrollTop < NEAR;
    },
  };
}

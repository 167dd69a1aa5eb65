import { useEffect, useRef } from "preact/hooks";
import { useDesk } from "../shell/use-desk.ts";

const AT_MOST_EVERY = 2000;

/** Tells the visitor that someone is writing, at most every 2 s (SPEC P1), and when it is over. */
export function useTypingNotice(conversationId: string, enabled: boolean): { typed: (on: boolean) => void } {
  const { live } = useDesk();
  const said = useRef(0);
  const typed = (on: boolean) => {
    const due = on ? Date.now() - said.current >= AT_MOST_EVERY : said.current > 0;
    if (!due || (on && !enabled)) return;
    said.current = on ? Date.now() : 0;
    live.mention("typing", { conversationId, on });
  };
  useEffect(() => () => typed(false), []);
  return { typed };
}

import { sayTyping } from "@parley/client";
import { useEffect, useMemo } from "preact/hooks";
import { useDesk } from "../desk/use-desk.ts";

/** Tells the visitor that someone is writing, sparingly (SPEC P1), and when it is over. */
export function useTypingNotice(conversationId: string, enabled: boolean): { typed: (on: boolean) => void } {
  const { live } = useDesk();
  const say = useMemo(() => sayTyping(({ on }) => live.mention("typing", { conversationId, on })), []);
  useEffect(() => () => say(false), []);
  return { typed: (on) => (enabled || !on) && say(on) };
}

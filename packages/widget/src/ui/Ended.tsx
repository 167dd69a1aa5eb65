import type { VNode } from "preact";
import type { Ui } from "./ui.ts";
import { useLate } from "./use-late.ts";
import { useValue } from "./use-value.ts";

/** Asks for a rating once the conversation is over. What that needs is loaded then. */
export function Ended({ ui }: { ui: Ui }): VNode | false | undefined {
  const state = useValue(ui.chat.conversation)?.state;
  const sent = useValue(ui.chat.pending).some(({ deed }) => deed.event === "rate");
  const due = state?.status === "closed" && state.score === undefined && !sent;
  const late = useLate(due, () => import("./Rating.tsx"));
  return due && late && <late.Rating ui={ui} />;
}

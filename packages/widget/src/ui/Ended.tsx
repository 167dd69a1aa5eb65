import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Rating } from "./Rating.tsx";
import type { Ui } from "./ui.ts";
import { useValue } from "./use-value.ts";

/** Asks for a rating once the conversation is over. What that needs is loaded then. */
export function Ended({ ui }: { ui: Ui }): VNode | false | undefined {
  const state = useValue(ui.chat.conversation)?.state;
  const sent = useValue(ui.chat.pending).some(({ deed }) => deed.event === "rate");
  const due = state?.status === "closed" && state.score === undefined && !sent;
  const [Card, setCard] = useState<typeof Rating>();
  useEffect(() => {
    if (due) {
      void import("./Rating.tsx").then(
        ({ Rating }) => setCard(() => Rating),
        () => {},
      );
    }
  }, [due]);
  return due && Card && <Card ui={ui} />;
}

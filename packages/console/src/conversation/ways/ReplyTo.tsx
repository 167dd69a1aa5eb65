import { useDesk } from "../../desk/use-desk.ts";
import { useLoader } from "../../live/load.ts";
import { patient } from "../../live/patient.ts";
import { Button } from "../../ui/Button.tsx";
import { goOn, isOpen } from "./going-on.ts";
import { waysTexts } from "./texts.ts";

/** Where somebody can be answered now, the one first in which they wrote last; `from` is any of their conversations. */
export function ReplyTo({ from }: { from: string }) {
  const desk = useDesk();
  const texts = waysTexts();
  const loader = useLoader(() => patient(desk.live.ask)("ways", { conversationId: from }), from);
  const state = loader.state.value;
  if (state.status !== "ready") return null;
  const open = state.value.ways.filter(isOpen);
  return (
    <p class="actions">
      {open.length === 0 && <span>{texts.shut}</span>}
      {open.map((way, place) => (
        <Button small tone={place === 0 ? "primary" : "plain"} key={way.conversationId} onClick={() => goOn(desk, way)}>
          {texts.here(way.name)}
        </Button>
      ))}
    </p>
  );
}

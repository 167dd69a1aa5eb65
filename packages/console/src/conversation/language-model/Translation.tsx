import type { MessageEvent, Translated } from "@parley/protocol";
import { Button } from "../../ui/Button.tsx";
import { useAsking, useUses } from "./asking.ts";
import { draftingTexts } from "./texts.ts";

/** What a visitor said in the language of whoever reads it, under it. */
export function Translation({ conversationId, event }: { conversationId: string; event: MessageEvent }) {
  const texts = draftingTexts();
  const { ask, stop, state } = useAsking<Translated>(conversationId);
  const asking = state.value;
  if (!useUses(conversationId).translation || event.content.text === "") return null;
  const isOpen = asking.status !== "none";
  return (
    <div class="translation">
      {asking.status === "asking" && <p role="status">{texts.asking}</p>}
      {asking.status === "failed" && <p role="alert">{asking.why}</p>}
      {asking.status === "ready" && (
        <p dir="auto" role="group" aria-label={texts.translation}>
          {asking.value.text}
        </p>
      )}
      <Button small tone="quiet" onClick={isOpen ? stop : () => ask("translation", { seq: event.seq })}>
        {isOpen ? (asking.status === "asking" ? texts.cancel : texts.hide) : texts.translate}
      </Button>
    </div>
  );
}

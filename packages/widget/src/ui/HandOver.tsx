import type { ConversationEvent, QueuePlace } from "@parley/protocol";
import type { VNode } from "preact";
import type { LateTexts } from "../texts/late/late-texts.ts";
import type { Ui } from "./ui.ts";
import { useLateTexts } from "./use-late-texts.ts";

/** The place in the queue, and the way out of it. */
export function Place({ ui, queue }: { ui: Ui; queue: QueuePlace }): VNode | undefined {
  const { chat, texts } = ui;
  const late = useLateTexts(ui);
  if (!late) return undefined;
  const { agentsOnline, nobodyOnline, stopWaiting, likelyWait } = late;
  const { wait } = queue;
  return (
    <p class="notice">
      <strong>{texts.queuePosition(queue.position)}</strong>
      <span>{queue.agentsOnline > 0 ? agentsOnline(queue.agentsOnline) : nobodyOnline}</span>
      {wait && <span>{likelyWait(wait)}</span>}
      <button class="text" onClick={() => chat.choose({ label: stopWaiting, value: "bot" })}>
        {stopWaiting}
      </button>
    </p>
  );
}

/** What has happened, in a line of the thread. */
export function Happening({ ui, event }: { ui: Ui; event: ConversationEvent }): VNode | undefined {
  const late = useLateTexts(ui);
  return late && <>{wordsFor(event, late)}</>;
}

/** What has happened, in words. */
export function wordsFor(event: ConversationEvent, texts: LateTexts): string {
  switch (event.type) {
    case "claimed":
      return texts.joined(event.agent.name);
    case "released":
      return event.to === "bot" ? texts.backToBot : texts.backToQueue;
    case "closed":
      return texts.closed;
    case "overdue":
      return texts.overdue;
    case "rated":
      return texts.rated(event.score);
    default:
      return "";
  }
}

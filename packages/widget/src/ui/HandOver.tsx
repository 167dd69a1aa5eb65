import type { ConversationEvent, Locale, QueuePlace } from "@parley/protocol";
import type { VNode } from "preact";
import { handOverTexts } from "../texts/hand-over.ts";
import type { Ui } from "./ui.ts";

/** The place in the queue, and the way out of it. */
export function Place({ ui: { chat, texts, settings }, queue }: { ui: Ui; queue: QueuePlace }): VNode {
  const { agentsOnline, nobodyOnline, stopWaiting } = handOverTexts[settings.locale];
  return (
    <p class="notice">
      <strong>{texts.queuePosition(queue.position)}</strong>
      <span>{queue.agentsOnline > 0 ? agentsOnline(queue.agentsOnline) : nobodyOnline}</span>
      <button class="text" onClick={() => chat.choose({ label: stopWaiting, value: "bot" })}>
        {stopWaiting}
      </button>
    </p>
  );
}

/** What has happened, for the thread. */
export function wordsFor(event: ConversationEvent, locale: Locale): string {
  const texts = handOverTexts[locale];
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

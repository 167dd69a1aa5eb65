import type { VNode } from "preact";
import type { Ui } from "./ui.ts";
import { useValue } from "./use-value.ts";

/** Under the header: the place in the queue, or what is wrong with the connection. */
export function Notice({ ui: { chat, texts } }: { ui: Ui }): VNode | false {
  const { status } = useValue(chat.connection);
  const queue = useValue(chat.queue);
  if (status === "stopped") return <p class="notice trouble">{texts.stopped}</p>;
  if (status === "reconnecting") return <p class="notice late">{texts.reconnecting}</p>;
  if (!queue) return false;
  const { position, agentsOnline } = queue;
  return (
    <p class="notice">
      <strong>{texts.queuePosition(position)}</strong>
      <span>{agentsOnline > 0 ? texts.agentsOnline(agentsOnline) : texts.nobodyOnline}</span>
      <button class="text" onClick={() => chat.choose({ label: texts.stopWaiting, value: "bot" })}>
        {texts.stopWaiting}
      </button>
    </p>
  );
}

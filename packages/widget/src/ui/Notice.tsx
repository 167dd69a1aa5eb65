import type { VNode } from "preact";
import type { Ui } from "./ui.ts";
import { useLate } from "./use-late.ts";
import { useValue } from "./use-value.ts";

/** Under the header: the place in the queue, or what is wrong with the connection. */
export function Notice({ ui }: { ui: Ui }): VNode | false | undefined {
  const { chat, texts } = ui;
  const { status } = useValue(chat.connection);
  const queue = useValue(chat.queue);
  const late = useLate(!!queue, () => import("./HandOver.tsx"));
  if (status === "stopped") return <p class="notice trouble">{texts.stopped}</p>;
  if (status === "reconnecting") return <p class="notice late">{texts.reconnecting}</p>;
  return queue && late && <late.Place ui={ui} queue={queue} />;
}

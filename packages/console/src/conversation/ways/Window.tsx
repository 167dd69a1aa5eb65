import { isOver, type ReplyWindow, windowNow } from "@parley/protocol";
import type { ComponentChildren } from "preact";
import type { Thread } from "../../desk/thread.ts";
import { moment, now, waited } from "../../language/format.ts";
import { waysTexts } from "./texts.ts";

interface WindowProps {
  thread: Thread;
  window: ReplyWindow;
  /** What can be done where it is over. */
  children: ComponentChildren;
}

/** Until when somebody may be written to, counting down; and when that is over, that nothing can be sent, why, and what can be done. */
export function Window({ thread, window, children }: WindowProps) {
  const texts = waysTexts();
  const standing = windowNow(thread.log.value.events, window);
  const { until, left } = standing;
  const over = isOver(standing, now.value);
  const why = until <= now.value ? texts.late(window.hours) : texts.often(window.messages ?? 0);
  const open = `${texts.until(moment(until), waited(until - now.value))}${left === undefined ? "" : texts.left(left)}`;
  return (
    <>
      <p class="composer-why" role={over ? "status" : undefined}>
        {over ? why : open}
      </p>
      {over && children}
    </>
  );
}

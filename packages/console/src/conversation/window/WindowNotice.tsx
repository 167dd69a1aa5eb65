import { isOver, type ReplyWindow, windowNow } from "@parley/protocol";
import { moment, now, waited } from "../../language/format.ts";
import { bilingual } from "../../language/language.ts";
import type { Thread } from "../../desk/thread.ts";

/** They come with what shows them. */
const windowTexts = bilingual({
  en: {
    until: (at: string, span: string) => `They can be written to until ${at}, for ${span} more`,
    left: (count: number) => `, ${count} more message${count === 1 ? "" : "s"}`,
    late: (hours: number) =>
      `Cannot be sent now: they wrote more than ${hours} h ago. It can be sent once they write again.`,
    often: (messages: number) =>
      `Cannot be sent now: ${messages} messages may follow theirs, and did. More can be sent once they write again.`,
  },
  "zh-CN": {
    until: (at: string, span: string) => `可回复至 ${at}，还剩 ${span}`,
    left: (count: number) => `，还可发送 ${count} 条`,
    late: (hours: number) => `现在无法发送：对方上次来信已超过 ${hours} 小时。对方再次来信后即可发送。`,
    often: (messages: number) =>
      `现在无法发送：对方来信后最多回复 ${messages} 条，已用完。对方再次来信后即可继续发送。`,
  },
});

/** Until when somebody may be written to, counting down; and when that is over, that nothing can be sent, and why. */
export function WindowNotice({ thread, window }: { thread: Thread; window: ReplyWindow }) {
  const texts = windowTexts();
  const standing = windowNow(thread.log.value.events, window);
  const { until, left } = standing;
  const over = isOver(standing, now.value);
  const why = until <= now.value ? texts.late(window.hours) : texts.often(window.messages ?? 0);
  const open = `${texts.until(moment(until), waited(until - now.value))}${left === undefined ? "" : texts.left(left)}`;
  return (
    <p class="composer-why" role={over ? "status" : undefined}>
      {over ? why : open}
    </p>
  );
}

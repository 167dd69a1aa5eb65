import { ChatError, type InboxItem } from "@parley/protocol";
import { toast } from "../../ui/toast.ts";
import { explain } from "../../ui/words.ts";
import { arrangingTexts } from "./texts.ts";

/** Milliseconds in which one can think better of it. */
const UNDO_WITHIN = 5000;
/** Requests on their way at once. */
const AT_ONCE = 4;

/** Does something with several conversations, in a moment, unless it is taken back; then says for how many, and why not for others. */
export function inAMoment(items: readonly InboxItem[], act: (item: InboxItem) => Promise<unknown>): void {
  const texts = arrangingTexts();
  const timer = setTimeout(() => void doAll(items, act), UNDO_WITHIN);
  toast(texts.inAMoment(items.length), "plain", { label: texts.undo, run: () => clearTimeout(timer) });
}

async function doAll(items: readonly InboxItem[], act: (item: InboxItem) => Promise<unknown>): Promise<void> {
  const texts = arrangingTexts();
  const left = [...items];
  const problems: ChatError[] = [];
  const work = async () => {
    for (let item = left.shift(); item; item = left.shift()) {
      await act(item).catch((cause: unknown) => problems.push(ChatError.from(cause)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const done = items.length - problems.length;
  if (done > 0) toast(texts.done(done));
  const [first] = problems;
  if (first) toast(texts.failed(problems.length, explain(first)), "bad");
}

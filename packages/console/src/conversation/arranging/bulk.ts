import { ChatError, type InboxItem, newId } from "@parley/protocol";
import type { Desk } from "../../desk/desk.ts";
import { letGo } from "../../desk/leaving.ts";
import { patient } from "../../live/patient.ts";
import { toast } from "../../ui/toast.ts";
import { explain } from "../../ui/words.ts";
import { arrangingTexts } from "./texts.ts";
import { chosen } from "./viewing.ts";

/** Milliseconds in which one can think better of it. */
const UNDO_WITHIN = 5000;
/** Requests on their way at once. */
const AT_ONCE = 4;

/** What can be done with several conversations at once; nothing is chosen after it. */
export function deeds({ live }: Pick<Desk, "live">, items: readonly InboxItem[]) {
  const ask = patient(live.ask);
  const all = (act: (item: InboxItem) => Promise<unknown>) => {
    inAMoment(items, act);
    chosen.value = new Set();
  };
  const each = (act: (conversationId: string) => Promise<unknown>) => all(({ conversation }) => act(conversation.id));
  return {
    each,
    claim: () => each((conversationId) => ask("claim", { conversationId, id: newId() })),
    assign: (agentId: string) => each((conversationId) => ask("transfer", { conversationId, id: newId(), agentId })),
    close: (code?: string) =>
      all(({ conversation: { id: conversationId, seq } }) =>
        letGo(live.ask, {
          conversationId,
          id: newId(),
          how: { to: "closed", ...(code && { code }) },
          seq,
          at: Date.now(),
        }),
      ),
  };
}

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

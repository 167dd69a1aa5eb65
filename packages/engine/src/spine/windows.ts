import { type ConversationEvent, isOver, ReplyWindow, type WindowNow, windowNow } from "@parley/protocol";
import * as v from "valibot";
import type { Dialog } from "../services/dialog/contract.ts";

/** Events that are looked through for the last words of somebody: pages of so many. */
const [PAGE, PAGES] = [100, 5];

/** The window of an account: what its inbox says, else its channel; nothing where neither does. `false` of an inbox is none. */
export function windowOf(usual: ReplyWindow | undefined, settings: Record<string, unknown>): ReplyWindow | undefined {
  const own = settings["window"];
  if (own === false) return undefined;
  const read = v.safeParse(ReplyWindow, own);
  return read.success ? read.output : usual;
}

/** Whether a platform would not let a message through now. */
export async function isShut(
  dialog: Pick<Dialog, "history">,
  of: { conversationId: string; seq: number },
  window: ReplyWindow | undefined,
): Promise<boolean> {
  return window !== undefined && isOver(await standingOf(dialog, of, window), Date.now());
}

/** When somebody last wrote in a conversation, and how its window stands by that. */
export async function standsNow(
  dialog: Pick<Dialog, "history">,
  conversationId: string,
  window: ReplyWindow | undefined,
): Promise<{ wrote?: number; window?: ReplyWindow & WindowNow }> {
  const events = await sinceTheirs(dialog, conversationId);
  const last = events.findLast(isTheirs);
  return {
    ...(last && { wrote: last.at }),
    ...(window && { window: { ...window, ...windowNow(events, window) } }),
  };
}

/** How the window of a conversation stands for a message of that number, by its log. */
async function standingOf(
  dialog: Pick<Dialog, "history">,
  { conversationId, seq }: { conversationId: string; seq: number },
  window: ReplyWindow,
): Promise<WindowNow> {
  return windowNow(await sinceTheirs(dialog, conversationId), window, seq);
}

/** The newest events of a conversation: what somebody said last among them, unless that is long ago. */
async function sinceTheirs(dialog: Pick<Dialog, "history">, conversationId: string): Promise<ConversationEvent[]> {
  let events: ConversationEvent[] = [];
  let before = Number.MAX_SAFE_INTEGER;
  for (let page = 0; page < PAGES && before > 1 && !events.some(isTheirs); page += 1) {
    const found = (await dialog.history({ conversationId, before, limit: PAGE })).events;
    if (found.length === 0) break;
    events = [...found, ...events];
    before = found[0]?.seq ?? 0;
  }
  return events;
}

const isTheirs = (event: ConversationEvent) => event.type === "message" && event.author.kind === "visitor";

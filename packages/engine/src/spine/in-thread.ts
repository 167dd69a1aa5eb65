import type { MessageEvent } from "@parley/protocol";
import type { Dialog, SendResult } from "../services/dialog/contract.ts";

/** Why an answer of the bot is not sent. */
export const UNANSWERED: SendResult = {
  is: "blocked",
  reason: "A machine wrote this, or nobody knows who did: only people answer it.",
};

/** What a channel keeps of the conversation of a message, and whether that is an answer which is not sent. */
export async function inThread(
  dialog: Pick<Dialog, "threadOf">,
  conversationId: string,
  { author, insight }: Pick<MessageEvent, "author" | "insight">,
): Promise<{ about?: string; isQuiet: boolean }> {
  const { about, unanswered } = await dialog.threadOf({ conversationId });
  const isQuiet = author.kind === "bot" && unanswered.includes(insight?.replyTo ?? "");
  return { isQuiet, ...(about !== undefined && { about }) };
}

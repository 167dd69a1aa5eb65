import { mappedId } from "../text/mapped-id.ts";
import { continuedChat } from "./conversation-of.ts";
import type { PlatformReceipt } from "./port.ts";
import { receive, type Spine } from "./receive.ts";

interface CameBackParts {
  spine: Spine;
  /** The inboxes with whose chats the account goes on. */
  continues: readonly string[];
}

/** Tells the team, in the chat, that what went on with it has not arrived. Resolves to whether it is of a chat that the account goes on with. */
export async function noteCameBack(
  { answers, externalId, state, reason }: PlatformReceipt & { answers: string },
  { spine, continues }: CameBackParts,
): Promise<boolean> {
  const chat = await continuedChat(spine.dialog, continues, { answers });
  if (!chat) return false;
  if (state !== "failed") return true;
  const { id: conversationId, locale } = chat;
  const id = mappedId("came back", `${conversationId}/${externalId}`);
  const text = noteOf(locale, reason);
  await receive(spine, { conversationId, id, command: { do: "note", author: { kind: "system" }, text } });
  return true;
}

const noteOf = (language: string, reason: string | undefined) =>
  /^zh\b/i.test(language)
    ? `⚠️ 发给对方的邮件被退回${reason === undefined ? "。" : `：${reason}`}`
    : `⚠️ The mail that they were sent came back${reason === undefined ? "." : `: ${reason}`}`;

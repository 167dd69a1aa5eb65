import { ChatError, type Conversation } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import { mappedId } from "../text/mapped-id.ts";
import type { Incoming } from "./port.ts";

type Place = Parameters<Dialog["open"]>[0] & { inboxId: string };

/**
 * The chat of another inbox that a message answers: one that the account goes on with, from the address that what was missed was sent to last.
 * Who only says that they have that address is not `from` it. Without `from`: the chat, whoever was sent something.
 */
export async function continuedChat(
  dialog: Pick<Dialog, "get" | "continuedWith">,
  inboxes: readonly string[],
  { answers, from }: Pick<Incoming, "answers"> & Partial<Pick<Incoming, "from">>,
): Promise<Conversation | undefined> {
  const answered = answers === undefined || inboxes.length === 0 ? undefined : await found(dialog, answers);
  if (!answered || !inboxes.includes(answered.inboxId ?? answered.channel)) return undefined;
  const { to } = await dialog.continuedWith({ conversationId: answered.id });
  return to !== undefined && (!from || to === from.id) ? answered : undefined;
}

/**
 * The conversation in which a message is said: the one that it answers where that is theirs, on this account; else that of its thread. A thread
 * has the name of who writes in it, so that nobody comes into another's by naming it.
 */
export async function conversationOf(
  dialog: Pick<Dialog, "open" | "get" | "apply">,
  place: Place,
  { id, thread, answers }: Pick<Incoming, "id" | "thread" | "answers">,
): Promise<string> {
  const answered = answers === undefined ? undefined : await found(dialog, answers);
  if (answered && answered.visitorId === place.visitorId && answered.inboxId === place.inboxId) return answered.id;
  const { id: conversationId, locale } = await dialog.open({ ...place, ...ownThread(place.visitorId, thread) });
  if (answered && conversationId !== answered.id) {
    const noteId = mappedId(place.inboxId, JSON.stringify([id, "answers"]));
    const command = { do: "note", author: { kind: "system" }, text: noteOf(answered.id, locale) } as const;
    await dialog.apply({ conversationId, id: noteId, command });
  }
  return conversationId;
}

/** A thread of somebody's, as the dialog calls it. */
export const ownThread = (visitorId: string, thread: string | undefined): { thread?: string } =>
  thread === undefined ? {} : { thread: JSON.stringify([visitorId, thread]) };

async function found(dialog: Pick<Dialog, "get">, conversationId: string): Promise<Conversation | undefined> {
  try {
    return (await dialog.get({ conversationId })).conversation;
  } catch (error) {
    if (ChatError.from(error).code === "notFound") return undefined;
    throw error;
  }
}

/** For agents: who wrote is not proven to be who that conversation is with. */
const noteOf = (conversationId: string, language: string) =>
  /^zh\b/i.test(language)
    ? `⚠️ 对方回复的是会话 ${conversationId}，但未能证实其为该会话的参与者，因此另开此会话。`
    : `⚠️ This answers conversation ${conversationId}. It is not proven that who writes takes part in it, so it is a conversation of its own.`;

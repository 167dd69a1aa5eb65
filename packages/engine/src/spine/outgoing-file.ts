import type { Content, Conversation } from "@parley/protocol";
import type { ChannelFiles } from "./arriving.ts";
import { type Part, render, type Shows } from "./render.ts";

/** A message as a channel can show it, with its file where the channel takes such a one. */
export function partsOf(
  { id: conversationId, channel, inboxId = channel }: Pick<Conversation, "id" | "channel" | "inboxId">,
  content: Content,
  can: Shows,
  files: Pick<ChannelFiles, "read" | "link">,
): Part[] {
  if (content.type !== "file") return render(content, can);
  const { id, name, kind, type, bytes, preview = false } = content.file;
  const takes = can.files?.kinds.includes(kind) && bytes <= can.files.most;
  if (!takes) return render(content, can);
  const file = { name, kind, type, bytes, read: () => files.read({ conversationId, id }) };
  const { link } = files;
  const linked = link && { link: () => link({ conversationId, inboxId, id, name, preview }) };
  return [{ text: name, file: { ...file, ...linked } }];
}
